import { Draw } from "@berth/core/wire";
import { describe, expect, it } from "vitest";
import { bench, PIXEL, useViewBench } from "./view-bench.js";
import { el, t } from "./view-page.js";

useViewBench();

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

describe("what sheets, libraries and data rely on", () => {
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
