import { Draw, type Json } from "@berth/core/wire";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { el, launch, t, ViewBench } from "./view-page.js";

let browser: Browser;
let bench: ViewBench;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => browser.close());
beforeEach(async () => {
  bench = await ViewBench.open(browser);
});
afterEach(async () => bench.close());

const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("text and pictures (F-TAG-16 to F-TAG-20)", () => {
  it("applies space and decode to static and changing text", async () => {
    await bench.show([el("text", { space: "nbsp", decode: true }, [t("a b&lt;"), { d: 1 }])]);
    await bench.draw(Draw.text, 101, " &gt;&amp;lt;");
    expect(await bench.page.locator("text").textContent()).toBe("a\u00a0b<\u00a0>&lt;");
  });

  it("shows a picture from bytes of the host and reports its size", async () => {
    await bench.show([el("image", { src: "logo.png", mode: "aspectFit" }, [], { s: 1, v: { load: 1, error: 1 } })]);
    expect((await bench.toHost()).find((m) => m[0] === "resource")).toEqual([
      "resource",
      1,
      "/pages/a/logo.png",
      "image",
    ]);
    await bench.page.evaluate(async (address) => {
      const binary = Uint8Array.from(atob(address.split(",")[1] ?? ""), (c) => c.charCodeAt(0));
      window.viewBench.toViewHost(["resource", 1, { blob: new Blob([binary], { type: "image/png" }) }]);
    }, PIXEL);
    expect(await bench.event("load")).toEqual({ width: 1, height: 1 });
    expect(await bench.page.locator("image > img").getAttribute("src")).toMatch(/^blob:/);
    const box = await bench.page.locator("image").boundingBox();
    expect([box?.width, box?.height]).toEqual([300, 225]);
  });

  it("shows nothing and fires onError for a refused picture (S-RES-8)", async () => {
    await bench.show([el("image", { src: "https://b.example/x.png" }, [], { s: 1, v: { error: 1 } })]);
    await bench.host(["resource", 1, { refused: "DOMAIN_NOT_ALLOWED", message: "not on the list" }]);
    expect(await bench.event("error")).toEqual({ errMsg: "not on the list" });
    expect(await bench.page.locator("image > img").getAttribute("src")).toBe(null);
    expect((await bench.toHost()).some((m) => m[0] === "resourceError")).toBe(true);
  });

  it("makes rich-text anew from a list of what may be (S-VIEW-6)", async () => {
    const html =
      '<div class="x" onclick="alert(1)">hi<script>1</script><a href="https://a.example" target="_top">link</a>' +
      "<iframe></iframe><custom>kept</custom></div>";
    await bench.show([
      el("rich-text", { nodes: html }),
      el("rich-text", {
        nodes: [
          { name: "h1", attrs: { onclick: "x", style: "color:red" }, children: [{ type: "text", text: "A&lt;" }] },
        ],
      }),
    ]);
    expect(await bench.html()).toBe(
      '<rich-text><div class="x">hi<a>link</a>kept</div></rich-text>' +
        '<rich-text><h1 style="color: red;">A&lt;</h1></rich-text>',
    );
  });
});

