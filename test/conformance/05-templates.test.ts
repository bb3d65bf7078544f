import { describe, expect } from "vitest";
import { component } from "../support/program-run.js";
import { findings, run, start, withComponent, words } from "./axml-program.js";
import { rule } from "./rule.js";

describe("5.3 templates", () => {
  rule("F-TPL-1", async () => {
    const axml = `<template name="a">A{{x}}</template><template name="b">B</template>
      <template is="{{w}}" data="{{x: 1}}"/><template is="b"/>[<template is="gone"/>]`;
    const program = await run(axml, { w: "a" });
    expect(program.words).toBe("A1 B [ ]");
    expect(program.warnings().join()).toContain("gone");
    await program.setData({ w: "b" });
    expect(program.words).toBe("B B [ ]");
  });

  rule("F-TPL-2", async () => {
    const program = await start({
      "index.axml": `<import src="./t.axml"/><import-sjs name="p" from="./p.sjs"/><template is="t" data="{{x: 1}}"/>`,
      "index.js": `Page({ data: { hidden: "H" }, tapped() { console.log("page") } })`,
      "t.axml": `<import-sjs name="m" from="./m.sjs"/><template name="t"><view onTap="tapped">{{x}}{{hidden}}{{m}}{{p}}</view></template>`,
      "m.sjs": "export default 'M'",
      "p.sjs": "export default 'P'",
    });
    expect(program.words).toBe("1M");
    await program.tap("view");
    expect(program.logged()).toEqual(["page"]);
  });

  rule("F-TPL-3", async () => {
    expect(await words(`<template name="t"><text>a</text>b<text>c</text></template><template is="t"/>`)).toBe("a b c");
  });

  rule("F-TPL-4", async () => {
    const files = {
      "a.axml": `<template name="ta">A</template>`,
      "b.axml": `<import src="./a.axml"/><template name="tb">B<template is="ta"/></template>not inserted`,
    };
    const axml = `<import src="./b.axml"/><template is="tb"/>[<template is="ta"/>]`;
    expect(await words(axml, {}, files)).toBe("B A [ ]");
  });

  rule("F-TPL-5", async () => {
    const files = {
      "i.axml": `<template name="ti">TI</template><import-sjs name="m" from="./m.sjs"/><text>{{x}}{{m}}</text>`,
      "m.sjs": "export default 'M'",
    };
    const axml = `<view a:for="{{l}}" a:for-item="x"><include src="./i.axml"/></view>[<template is="ti"/>]`;
    expect(await words(axml, { l: ["a", "b"], m: "d" }, files)).toBe("ad bd [ ]");
  });

  rule("F-TPL-6", async () => {
    const files = {
      "t/a.axml": "A<include src='b'/>",
      "t/b.axml": "B",
      "node_modules/pkg/c.axml": "C",
    };
    const axml = `<include src="./t/a.axml"/><include src="/t/b"/><include src="t/b.axml"/><include src="pkg/c"/>`;
    expect(await words(axml, {}, files)).toBe("A B B B C");
    expect(await findings(`<include src="./gone"/><import src="./gone.axml"/>`)).toEqual([
      "error AXML_INCLUDE index.axml:1:1",
      "error AXML_IMPORT index.axml:1:24",
    ]);
  });

  rule(
    "F-TPL-6",
    async () => {
      expect(
        await findings(`<include src="./a.axml"/>`, {
          "a.axml": "<include src='./b.axml'/>",
          "b.axml": "<view>\n<include src='./a.axml'/></view>",
        }),
      ).toEqual(["error AXML_INCLUDE_CYCLE b.axml:2:1"]);
      const importing = {
        "a.axml": "<import src='./b.axml'/><template name='a'>A<template is='b'/></template>",
        "b.axml": "<import src='./a.axml'/><template name='b'>B</template>",
      };
      expect(await words(`<import src="./a.axml"/><template is="a"/>`, {}, importing)).toBe("A B");
    },
    "cycles: of include a build error, of import none",
  );

  rule(
    "F-TPL-6",
    async () => {
      const c = withComponent("<text>C</text>");
      const axml = `<include src="./i.axml"/><import src="./i.axml"/><template is="t"/>`;
      const i = "<x-c/><template name='t'><x-c/></template>";
      expect(await words(axml, {}, { ...c, "i.axml": i })).toBe("C C");
      expect(await findings(axml, { "i.axml": i })).toEqual([
        "warning AXML_UNKNOWN_TAG i.axml:1:1",
        "warning AXML_UNKNOWN_TAG i.axml:1:26",
      ]);
    },
    "components of the using page inside included and imported files",
  );

  rule(
    "F-TPL-6",
    async () => {
      const program = await start({
        "index.axml": `<import src="./i.axml"/><template is="t"/><x-d/>`,
        "index.json": '{"usingComponents":{"button":"./c/c","x-d":"./d/d"}}',
        "i.axml": `<template name="t"><button>b</button></template>`,
        ...component("c/c", "<text>mine</text>"),
        ...component("d/d", `<import src="/i.axml"/><template is="t"/>`),
      });
      expect(program.view.view.text()).toBe('<text>\n  "mine"\n<button>\n  "b"');
    },
    "a built-in name that the using page registers means its component there, and nowhere else",
  );
});
