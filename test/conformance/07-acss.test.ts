import { compileProject, memorySource } from "@berth/compiler";
import { describe, expect } from "vitest";
import { component, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

type Files = Record<string, string>;

/** The sheets of a program with one page, the ids of the page's sheets in cascade order, and the findings. */
async function sheets(files: Files) {
  const base = { "app.json": '{"pages":["index"]}', "app.js": "App({})", "index.js": "Page({})", "index.json": "{}" };
  const result = await compileProject(memorySource({ ...base, "index.axml": "<view/>", ...files }));
  const text = new TextDecoder().decode(result.files.get("unit/main/styles.json"));
  const styles = JSON.parse(text) as { sheets: Files; pages: Record<string, string[]> };
  const findings = result.diagnostics.map((d) => `${d.severity} ${d.code} ${d.file}:${d.line}:${d.column}`);
  return { ...styles, findings, result };
}

/** The page's sheet as the view gets it. */
const sheet = async (css: string, files: Files = {}) => (await sheets({ "index.acss": css, ...files })).sheets["index"];

describe("rpx", () => {
  const positions: [what: string, css: string, expected: string][] = [
    ["a length", ".a{width:750rpx}", ".a{width:100vw}"],
    ["not rounded", ".a{width:1rpx}", ".a{width:0.133333vw}"],
    [
      "negative, fractions, signs, capitals",
      ".a{margin:-7.5rpx -.75rpx +7.5RPX 0.75rpx}",
      ".a{margin:-1vw -0.1vw 1vw 0.1vw}",
    ],
    [
      "in functions",
      ".a{width:calc(100% - 75rpx*2);top:max(1px,min(75rpx,2vh))}",
      ".a{width:calc(100% - 10vw*2);top:max(1px,min(10vw,2vh))}",
    ],
    [
      "in shorthands",
      ".a{box-shadow:0 7.5rpx 15rpx -7.5rpx #000,inset 0 0 75rpx red}",
      ".a{box-shadow:0 1vw 2vw -1vw #000,inset 0 0 10vw red}",
    ],
    [
      "in transforms and gradients",
      ".a{transform:translate(-75rpx,7.5rpx);background:linear-gradient(red 7.5rpx,blue)}",
      ".a{transform:translate(-10vw,1vw);background:linear-gradient(red 1vw,blue)}",
    ],
    [
      "in custom properties",
      ".a{--w:75rpx;--o:{top:75rpx};width:var(--w,150rpx)}",
      ".a{--w:10vw;--o:{top:10vw};width:var(--w,20vw)}",
    ],
    [
      "in media queries",
      "@media (min-width:75rpx) and (max-width:calc(750rpx - 1px)){.a{top:0}}",
      "@media (min-width:10vw) and (max-width:calc(100vw - 1px)){.a{top:0}}",
    ],
    [
      "in ranges of media queries",
      "@media (75rpx<=width<750rpx){.a{top:7.5rpx}}",
      "@media (10vw<=width<100vw){.a{top:1vw}}",
    ],
    [
      "in @supports and @container",
      "@supports (width:75rpx){@container (min-width:75rpx){.a{top:0}}}",
      "@supports (width:10vw){@container (min-width:10vw){.a{top:0}}}",
    ],
    ["in keyframes", "@keyframes k{0%{left:-75rpx}to{left:75rpx}}", "@keyframes k{0%{left:-10vw}to{left:10vw}}"],
    ["with !important", ".a{top:75rpx!important}", ".a{top:10vw!important}"],
    [
      "not in strings, names and addresses",
      '.a75rpx{content:"75rpx";background:url(75rpx.png)}',
      '.a75rpx{content:"75rpx";background:url("berth-resource:/75rpx.png")}',
    ],
    ["not in strings of values left as text", '.a{--x:{content:"75rpx"}}', '.a{--x:{content:"75rpx"}}'],
  ];
  for (const [what, css, expected] of positions)
    rule("F-CSS-1", async () => expect(await sheet(css)).toBe(expected), what);
});

describe("imports", () => {
  rule("F-CSS-2", async () => {
    const css =
      '@import "./b.acss";@import "/lib/c";@import url(pkg/d.acss);@import "lib/c.acss";@import "~pkg/d";.z{top:0}';
    const files = {
      "b.acss": ".b{top:0}",
      "lib/c.acss": '@import "./e";.c{top:0}',
      "lib/e.acss": ".e{top:0}",
      "node_modules/pkg/d.acss": ".d{top:0}",
    };
    expect(await sheet(css, files)).toBe(".b{top:0}.e{top:0}.c{top:0}.d{top:0}.e{top:0}.c{top:0}.d{top:0}.z{top:0}");
  });

  rule(
    "F-CSS-2",
    async () => {
      const css = '@import "b" screen and (min-width:75rpx);@import "b" layer(x);@import "b" supports(top:0) print;';
      expect(await sheet(css, { "b.acss": ".b{top:0}" })).toBe(
        "@media screen and (min-width:10vw){.b{top:0}}@layer x{.b{top:0}}@supports (top:0){@media print{.b{top:0}}}",
      );
    },
    "with conditions",
  );

  rule(
    "F-CSS-2",
    async () => {
      const { sheets: text, findings } = await sheets({
        "index.acss": '@import "./b";.a{top:0}',
        "b.acss": '.b{top:0}\n  @import "./index.acss";',
      });
      expect(text["index"]).toBe(".b{top:0}.a{top:0}");
      expect(findings).toEqual(["warning ACSS_IMPORT_CYCLE b.acss:2:3"]);
    },
    "a cycle is cut and reported",
  );

  rule(
    "F-CSS-2",
    async () => {
      const { findings } = await sheets({ "index.acss": '.a{top:0}\n@import "./gone";\n@import "./x.scss";' });
      expect(findings).toEqual(["warning ACSS_IMPORT index.acss:2:1", "error ACSS_LANGUAGE index.acss:3:1"]);
    },
    "what is not there is reported with its place",
  );

  rule(
    "F-PROJ-1",
    async () => {
      const less = "@w:75rpx;.m(@x){top:@x}.a{.b{.m(@w)} &:hover{width:@w*2}}\n@import (reference) './m';.c{.n()}";
      expect(await sheet("", { "index.acss": '@import "./i.less";', "i.less": less, "m.less": ".n(){left:0}" })).toBe(
        ".a .b{top:10vw}.a:hover{width:20vw}.c{left:0}",
      );
      const { findings } = await sheets({ "index.scss": ".a{.b{top:0}}" });
      expect(findings).toEqual(["error ACSS_LANGUAGE index.scss:0:0"]);
    },
    "less is compiled; scss is refused with what to do",
  );
});

describe("cascade and selectors", () => {
  rule("F-CSS-3", async () => {
    const { pages } = await sheets({
      "app.acss": ".a{top:0}",
      "index.acss": ".a{top:0}",
      "index.json": '{"usingComponents":{"x-c":"./c/c"}}',
      ...component("c/c", "<view/>"),
      "c/c.acss": ".c{top:0}",
    });
    expect(pages["index"]).toEqual(["app", "c/c", "index"]);
  });

  rule("F-CSS-4", async () => {
    const axml = `<view style="{{color: c, 'font-size': '12px', marginTop: 0}}"/><view class="a {{b ? 'on' : ''}}" style="top: {{t}}rpx"/>`;
    const run = await programRun({ "index.axml": axml, "index.js": "Page({ data: { c: 'red', b: 1, t: 5 } })" });
    expect(run.view.view.text()).toContain('style="color:red;font-size:12px;margin-top:0');
    expect(run.view.view.text()).toContain('<view class="a on" style="top: 5rpx">');
  });

  rule("F-CSS-5", async () => {
    const { findings } = await sheets({ "index.acss": ".a{top:0}\n.x .am-list{top:0}\n.a-b{top:0}" });
    expect(findings).toEqual(["warning ACSS_RESERVED index.acss:2:4"]);
    expect(await sheet("[data-x],[class*='a' i],view[hidden]{top:0}")).toBe(
      '[data-x],[class*="a"i],view[hidden]{top:0}',
    );
  });

  rule("F-CSS-7", async () => {
    expect(await sheet("page{top:0}page.dark>view,:is(page,view) text{left:0}")).toBe(
      ":host{top:0}:host(.dark)>view,:is(:host,view) text{left:0}",
    );
    expect(await sheet("page::before{top:0}.page,#page,page-x{top:0}")).toBe(
      ":host::before{top:0}.page,#page,page-x{top:0}",
    );
    expect(await sheet("view,scroll-view>text,image+button{top:0}")).toBe("view,scroll-view>text,image+button{top:0}");
  });

  rule("F-CSS-8", async () => {
    const css = `.a{background:url("./i.png")}.b{background:url(/x/i.png)}.c{background:url(data:image/gif;base64,AA==)}
      .d{background:url(https://h.example/i.png)}@font-face{font-family:f;src:url(//h.example/f.woff2)}`;
    expect(await sheet(css)).toBe(
      '.a{background:url("berth-resource:/i.png")}.b{background:url("berth-resource:/x/i.png")}' +
        '.c{background:url("data:image/gif;base64,AA==")}.d{background:url("berth-resource:https://h.example/i.png")}' +
        '@font-face{font-family:f;src:url("berth-resource:https://h.example/f.woff2")}',
    );
    const bad = await sheets({ "index.acss": ".a{background:url(http://h/i.png)}\n.b{background:url(../../out.png)}" });
    expect(bad.sheets["index"]).toBe('.a{background:url("berth-resource:")}.b{background:url("berth-resource:")}');
    expect(bad.findings).toEqual(["warning ACSS_ADDRESS index.acss:1:19", "warning ACSS_ADDRESS index.acss:2:19"]);
  });
});

describe("isolation", () => {
  const program = (isolation: Record<string, unknown>, script?: string): Files => ({
    "index.axml": "<x-c e='my'><text>slot</text></x-c><text>own</text>",
    "index.acss": "text,.a::before{top:0}",
    "index.json": '{"usingComponents":{"x-c":"./c/c"}}',
    ...component("c/c", "<view class='e'><text>{{x}}</text><slot/></view>", script, {}, isolation),
    "c/c.acss": "text,page .b:hover>view:before{left:0}@keyframes k{from{top:0}}",
  });
  const own = `:where\\(\\[data-berth-isolated="(\\w+)"\\],\\[data-berth-scope="\\1"\\]\\)`;

  rule("F-CSS-6", async () => {
    const { sheets: text } = await sheets(program({}));
    expect(text["index"]).toBe("text,.a::before{top:0}");
    expect(text["c/c"]).toBe("text,:host .b:hover>view:before{left:0}@keyframes k{from{top:0}}");
  });

  rule(
    "F-CSS-6",
    async () => {
      const { sheets: text } = await sheets(program({ styleIsolation: "isolated" }));
      const others = ":where(:not([data-berth-isolated]))";
      expect(text["index"]).toBe(`text${others},.a${others}::before{top:0}`);
      const form = `^text${own},:host .b:hover>view${own.replace("(\\w+)", "\\1")}:before\\{left:0\\}@keyframes k\\{from\\{top:0\\}\\}$`;
      expect(text["c/c"]).toMatch(new RegExp(form));
    },
    "isolated: the component's rules reach its elements only, and no other rules do",
  );

  rule(
    "F-CSS-6",
    async () => {
      const { sheets: text } = await sheets(program({ styleIsolation: "apply-shared" }));
      expect(text["index"]).toBe("text,.a::before{top:0}");
      expect(text["c/c"]).toMatch(new RegExp(`^text${own},`));
    },
    "apply-shared: only the component's own rules are held back",
  );

  rule(
    "F-CSS-6",
    async () => {
      // The page and two components use one template; it calls another of a file that its own imports.
      const markup = (name: string) => `<import src="/parts/row.axml"/><template is="row" data="{{n: '${name}'}}"/>`;
      const run = await programRun({
        "index.axml": `${markup("page")}<x-c/><x-d/>`,
        "index.json": '{"usingComponents":{"x-c":"./c/c","x-d":"./d/d"}}',
        "parts/row.axml": `<import src="./dot.axml"/><template name="row"><view>{{n}}</view><template is="dot"/></template>`,
        "parts/dot.axml": `<template name="dot"><text>.</text></template>`,
        ...component("c/c", markup("c"), "", {}, { styleIsolation: "isolated" }),
        ...component("d/d", markup("d"), "", {}, { styleIsolation: "apply-shared" }),
      });
      const seen = run.view.view.text();
      const [c, d] = [/isolated="(\w+)"/.exec(seen)?.[1] ?? "", /scope="(\w+)"/.exec(seen)?.[1] ?? ""];
      expect(new Set([c, d, ""]).size).toBe(3);
      expect(seen.split(c).join("c").split(d).join("d")).toBe(
        `<view>
  "page"
<text>
  "."
<view data-berth-isolated="c">
  "c"
<text data-berth-isolated="c">
  "."
<view data-berth-scope="d">
  "d"
<text data-berth-scope="d">
  "."`,
      );
    },
    "a template that a component imports draws elements of that component, and plain ones for others",
  );

  rule(
    "F-CMP-11",
    async () => {
      const script =
        "Component({ options: { styleIsolation: 'isolated', externalClasses: true }, externalClasses: ['e'] })";
      const run = await programRun(program({}, script));
      expect(run.view.view.text().replace(/="[a-z0-9]{5,8}"/g, "")).toBe(
        `<view class="my" data-berth-scope>
  <text data-berth-isolated>
  <text>
    "slot"
<text>
  "own"`,
      );
    },
    "options of the script count too; slot content is its author's; external classes are styled from outside",
  );
});

describe("sheets that cannot be read", () => {
  rule(
    "F-CSS-1",
    async () => {
      const { sheets: text, findings } = await sheets({
        "index.acss": '@import "./bad";\n.z{top:0}',
        "bad.acss": ".a{top:0}\n}}.b{left:0;:;}\n.c{content:'open\n.d{right:0}",
      });
      expect(text["index"]?.endsWith(".z{top:0}")).toBe(true);
      expect(findings.every((f) => /^warning ACSS_SYNTAX bad\.acss:[234]:\d+$/.test(f))).toBe(true);
      expect(findings.length).toBeGreaterThan(0);
    },
    "broken parts are dropped with their place, and reach no other sheet",
  );
});