describe("styles (F-CSS, S-VIEW-5)", () => {
  it("turns rpx of dynamic styles into vw and drops what could load", async () => {
    await bench.show([el("view", { id: "a" }, [], { s: 1 })]);
    await bench.draw(Draw.attribute, 101, "style", "width:75rpx;background-image:image-set('https://a.example/x' 1x)");
    const [width, image] = await bench.page.locator("#a").evaluate((e) => {
      const style = getComputedStyle(e);
      return [style.width, style.backgroundImage];
    });
    expect(width).toBe("37.5px");
    expect(image).toBe("none");
    expect((await bench.toHost()).some((m) => m[0] === "dropped")).toBe(true);
  });

  it("adopts sheets in order, resolves their resources and lets `page` colour everything (F-CSS-3, F-CSS-7)", async () => {
    await bench.host([
      "styles",
      {
        app: ":host{background:rgb(1,2,3)} .x{color:red;width:10px}",
        page: '.x{color:blue;background:url("berth-resource:/a.png")} .y{background:url(https://a.example/y.png)}',
      },
      { "pages/a/a": ["app", "page"] },
    ]);
    await bench.show([el("view", { class: "x" }), el("view", { class: "y" })]);
    expect((await bench.toHost()).filter((m) => m[0] === "resource").map((m) => m[2])).toEqual(["/a.png"]);
    await bench.host(["resource", 1, { address: PIXEL }]);
    await bench.page.waitForFunction(() => {
      const x = document.querySelector(".berth-page")?.shadowRoot?.querySelector(".x");
      return x !== null && x !== undefined && getComputedStyle(x).backgroundImage.startsWith("url(");
    });
    const seen = await bench.page.evaluate(() => {
      const root = document.querySelector(".berth-page")!.shadowRoot!;
      const x = getComputedStyle(root.querySelector(".x")!);
      return {
        color: x.color,
        width: x.width,
        y: getComputedStyle(root.querySelector(".y")!).backgroundImage,
        layer: getComputedStyle(document.querySelector("page-layer")!).backgroundColor,
      };
    });
    expect(seen).toEqual({ color: "rgb(0, 0, 255)", width: "10px", y: "none", layer: "rgb(1, 2, 3)" });
  });
});

describe("what stays when class and style are set anew", () => {
  it("style and classes of SJS handlers (F-SJS-3)", async () => {
    await bench.show([el("view", { id: "a", class: "x" }, [], { s: 1 })]);
    await bench.call(101, "setStyle", ["width:75rpx;color:red;background-image:url(/a.png)"]);
    await bench.call(101, "setStyle", ["color:rgb(0, 0, 9)"]);
    await bench.call(101, "addClass", ["on two"]);
    await bench.call(101, "removeClass", ["x"]);
    await bench.draw(Draw.attribute, 101, "style", "color:green;height:3px", Draw.attribute, 101, "class", "x y");
    const seen = await bench.page.locator("#a").evaluate((e) => {
      const { width, height, color, backgroundImage } = getComputedStyle(e);
      return [e.className, width, height, color, backgroundImage];
    });
    expect(seen).toEqual(["y on two", "37.5px", "3px", "rgb(0, 0, 9)", "none"]);
    expect((await bench.toHost()).some((m) => m[0] === "resource")).toBe(false);
  });

  it("placeholder colours and the number of lines", async () => {
    await bench.show([
      el("input", { id: "i", placeholder: "p", "placeholder-style": "color:rgb(1, 2, 3)" }, [], { s: 1 }),
      el("text", { id: "t" }, [t("long text")], { s: 2 }),
    ]);
    await bench.draw(Draw.attribute, 102, "number-of-lines", 2, Draw.attribute, 102, "style", "width:10px");
    await bench.draw(Draw.attribute, 101, "style", "height:40px");
    const colour = await bench.page.locator("#i").evaluate((e) => getComputedStyle(e, "::placeholder").color);
    const lines = await bench.page.locator("#t").evaluate((e) => getComputedStyle(e).webkitLineClamp);
    expect([colour, lines]).toEqual(["rgb(1, 2, 3)", "2"]);
  });
});

