import { compileLimits, compileProject, memorySource } from "@berth/compiler";
import { describe, expect, it } from "vitest";

const many = (text: string, count: number): string => text.repeat(count);

/** Errors of a program with these files: code and message. */
async function errors(files: Record<string, string>): Promise<string[]> {
  const base = { "app.json": '{"pages":["index"]}', "app.js": "App({})", "index.js": "Page({})", "index.json": "{}" };
  const { diagnostics } = await compileProject(memorySource({ ...base, "index.axml": "<view/>", ...files }));
  return diagnostics.filter((d) => d.severity === "error").map((d) => `${d.file} ${d.code} ${d.message}`);
}

describe("a source over a limit is an error that names the limit", () => {
  const includes = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`i${n}.axml`, many(`<include src="./i${(n + 1) % 30 || 99}.axml"/>`, 10)]),
  );
  const cases: [
    what: string,
    limit: keyof typeof compileLimits,
    file: string,
    text: string,
    more?: Record<string, string>,
  ][] = [
    ["elements inside one another", "elementDepth", "index.axml", many("<view>", 100_000)],
    ["elements", "elements", "index.axml", many("<view/>", 60_000)],
    ["attributes", "attributes", "index.axml", `<view ${Array.from({ length: 600 }, (_, n) => `a${n}`).join(" ")}/>`],
    ["length of a name", "nameLength", "index.axml", `<view ${many("-", 100_000)}a="x"/>`],
    ["length of an expression", "expressionLength", "index.axml", `<view a="{{${many("a+", 20_000)}a}}"/>`],
    ["operators", "expressionDepth", "index.axml", `<view a="{{${many("-(", 3_000)}1${many(")", 3_000)}}}"/>`],
    ["a long sum", "expressionDepth", "index.axml", `{{${many("a+", 10_000)}a}}`],
    ["mustaches", "mustaches", "index.axml", many("{{a}}", 2_000)],
    ["size of a template", "templateBytes", "index.axml", many("<!-- x -->", 500_000)],
    [
      "includes that double",
      "elements",
      "index.axml",
      many('<include src="./i0.axml"/>', 10),
      { ...includes, "i99.axml": "<view/>" },
    ],
    [
      "a large file included often",
      "templateBytes",
      "index.axml",
      many('<include src="./big"/>', 1_000),
      { "big.axml": many("text ", 20_000) },
    ],
    ["brackets of a sheet", "sheetDepth", "index.acss", many("@media x{", 50_000)],
    ["parentheses of a sheet", "sheetDepth", "index.acss", `.a{top:${many("calc(", 50_000)}`],
    ["size of a sheet", "sheetBytes", "index.acss", many(".a{top:0}", 500_000)],
    [
      "a large sheet imported often",
      "sheetBytes",
      "index.acss",
      many('@import "./big";', 1_000),
      { "big.acss": many(".a{top:0}", 20_000) },
    ],
    ["brackets of a script", "scriptDepth", "index.js", many("{", 100_000)],
    [
      "brackets of an SJS file",
      "scriptDepth",
      "m.sjs",
      many("[", 100_000),
      { "index.axml": "<import-sjs name='m' from='./m.sjs'/>" },
    ],
  ];
  it.each(cases)("%s (%s)", async (_what, limit, file, text, more = {}) => {
    const found = await errors({ ...more, [file]: text });
    expect(found.map((e) => e.slice(0, 150)).join()).toContain(String(compileLimits[limit]));
    expect(found.length).toBeLessThan(5);
  });
});

describe("text that makes careless readers slow costs its length", () => {
  it.each([
    ["index.axml", `<view style="${many("url(", 200_000)}"/>`],
    ["index.axml", `<view style="url(${many(" ", 200_000)}"/>`],
    ["index.axml", many("{{;;;;;;;;", 100_000)],
    ["index.axml", `{{a${many(";", 30_000)}b}}`],
    ["index.axml", many("<a b={{'", 100_000)],
    ["index.axml", many("&#", 500_000)],
    ["index.acss", many("url(", 190)],
    ["index.acss", many("/*", 500_000)],
    ["index.acss", many("\\", 500_000)],
    ["index.acss", many(".a,", 200_000)],
    ["index.acss", many('@import "', 100_000)],
    ["index.acss", many(" //\n", 200_000)],
    ["index.js", `Page({})${many("\nexternalClasses:[", 100_000)}`],
  ])("%s: %#", async (file, text) => {
    await expect(errors({ [file]: text })).resolves.toBeInstanceOf(Array);
  });
});
