import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

const config = { config: { pages: ["index"] } };
const component = (name: string, axml: string, js: string, using: Record<string, string> = {}) => ({
  [`${name}.axml`]: axml,
  [`${name}.js`]: js,
  [`${name}.json`]: JSON.stringify({ component: true, usingComponents: using }),
});
const page = (axml: string, js: string, using: Record<string, string>) => ({
  "index.axml": axml,
  "index.js": js,
  "index.json": JSON.stringify({ usingComponents: using }),
});
type Page = { setData(data: unknown): void; data: Record<string, unknown> };

describe("updates", () => {
  it("a setData in didUpdate that changes nothing is no update; its callback runs (F-CMP-5)", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{list.length}}{{kind}}</text>",
          `Component({ data: { list: [] }, props: { n: 0 },
            didUpdate() { console.log("update", this.data.list.length);
              this.setData({ list: [{ n: this.props.n }], kind: "k" }, () => console.log("called")) } })`,
        ),
        ...page(`<kid n="{{n}}"/>`, `Page({ data: { n: 1 } })`, { kid: "./kid" }),
      },
      config,
    );
    run.global<() => Page[]>("getCurrentPages")()[0]!.setData({ n: 2 });
    await run.settle();
    expect(run.errors()).toEqual([]);
    // The first changes the list, the second finds it as it is.
    expect(run.logged()).toEqual(["update 0", "update 1", "called", "called"]);
    expect(run.view.view.words()).toBe("1k");
  });

  it("the callback of such a setData may set data as well", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{a}}{{b}}</text>",
          `Component({ didUpdate() { console.log("update"); this.setData({ a: 1 }, () => this.setData({ b: [2] })) } })`,
        ),
        ...page(`<kid n="{{n}}"/>`, `Page({ data: { n: 1 } })`, { kid: "./kid" }),
      },
      config,
    );
    run.global<() => Page[]>("getCurrentPages")()[0]!.setData({ n: 2 });
    await run.settle();
    expect(run.logged()).toEqual(["update", "update", "update"]);
  });

  it("a page that is told in didUpdate and sets what it has makes no new props", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{list.length}}</text>",
          `Component({ props: { list: [] }, didUpdate() { console.log("update"); this.props.onReport([1, 2]) } })`,
        ),
        ...page(
          `<kid list="{{list}}" onReport="got"/>`,
          `Page({ data: { list: [1] }, got(list) { this.setData({ list }) } })`,
          {
            kid: "./kid",
          },
        ),
      },
      config,
    );
    run
      .global<() => Page[]>("getCurrentPages")()[0]!
      .setData({ list: [3] });
    await run.settle();
    expect(run.logged()).toEqual(["update", "update"]);
    expect(run.view.view.words()).toBe("2");
  });

  it("a value that a hook changed in place before setData is drawn", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{n}}</text><text a:for='{{list}}'>{{item}}</text>",
          `Component({ data: { n: 1, list: ["a"] }, didMount() {
            this.data.n = 2; this.data.list.push("b"); this.setData({ n: this.data.n, list: this.data.list }) } })`,
        ),
        ...page("<kid/>", "Page({})", { kid: "./kid" }),
      },
      config,
    );
    expect(run.view.view.words()).toBe("2 a b");
  });

  it("members that are undefined, and dates, count as what they are", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{n}}</text>",
          `Component({ data: { list: [] }, didMount() { this.setData({ list: [{ at: new Date(5) }] }) },
            didUpdate() { const { list } = this.data; list[0].tag = undefined; this.setData({ list, n: list[0].at.getTime() }) } })`,
        ),
        ...page("<kid/>", "Page({})", { kid: "./kid" }),
      },
      config,
    );
    await run.settle();
    expect([run.errors(), run.view.view.words()]).toEqual([[], "5"]);
  });

  it("outside of hooks every setData is an update (F-CMP-5)", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          `<button onTap="press">x</button>`,
          `Component({ data: { n: 1 }, didUpdate() { console.log("update") }, methods: { press() { this.setData({ n: 1 }) } } })`,
        ),
        ...page("<kid/>", "Page({})", { kid: "./kid" }),
      },
      config,
    );
    run.view.tap(run.view.view.find("button"));
    await run.settle();
    expect(run.logged()).toEqual(["update"]);
  });

  it("an endless loop ends with an error that names component and keys, and few notes", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{n}}</text>",
          `Component({ data: { n: 0 }, didUpdate() { this.setData({ n: this.data.n + 1 }) } })`,
        ),
        ...page(`<kid v="{{v}}"/><text>{{v}}</text>`, `Page({ data: { v: 1 } })`, { kid: "./kid" }),
      },
      config,
    );
    const top = run.global<() => Page[]>("getCurrentPages")()[0]!;
    top.setData({ v: 2 });
    await run.settle();
    await run.settle();
    expect(run.errors()).toEqual(["exception: Endless updates: kid sets n again in each update"]);
    expect(run.notes.filter((note) => note.type === "setData").length).toBeLessThan(20);
    // The page goes on.
    const [last] = run.view.view.words().split(" ");
    expect(Number(last)).toBeGreaterThan(50);
    top.setData({ v: 3 });
    await run.settle();
    expect(run.view.view.words().endsWith(" 3")).toBe(true);
  });

  it("a loop through the page ends as well", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{n}}</text>",
          `Component({ props: { n: 0 }, didUpdate() { this.props.onMore(this.props.n + 1) } })`,
        ),
        ...page(`<kid n="{{n}}" onMore="more"/>`, `Page({ data: { n: 1 }, more(n) { this.setData({ n }) } })`, {
          kid: "./kid",
        }),
      },
      config,
    );
    run.global<() => Page[]>("getCurrentPages")()[0]!.setData({ n: 2 });
    await run.settle();
    await run.settle();
    expect(run.errors()).toEqual(["exception: Endless updates: the page sets n again in each update"]);
  });

  it("one note tells of all updates of a macrotask, page and component apart (S-MSG-4)", async () => {
    const run = await programRun(
      {
        ...component(
          "kid",
          "<text>{{n}}</text>",
          `Component({ didMount() { this.setData({ n: 1 }); this.setData({ m: 2 }) } })`,
        ),
        ...page("<kid/><kid/>", `Page({ onShow() { for (let i = 0; i < 500; i++) this.setData({ ["k" + i]: i }) } })`, {
          kid: "./kid",
        }),
      },
      config,
    );
    const notes = run.notes.flatMap((note) => (note.type === "setData" ? [[note.component, note.keys.length]] : []));
    expect(notes).toEqual([
      [null, 50],
      ["kid", 2],
    ]);
  });

  it("$slots says which slots the user filled (F-CMP-10)", async () => {
    const run = await programRun(
      {
        ...component(
          "box",
          `<text>{{$slots.$default ? "d" : "-"}}{{$slots.default ? "d" : "-"}}{{$slots.head ? "h" : "-"}}</text>`,
          "Component({})",
        ),
        ...page(
          `<box/><box>x</box><box><view slot="head">h</view></box><box>
          </box>`,
          "Page({})",
          { box: "./box" },
        ),
      },
      config,
    );
    expect(run.view.view.words()).toBe("--- dd- --h ---");
  });

  it("batches stay below 4 MiB (S-MSG-1)", async () => {
    const run = await programRun({
      "index.axml": "<text a:for='{{list}}'>{{item}}</text>",
      "index.js": `Page({ data: { list: [] }, onLoad() { this.setData({ list: Array.from({ length: 9 }, () => "x".repeat(1e6)) }) } })`,
    });
    expect(run.view.view.words().length).toBe(9e6 + 8);
    const sizes = run.view.batches.map(([, , ops]) => JSON.stringify(ops).length * 2);
    expect(Math.max(...sizes)).toBeLessThan(4 * 1024 * 1024);
  });
});