describe("form controls (F-TAG-3, F-TAG-21 to F-TAG-31)", () => {
  it("collects a form, resets it, and reports each change", async () => {
    await bench.show(
      [
        el(
          "form",
          {},
          [
            el("input", { name: "who", value: "Ada" }, [], { s: 2, v: { input: 1, confirm: 1 } }),
            el(
              "checkbox-group",
              { name: "likes" },
              [
                el("label", {}, [el("checkbox", { value: "tea", checked: true }), t("tea")]),
                el("label", {}, [el("checkbox", { value: "milk" }), t("milk")]),
              ],
              { s: 3, v: { change: 1 } },
            ),
            el(
              "radio-group",
              { name: "size" },
              [el("radio", { value: "s", id: "s" }), el("radio", { value: "l", id: "l" })],
              { s: 4, v: { change: 1 } },
            ),
            el("label", { for: "l" }, [t("large")]),
            el("switch", { name: "on" }),
            el("slider", { name: "loud", value: 40, "show-value": true }, [], { s: 5, v: { change: 1 } }),
            el("picker", { name: "town", range: [{ n: "Oslo" }, { n: "Bergen" }], "range-key": "n" }, [t("choose")], {
              s: 6,
              v: { change: 1 },
            }),
            el("button", { "form-type": "submit", type: "primary" }, [t("send")]),
            el("button", { "form-type": "reset" }, [t("undo")]),
          ],
          { s: 1, v: { submit: 1, reset: 1 } },
        ),
      ],
      10,
    );
    const { page } = bench;
    await page.locator("input").fill("Grace");
    await page.getByText("milk").click();
    await page.getByText("large").click();
    await page.locator("switch").click();
    await page.locator("slider").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("choose").click();
    await page.getByText("Bergen").click();
    await bench.picture("form");
    await page.getByText("send").click();
    expect(await bench.event("submit")).toMatchObject({
      value: { who: "Grace", likes: ["tea", "milk"], size: "l", on: true, loud: 41, town: 1 },
    });
    expect(await bench.events("change")).toEqual([
      [103, "change", { value: ["tea", "milk"] }],
      [104, "change", { value: "l" }],
      [105, "change", { value: 41 }],
      [106, "change", { value: 1 }],
    ]);
    await page.getByText("undo").click();
    await page.getByText("send").click();
    await page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "submit").length === 2);
    expect((await bench.events("submit")).at(-1)?.[2]).toMatchObject({
      value: { who: "Ada", likes: ["tea"], size: "", on: false, town: 0 },
    });
  });

  it("loses no keystroke when answers of the program lag behind the keyboard", async () => {
    await bench.show([el("input", { controlled: true }, [], { s: 1, v: { input: 1 } })]);
    const input = bench.page.locator("input");
    await input.focus();
    await bench.page.keyboard.type("abc");
    const answer = (value: string) =>
      bench.draw(Draw.attribute, 101, "value", value, Draw.call, 0, 101, "heard", ["input"]);
    // The program answers the first keystroke in capitals, then echoes the second.
    await answer("A");
    expect(await input.inputValue()).toBe("Abc");
    await answer("ab");
    expect(await input.inputValue()).toBe("abc");
    await answer("ABC");
    expect(await input.inputValue()).toBe("ABC");
  });

  it("takes a controlled field back when the program does not follow", async () => {
    await bench.show([el("input", { controlled: true, value: "x" }, [], { s: 1, v: { input: 1 } })]);
    const input = bench.page.locator("input");
    await input.focus();
    await bench.page.keyboard.type("y");
    expect(await input.inputValue()).toBe("xy");
    await bench.draw(Draw.call, 0, 101, "heard", ["input"]);
    expect(await input.inputValue()).toBe("x");
  });

  it("confirms with Enter and clears a plain field when data say so", async () => {
    await bench.show([el("input", {}, [], { s: 1, v: { confirm: 1, blur: 1 } })]);
    await bench.page.locator("input").fill("find");
    await bench.page.keyboard.press("Enter");
    expect(await bench.event("confirm")).toEqual({ value: "find" });
    await bench.draw(Draw.attribute, 101, "value", "");
    expect(await bench.page.locator("input").inputValue()).toBe("");
  });
});

