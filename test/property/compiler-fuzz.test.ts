// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import type { TemplateModule } from "@berth/core/wire";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileTemplate } from "../../packages/compiler/src/axml/compile-template.js";
import { compileExpression } from "../../packages/compiler/src/axml/expression.js";
import { ExpressionError } from "../../packages/compiler/src/axml/expression-error.js";
import { parseAxml } from "../../packages/compiler/src/axml/parse-axml.js";
import { Findings, SourceText } from "../../packages/compiler/src/diagnostic.js";
import { parseJson } from "../../packages/compiler/src/json/parse-json.js";
import { draw, helpers } from "../unit/compiler/run-program.js";

const pieces = [
  '<view class="a {{b}}" a:if="{{x}}">',
  "</view>",
  "<text>",
  "</text>",
  "<image src='./a.png'>",
  '<block a:for="{{list}}" a:key="id">',
  "</block>",
  "<c foo-bar={{a.b}} onX='h'>",
  "</c>",
  '<slot name="n" v="{{v}}"/>',
  '<template name="t">',
  "</template>",
  '<template is="t" data="{{...o, k: 1}}"/>',
  "{{",
  "}}",
  "{",
  "}",
  "'",
  '"',
  "`",
  "${",
  "<",
  ">",
  "/",
  "=",
  "&lt;",
  "<!--",
  "-->",
  " ",
  "\n",
  "a:else",
  "a:elif='{{y}}'",
  "a",
  "b.c",
  "(",
  ")",
  "[",
  "]",
  "?",
  ":",
  "...",
  ",",
  "=>",
  "m.f(1)",
  "\\",
  "\u2028",
  "slot-scope='p'",
  "slot='s'",
  'data-x="{{y}}"',
  "onTap='{{z}}'",
  "<import-sjs name='m' from='m'/>",
  "<include src='x'/>",
  "__proto__",
  "0",
  ";",
  "/*",
  "*/",
  "//",
];

const axml = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));

function compile(text: string): string {
  const findings = new Findings();
  const source = new SourceText("a.axml", text);
  const main = { source, nodes: parseAxml(source, findings) };
  const input = {
    path: "a.axml",
    main,
    overrides: new Set<string>(),
    scope: null,
    development: true,
    moduleOf: (file: string) => file,
    files: new Map(),
    resolve: (_file: string, reference: string) => (reference === "m" ? "m.sjs" : null),
    address: (_file: string, reference: string) => reference,
  };
  const { written } = compileTemplate(input, findings);
  for (const d of findings.list) {
    expect(d.line).toBeGreaterThan(0);
    expect(d.column).toBeGreaterThan(0);
  }
  return written.text;
}

describe("hostile input", () => {
  it("any AXML becomes a module that loads and draws, without eval or with", () => {
    fc.assert(
      fc.property(axml, (text) => {
        const code = compile(text);
        // Strict mode refuses "with" when the module is parsed; eval would have to be called by its own name.
        expect(code).not.toMatch(/(?<![.\w"'`$])eval\s*\(/);
        const module = { exports: {} };
        new Function("require", "module", `"use strict";${code}`)(
          (name: string) => (name === "berth:binder" ? helpers : {}),
          module,
        );
        expect(typeof draw(module.exports as TemplateModule, { list: [1], x: 1, o: {}, a: null })).toBe("string");
      }),
      { numRuns: 6_000 },
    );
  });

  it("any expression becomes one JavaScript expression or an error with a place inside", () => {
    const soup = fc.array(
      fc.constantFrom(
        "a",
        "b",
        "m",
        ".",
        "?.",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        "...",
        ":",
        "?",
        "+",
        "-",
        "!",
        "&&",
        "=",
        "=>",
        "`",
        "${",
        "'",
        '"',
        "1",
        " ",
        "new ",
        "this",
        "eval",
        "typeof ",
        "async ",
        "function",
        "return ",
        ";",
        "/",
        "*",
        "#",
        "\\u0061",
        "import",
        "//",
        "<!--",
        "\n",
      ),
      { maxLength: 16 },
    );
    fc.assert(
      fc.property(soup, fc.constantFrom("value", "text", "data" as const), (parts, mode) => {
        const content = parts.join("");
        try {
          const { code } = compileExpression(content, mode as "value", {
            sjs: new Map([["m", "m_m"]]),
            bound: new Set(),
          });
          // A tuple of two stays a tuple of two: nothing in the code can close the brackets around it.
          expect(new Function("$", "m_m", `"use strict";return [s=>${code}\n,1]`)()).toHaveLength(2);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          expect(error.at).toBeGreaterThanOrEqual(0);
          expect(error.at).toBeLessThanOrEqual(content.length);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it("any JSON text gives a value or a place; what strict JSON reads, reads the same", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "//", "'", "/*"), (text, at, insert) => {
        expect(parseJson(text).value).toEqual(JSON.parse(text));
        const cut = at % (text.length + 1);
        const { value, error } = parseJson(text.slice(0, cut) + insert + text.slice(cut));
        expect(value === undefined).toBe(error !== null);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["{{".repeat(100_000)],
    ["<a ".repeat(50_000)],
    ["<a b='".repeat(50_000)],
    [`${"{{'".repeat(50_000)}}}`],
    [`<a b="${"{{a ".repeat(20_000)}}}">`],
    ["</a>".repeat(50_000)],
    ["<a>".repeat(50_000)],
    [`{{${"a+".repeat(10_000)}a}}`],
    ["<!--".repeat(50_000)],
  ])("long input of one kind ends: %#", (text) => {
    expect(typeof compile(text)).toBe("string");
  });
});
