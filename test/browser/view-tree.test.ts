import { Draw, type Fragment } from "@berth/core/wire";
import { describe, expect, it } from "vitest";
import { bench, useViewBench } from "./view-bench.js";
import { el, t } from "./view-page.js";

useViewBench();

/** `<view class="list">` with an anchor in slot 1, and a row with a text in slot 1 of its own. */
const LIST: Fragment = { n: 1, c: [el("view", { class: "list" }, [{ a: 1 }])] };
const ROW: Fragment = { n: 2, c: [el("view", { class: "row" }, [{ d: 1 }], { s: 2 })] };

async function rows(...names: string[]): Promise<void> {
  await bench.draw(Draw.define, 1, LIST, Draw.define, 2, ROW, Draw.openPage, 1, "p", {}, Draw.create, 1, 10, 1, 0);
  for (const [i, name] of names.entries()) {
    const base = 100 + i * 10;
    await bench.draw(Draw.create, 2, base, 11, 0, Draw.text, base + 1, name);
  }
  await bench.draw(Draw.showPage, 1, "none");
}
const order = async (): Promise<string> =>
  bench.page
    .locator("view.row")
    .allTextContents()
    .then((all) => all.join(""));

describe("drawing operations (S-VIEW-1, draw.ts)", () => {
  it("creates, fills, moves and removes blocks in the order of their anchor", async () => {
    await rows("a", "b", "c");
    expect(await order()).toBe("abc");
    await bench.draw(Draw.create, 2, 200, 11, 110, Draw.text, 201, "x");
    expect(await order()).toBe("axbc");
    await bench.draw(Draw.move, 120, 100, Draw.move, 200, 0);
    expect(await order()).toBe("cabx");
    await bench.draw(Draw.remove, 110);
    expect(await order()).toBe("cax");
    await bench.draw(Draw.attribute, 202, "class", "row on", Draw.attribute, 202, "id", "me");
    expect(await bench.page.locator("#me.on").count()).toBe(1);
    await bench.draw(Draw.attribute, 202, "id", null);
    expect(await bench.page.locator("#me").count()).toBe(0);
  });

  it("keeps the order when one batch mixes new rows with moves, removals and other places", async () => {
    await rows("a", "b");
    // biome-ignore format: one operation a line
    await bench.draw(
      Draw.create, 2, 300, 11, 0, Draw.text, 301, "c",
      Draw.create, 2, 310, 11, 0, Draw.text, 311, "d",
      Draw.create, 2, 320, 11, 100, Draw.text, 321, "0",
      Draw.create, 2, 330, 11, 310, Draw.text, 331, "-",
      Draw.move, 300, 0,
      Draw.create, 2, 340, 11, 0, Draw.text, 341, "e",
      Draw.remove, 310,
    );
    expect(await order()).toBe("0ab-ce");
  });

  it("forgets the numbers of everything inside a removed block, nested blocks too", async () => {
    await rows("a");
    await bench.draw(Draw.define, 3, { n: 1, c: [{ a: 1 }] } as Fragment);
    // A block that is only an anchor, with rows inside.
    await bench.draw(Draw.create, 3, 400, 11, 100, Draw.create, 2, 410, 401, 0, Draw.text, 411, "n");
    expect(await order()).toBe("na");
    const before = await bench.page.evaluate(() => window.viewBench.view.nodeCount);
    await bench.draw(Draw.remove, 400);
    expect(await order()).toBe("a");
    const after = await bench.page.evaluate(() => window.viewBench.view.nodeCount);
    expect(before - after).toBe(3);
    await bench.draw(Draw.closePage, 1);
    expect(await bench.page.evaluate(() => window.viewBench.view.nodeCount)).toBe(0);
  });

  it("moves a block that starts with an anchor together with what came there", async () => {
    await rows("a", "b");
    await bench.draw(Draw.define, 3, { n: 1, c: [{ a: 1 }, t("|")] } as Fragment);
    await bench.draw(Draw.create, 3, 400, 11, 100, Draw.create, 2, 410, 401, 0, Draw.text, 411, "n");
    await bench.draw(Draw.move, 400, 0);
    expect((await bench.page.locator("view.list").textContent()) ?? "").toBe("abn|");
  });

  it("answers every batch, also one it could not apply", async () => {
    await bench.draw(99, 1, 2);
    await bench.draw(Draw.text, 5, "x");
    expect((await bench.toHost()).filter((m) => m[0] === "dropped").length).toBe(2);
  });
});

/** Whether an attribute is another component's is known to the second script only: the word about it comes later. */
const saysDropped = (what: string): Promise<unknown> =>
  bench.page.waitForFunction(
    (name) => window.viewBench.fromViewHost.some((m) => m[0] === "dropped" && m[1] === name),
    what,
  );

