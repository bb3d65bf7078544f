// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals
import { describe, expect, it } from "vitest";
import type { Node, Part } from "../../../packages/compiler/src/axml/node.js";
import { parseAxml } from "../../../packages/compiler/src/axml/parse-axml.js";
import { Findings, SourceText } from "../../../packages/compiler/src/diagnostic.js";

function value(parts: Part[] | null): string {
  return parts === null ? "true" : JSON.stringify(parts.map((p) => ("code" in p ? `{{${p.code}}}` : p.text)).join(""));
}

function show(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "text") return node.parts.map((p) => ("code" in p ? `{{${p.code}}}` : p.text)).join("");
      const attributes = node.attributes.map((a) => ` ${a.name}=${value(a.value)}`).join("");
      return `<${node.name}${attributes}>${show(node.children)}</>`;
    })
    .join("");
}

function parse(text: string): { tree: string; codes: string[] } {
  const findings = new Findings();
  const nodes = parseAxml(new SourceText("a.axml", text), findings);
  expect(findings.list.every((d) => d.severity === "warning")).toBe(true);
  return { tree: show(nodes), codes: findings.list.map((d) => `${d.code}:${d.column}`) };
}

describe("the AXML reader", () => {
  it.each([
    ["<view a='1' B=\"2\"><Text/></view>", '<view a="1" B="2"><Text></></>'],
    ["<!-- <view> --><a/>", "<a></>"],
    ["{{a < b ? '<view>' : \"}}\"}}", "{{a < b ? '<view>' : \"}}\"}}"],
    ["<v s=\"{{a ? `w: ${w}` : ''}}\"/>", "<v s=\"{{a ? `w: ${w}` : ''}}\"></>"],
    ['<v s="{{a ? "x" : "y"}}" t/>', '<v s="{{a ? \\"x\\" : \\"y\\"}}" t=true></>'],
    ["<v o='{{ {a:{b:1}} }}' p='{{{a:1}}}'/>", '<v o="{{ {a:{b:1}} }}" p="{{{a:1}}}"></>'],
    ["<v\n a = \n '1'\n b\n>x</v>", '<v a="1" b=true>x</>'],
    ["a &lt; b &nbsp;&amp;&#65;&#x42;&unknown;", "a < b \u00a0&AB&unknown;"],
  ])("F-AXML-1: reads %s without a warning", (text, tree) => {
    expect(parse(text)).toEqual({ tree, codes: [] });
  });

  it.each([
    ["<view><text>a</view>b", "<view><text>a</></>b", ["AXML_UNCLOSED:7"]],
    ["<view><image src='x'><text/></view>", '<view><image src="x"></><text></></>', ["AXML_UNCLOSED:7"]],
    ["</view>a", "a", ["AXML_STRAY:1"]],
    ["<view><text></view></text>", "<view><text></></>", ["AXML_UNCLOSED:7", "AXML_STRAY:20"]],
    [
      "<v a={{x > 1 ? 'b c' : d}} e=f>",
      '<v a="{{x > 1 ? \'b c\' : d}}" e="f"></>',
      ["AXML_UNQUOTED:4", "AXML_UNQUOTED:28", "AXML_UNCLOSED:1"],
    ],
    ["<v a='1' a='2'/>", '<v a="1"></>', ["AXML_DUPLICATE_ATTRIBUTE:10"]],
    ["1 < 2", "1 < 2", ["AXML_TEXT:3"]],
    ["<v a=\"{{b}\" c='{{d}}'/>", '<v a="{{b}" c="{{d}}"></>', ["AXML_UNCLOSED:7"]],
    ["a {{ b", "a {{ b", ["AXML_UNCLOSED:3"]],
    ["<v {{...x}} a/>", "<v a=true></>", ["AXML_ATTRIBUTE:4"]],
    ['<v a="1"" b/>', '<v a="1" b=true></>', ["AXML_ATTRIBUTE:9"]],
    ["<v a", "<v a=true></>", ["AXML_UNCLOSED:5", "AXML_UNCLOSED:1"]],
  ])("F-AXML-1: recovers from %s and says where", (text, tree, codes) => {
    expect(parse(text)).toEqual({ tree, codes });
  });

  it("keeps the depth of elements in bounds", () => {
    const findings = new Findings();
    parseAxml(new SourceText("a.axml", "<view>".repeat(100_000)), findings);
    expect(findings.list.filter((d) => d.severity === "error").map((d) => d.code)).toEqual(["AXML_TOO_DEEP"]);
  });
});
