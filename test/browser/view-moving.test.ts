import { Draw, type Json } from "@berth/core/wire";
import { describe, expect, it } from "vitest";
import { bench, PIXEL, useViewBench } from "./view-bench.js";
import { el, t } from "./view-page.js";

useViewBench();

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
});