describe("moving components", () => {
  it("scroll-view scrolls to an id and reports its end (F-TAG-11)", async () => {
    await bench.show(
      [
        el(
          "scroll-view",
          { "scroll-y": true, style: "height:100px" },
          [el("view", { style: "height:500px" }), el("view", { id: "end", style: "height:500px" })],
          { s: 1, v: { scroll: 1, scrollToLower: 1, scrollToUpper: 1 } },
        ),
      ],
      1,
    );
    await bench.draw(Draw.attribute, 101, "scroll-into-view", "end");
    expect(await bench.event("scroll")).toMatchObject({ scrollTop: 500, scrollHeight: 1000 });
    await bench.draw(Draw.attribute, 101, "scroll-top", 880);
    expect(await bench.event("scrollToLower")).toEqual({ direction: "bottom" });
    await bench.draw(Draw.attribute, 101, "scroll-top", 10);
    expect(await bench.event("scrollToUpper")).toEqual({ direction: "top" });
    // How mini-ali-ui says it.
    await bench.draw(Draw.attribute, 101, "scroll-top", { _v: 300 });
    await expect.poll(() => bench.event("scroll")).toMatchObject({ scrollTop: 300 });
  });

  it("swiper swipes by mouse, goes round and follows data (F-TAG-12)", async () => {
    const item = (text: string) => el("swiper-item", {}, [t(text)]);
    await bench.show(
      [
        el(
          "swiper",
          { circular: true, "indicator-dots": true, duration: 0 },
          [item("one"), item("two"), item("three")],
          { s: 1, v: { change: 1 } },
        ),
      ],
      1,
    );
    const { mouse } = bench.page;
    await mouse.move(300, 70);
    await mouse.down();
    await mouse.move(100, 72, { steps: 5 });
    await mouse.up();
    expect(await bench.event("change")).toMatchObject({ current: 1 });
    await bench.draw(Draw.attribute, 101, "current", 2);
    await bench.draw(Draw.attribute, 101, "current", 3);
    await bench.page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "change").length === 3);
    expect((await bench.events("change")).map((e) => (e[2] as { current: number }).current)).toEqual([1, 2, 0]);
    expect(await bench.page.locator("swiper-dots > i.on").count()).toBe(1);
    expect((await bench.page.getByText("one").boundingBox())?.x).toBe(0);
  });

  it("movable-view stays in its area (F-TAG-14)", async () => {
    await bench.show(
      [
        el("movable-area", { style: "width:200px;height:200px" }, [
          el("movable-view", { direction: "all", style: "width:50px;height:50px" }, [t("me")], {
            s: 1,
            v: { change: 1, changeEnd: 1 },
          }),
        ]),
      ],
      1,
    );
    const { mouse } = bench.page;
    await mouse.move(25, 25);
    await mouse.down();
    await mouse.move(60, 45, { steps: 3 });
    await mouse.move(400, 65, { steps: 3 });
    await mouse.up();
    expect(await bench.event("changeEnd")).toEqual({ x: 150, y: 40 });
  });

  it("picker-view shows its value and reports another (F-TAG-33)", async () => {
    const column = (texts: string[]) =>
      el(
        "picker-view-column",
        {},
        texts.map((x) => el("view", {}, [t(x)])),
      );
    await bench.show([
      el("picker-view", { value: [1, 0] }, [column(["a", "b", "c"]), column(["x", "y"])], { s: 1, v: { change: 1 } }),
    ]);
    expect(
      await bench.page
        .locator("picker-view-column")
        .first()
        .evaluate((e) => e.scrollTop),
    ).toBe(34);
    await bench.page
      .locator("picker-view-column")
      .nth(1)
      .evaluate((e) => e.scrollTo(0, 34));
    expect(await bench.event("change")).toEqual({ value: [1, 1] });
  });

  it("canvas draws recorded commands and nothing else (F-TAG-35, S-VIEW-7)", async () => {
    await bench.show([el("canvas", { id: "c", width: 100, height: 50 }, [], { s: 1 })], 1);
    const commands: Json = [
      ["set", "fillStyle", "rgb(255,0,0)"],
      ["fillRect", 0, 0, 10, 10],
      ["set", "canvas", "x"],
      ["getImageData", 0, 0, 1, 1],
      ["constructor"],
    ];
    expect((await bench.call(101, "canvas", [commands, false]))[2]).toBe(1);
    const pixel = await bench.page
      .locator("canvas")
      .evaluate((c: HTMLCanvasElement) => [...c.getContext("2d")!.getImageData(5, 5, 1, 1).data]);
    expect(pixel).toEqual([255, 0, 0, 255]);
    const read = await bench.call(101, "toDataURL", [{ width: 10, height: 10, destWidth: 20 }]);
    expect(String(read[3])).toMatch(/^data:image\/png;base64,/);
    const size = await bench.page.evaluate(async (address) => {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      return [picture.naturalWidth, picture.naturalHeight];
    }, String(read[3]));
    expect(size).toEqual([20, 10]);
  });

  it("a canvas is read back unless it shows what its server lets nobody read (S-VIEW-7, S-RES-6)", async () => {
    await bench.page.route("https://a.example/*", (route) => {
      const open = route.request().url().endsWith("open.png");
      const body = Buffer.from(PIXEL.slice(PIXEL.indexOf(",") + 1), "base64");
      return route.fulfill({
        body,
        contentType: "image/png",
        headers: { "access-control-allow-origin": open ? "*" : "https://b.example" },
      });
    });
    await bench.show([el("canvas", { id: "c", width: 100, height: 50 }, [], { s: 1 })], 1);
    let asked = 0;
    const draw = async (address: string): Promise<unknown> => {
      const drawn = bench.call(101, "canvas", [[["drawImage", address, 0, 0]], true]);
      asked++;
      await bench.page.waitForFunction(
        (n) => window.viewBench.fromViewHost.filter((m) => m[0] === "resource").length === n,
        asked,
      );
      await bench.host(["resource", asked, { address }]);
      await drawn;
      return (await bench.call(101, "toDataURL", [{}])).slice(2, 4);
    };
    expect(await draw("https://a.example/open.png")).toEqual([1, expect.stringMatching(/^data:image.png/)]);
    expect(await draw("https://a.example/closed.png")).toEqual([0, expect.stringContaining("(S-VIEW-7)")]);
  });

  it("plays an exported animation and stays at its end", async () => {
    await bench.show([el("view", { id: "v" }, [t("move")], { s: 1 })]);
    await bench.draw(Draw.attribute, 101, "animation", {
      animations: [
        {
          config: { duration: 0 },
          animation: [
            ["translateX", [20]],
            ["opacity", [0.5]],
          ],
        },
        { config: { duration: 0 }, animation: [["rotate", [45]]] },
      ],
    });
    await bench.page.waitForFunction(() => {
      const style = document.querySelector(".berth-page")?.shadowRoot?.querySelector<HTMLElement>("#v")?.style;
      return style?.transform === "rotate(45deg)" && style.opacity === "0.5";
    });
  });

  it("a sheet reaches progress by its name (F-TAG-19)", async () => {
    await bench.host([
      "styles",
      {
        a: "@keyframes progress{to{opacity:1}} .p > progress,.progress{width:99px;cursor:progress;animation:progress 1s}",
      },
      { "pages/a/a": ["a"] },
    ]);
    await bench.show([el("view", { class: "p" }, [el("progress", { id: "g", percent: 20 })])]);
    const seen = await bench.page.locator("#g").evaluate((e) => {
      const { width, cursor, animationName } = getComputedStyle(e);
      return [width, cursor, animationName];
    });
    expect(seen).toEqual(["99px", "progress", "progress"]);
  });

  it("a textarea counts its characters unless it says otherwise (F-TAG-25)", async () => {
    await bench.show([
      el("textarea", { id: "a" }, [], { s: 1 }),
      el("textarea", { id: "b", "show-count": false }),
      el("textarea", { id: "c", maxlength: -1 }),
    ]);
    const shown = (id: string) => bench.page.locator(id).evaluate((e) => getComputedStyle(e).backgroundImage);
    expect(await shown("#a")).toContain(">0/140<");
    await bench.page.locator("#a").fill("four");
    expect(await shown("#a")).toContain(">4/140<");
    await bench.draw(Draw.attribute, 101, "style", "color:red");
    expect(await shown("#a")).toContain(">4/140<");
    expect([await shown("#b"), await shown("#c")]).toEqual(["none", "none"]);
  });

  it("space and decode may change (F-TAG-16)", async () => {
    await bench.show([el("text", { id: "x" }, [{ d: 1 }], { s: 2 })]);
    await bench.draw(Draw.text, 101, "a b&lt;", Draw.attribute, 102, "decode", true);
    await bench.draw(Draw.attribute, 102, "space", "nbsp", Draw.text, 101, "c &gt;");
    expect(await bench.page.locator("#x").evaluate((e) => e.textContent)).toBe("c\u00a0>");
  });

  it("text breaks lines as its data or a written \\n say, not as its source does (F-TAG-16)", async () => {
    await bench.show([
      el("view", { style: "white-space:nowrap;width:20px;line-height:10px;font-size:8px" }, [
        el("text", { id: "s" }, [t("\n  one two\\nthree\n  ")]),
        el("view", {}, [t("a\\n")]),
        el("text", { id: "d" }, [{ d: 1 }]),
      ]),
    ]);
    await bench.draw(Draw.text, 101, "a b\n\nc");
    const lines = (id: string) => bench.page.locator(id).innerText({});
    expect([await lines("#s"), await lines("#d")]).toEqual(["one two\nthree", "a b\n\nc"]);
  });

  it("a movable-view keeps its place when its style is set anew (F-TAG-14)", async () => {
    await bench.show([
      el("movable-area", { style: "width:200px;height:50px" }, [
        el("movable-view", { id: "v", direction: "horizontal", x: 30 }, [], { s: 1 }),
      ]),
    ]);
    await bench.draw(Draw.attribute, 101, "style", "height:20px");
    expect(await bench.page.locator("#v").evaluate((e) => e.style.transform)).toBe("translate(30px, 0px)");
  });

  it("a page with display:flex stacks roots of full width", async () => {
    await bench.host(["styles", { a: ":host{display:flex} :host>view{width:100%}" }, { "pages/a/a": ["a"] }]);
    await bench.show([el("view", { class: "x" }, [t("1")]), el("view", { class: "x" }, [t("2")])]);
    const left = await bench.page.locator(".x").evaluateAll((all) => all.map((e) => (e as HTMLElement).offsetLeft));
    expect(left).toEqual([0, 0]);
  });

  it("a button is as wide as its line, or as its content when it is inline", async () => {
    const sheet =
      "@supports (display:inline-block){.i{display:inline-block}} .k{display:inline-block} .k.n{display:block}";
    await bench.host(["styles", { a: sheet }, { "pages/a/a": ["a"] }]);
    await bench.show([
      el("button", { style: "margin:0 20px" }, [t("x")]),
      el("view", { class: "i" }, [el("button", { class: "i" }, [t("x")])]),
      el("button", { class: "k n" }, [t("x")], { s: 1 }),
      el("button", { style: "display: inline-block" }, [t("x")]),
      el("button", { size: "mini" }, [t("x")]),
      el("view", { style: "display:inline-block;width:200px" }, [el("button", {}, [t("x")])]),
    ]);
    const widths = await bench.page
      .locator("button")
      .evaluateAll((all) => all.map((e) => (e as HTMLElement).offsetWidth));
    // Libraries undo the height with `height:auto`; a shorter one must be possible.
    await bench.draw(Draw.attribute, 101, "style", "height:20px");
    expect(await bench.page.locator(".k").evaluate((e) => (e as HTMLElement).offsetHeight)).toBe(20);
    const wide = widths.map((width) => (width > 100 ? width : 0));
    expect(wide).toEqual([335, 0, 375, 0, 0, 200]);
  });

  it("checked and disabled controls carry the classes that libraries select by", async () => {
    await bench.show([
      el("checkbox", { class: "mine", checked: true }, [], { s: 1 }),
      el("checkbox", { disabled: true }, []),
    ]);
    const classes = () => bench.page.locator("checkbox").evaluateAll((all) => all.map((e) => e.className));
    expect(await classes()).toEqual(["mine a-checkbox-checked", "a-checkbox-disabled"]);
    await bench.draw(Draw.attribute, 101, "class", "other");
    expect((await classes())[0]).toBe("other a-checkbox-checked");
    await bench.page.locator("checkbox").first().click();
    expect((await classes())[0]).toBe("other");
  });

  it("posts of the program go to the host with the page (F-WEB-4)", async () => {
    await bench.show([el("web-view", { id: "w", src: "https://w.example/" }, [], { s: 1 })]);
    await bench.call(101, "postMessage", [{ a: 1 }]);
    expect((await bench.toHost()).filter((m) => m[0] === "webviewPost")).toEqual([["webviewPost", 1, { a: 1 }]]);
  });

  it("tells the host where a web-view wants to go, and when it is gone (F-WEB-1)", async () => {
    await bench.show([el("web-view", { src: "https://w.example/" }, [], { s: 1 })]);
    await bench.draw(Draw.closePage, 1);
    await bench.page.waitForFunction(
      () => window.viewBench.fromViewHost.filter((m) => m[0] === "webview").length === 2,
    );
    expect((await bench.toHost()).filter((m) => m[0] === "webview")).toEqual([
      ["webview", 1, 101, "https://w.example/"],
      ["webview", 1, 101, null],
    ]);
  });
});