describe("guards (S-VIEW-2, S-VIEW-3)", () => {
  it("draws no element and no attribute outside the tables, and says so", async () => {
    await bench.show([
      el("script", {}, [t("window.hacked = 1")]),
      el("iframe", { src: "https://a.example" }),
      el("view", { onclick: "window.hacked = 1", href: "x", "xlink:href": "x", srcdoc: "x", is: "x", class: "kept" }),
      el("object"),
      el("a", { href: "https://a.example" }),
      el("link", { href: "https://a.example" }),
    ]);
    expect(await bench.html()).toBe('<view class="kept"></view>');
    await saysDropped("attribute onclick");
    const dropped = (await bench.toHost()).filter((m) => m[0] === "dropped").map((m) => m[1]);
    expect(dropped).toContain("<script>");
    expect(dropped).toContain("attribute onclick");
    expect(await bench.page.evaluate(() => "hacked" in window)).toBe(false);
  });

  it("refuses numbers in use, foreign anchors and blocks of another anchor", async () => {
    await rows("a");
    // biome-ignore format: one operation a line
    await bench.draw(
      Draw.create, 2, 100, 11, 0,
      Draw.create, 2, 500, 102, 0,
      Draw.create, 2, 510, 999, 0,
      Draw.create, 77, 520, 11, 0,
      Draw.move, 100, 10,
      Draw.remove, 12345,
      Draw.attribute, 102, "onclick", "x",
      Draw.attribute, 101, "class", "x",
    );
    expect(await order()).toBe("a");
    await saysDropped("attribute onclick");
    const counts = (await bench.toHost()).filter((m) => m[0] === "dropped").map((m) => [m[1], m[2]]);
    expect(counts).toEqual([
      ["create", 4],
      ["move", 1],
      ["remove", 1],
      ["attribute", 1],
      ["attribute onclick", 1],
    ]);
  });

  it("survives controls whose ids are members of a form", async () => {
    await bench.show(
      [
        el(
          "form",
          {},
          [
            el("input", { id: "parentNode", name: "firstChild" }),
            el("button", { id: "nextSibling", "form-type": "submit" }, [t("go")], { s: 2, v: { tap: 1 } }),
            el("view", {}, [{ d: 3 }]),
          ],
          { s: 1, v: { submit: 1 } },
        ),
      ],
      5,
    );
    await bench.draw(Draw.text, 103, "still here");
    // Playwright itself would climb such a form for ever, hence no click of its.
    await bench.page.evaluate(() => {
      const page = document.querySelector(".berth-page")?.shadowRoot;
      page?.querySelector("button")?.click();
    });
    expect(await bench.event("submit")).toMatchObject({ value: { firstChild: "" } });
    expect(await bench.html()).toContain("still here");
  });
});

describe("pages (F-NAV, H-LOG)", () => {
  it("reports the first render once, hides the page below and keeps its scroll position", async () => {
    await bench.show([el("view", { style: "height:3000px" }, [t("one")])], 1, {
      listens: ["pageScroll", "reachBottom"],
    });
    expect((await bench.toHost()).filter((m) => m[0] === "firstRender")).toEqual([["firstRender", 1]]);
    await bench.call(1, "scrollTo", [{ scrollTop: 500, duration: 0 }]);
    await bench.page.waitForFunction(() =>
      window.viewBench.fromView.some((m) => m[0] === "page" && m[2] === "pageScroll"),
    );
    await bench.draw(Draw.define, 2, { n: 0, c: [t("two")] }, Draw.openPage, 2, "q", {}, Draw.create, 2, 700, 2, 0);
    await bench.draw(Draw.showPage, 2, "push");
    expect(await bench.page.getByText("one").isVisible()).toBe(false);
    await bench.draw(Draw.showPage, 1, "pop", Draw.closePage, 2);
    expect(await bench.page.getByText("one").count()).toBe(1);
    expect(await bench.page.evaluate(() => document.querySelector("page-scroller")?.scrollTop)).toBe(500);
    expect(await bench.page.locator("page-layer").count()).toBe(1);
  });

  it("says reachBottom once for each approach (F-WIN-6)", async () => {
    await bench.show([el("view", { style: "height:2000px" })], 1, {
      listens: ["reachBottom"],
      reachBottomDistance: 50,
    });
    await bench.call(1, "scrollTo", [{ scrollTop: 1300, duration: 0 }]);
    await bench.page.waitForFunction(() =>
      window.viewBench.fromView.some((m) => m[0] === "page" && m[2] === "reachBottom"),
    );
    await bench.call(1, "scrollTo", [{ scrollTop: 1310, duration: 0 }]);
    await bench.page.waitForFunction(() =>
      window.viewBench.fromViewHost.some((m) => m[0] === "scrolled" && m[2] === 1310),
    );
    expect((await bench.sent()).filter((m) => m[0] === "page" && m[2] === "reachBottom").length).toBe(1);
  });

  it("answers a selector query with boxes, scroll and node numbers", async () => {
    await bench.show([el("view", { id: "box", style: "width:200px;height:40px" }, [], { s: 1 })], 1);
    const answer = await bench.call(1, "query", [
      [
        { selector: "#box", all: false, want: ["rect"] },
        { selector: ".none", all: false, want: ["rect"] },
        { selector: ".none", all: true, want: ["rect"] },
        { selector: null, all: false, want: ["rect", "scroll"] },
        { selector: ":::", all: false, want: [] },
      ],
    ]);
    expect(answer.slice(2)).toEqual([
      1,
      [
        { id: "box", node: 101, left: 0, top: 0, right: 200, bottom: 40, width: 200, height: 40 },
        null,
        [],
        expect.objectContaining({ width: 375, height: 667, scrollTop: 0 }),
        null,
      ],
    ]);
  });

  it("pulls down by mouse only when the page may be pulled, and closes again", async () => {
    await bench.show([el("view", { style: "height:200px" }, [t("pull me")])], 1, { pullRefresh: true });
    await bench.page.mouse.move(100, 50);
    await bench.page.mouse.down();
    await bench.page.mouse.move(100, 120, { steps: 4 });
    await bench.page.mouse.move(100, 220, { steps: 4 });
    await bench.page.mouse.up();
    await bench.page.waitForFunction(() =>
      window.viewBench.fromView.some((m) => m[0] === "page" && m[2] === "pullDownRefresh"),
    );
    expect(await bench.page.locator("pull-sign").isVisible()).toBe(true);
    await bench.call(1, "stopPullDownRefresh");
    expect(await bench.page.locator("pull-sign").isVisible()).toBe(false);
  });
});
