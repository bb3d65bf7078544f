// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals
import { describe, expect, it } from "vitest";
import { compileExpression } from "../../../packages/compiler/src/axml/expression.js";
import { ExpressionError } from "../../../packages/compiler/src/axml/expression-error.js";
import { helpers, scopeOf, warnings } from "./run-program.js";

const sjs = new Map([["m", "m_m"]]);
const module = { fix: (n: number) => n.toFixed(1), default: undefined };

function run(content: string, data: Record<string, unknown> = {}, mode: "value" | "text" | "data" = "value"): unknown {
  const { code } = compileExpression(content, mode, { sjs, bound: new Set() });
  return new Function("$", "m_m", `return s=>${code}`)(helpers, module)(scopeOf(data));
}

function names(content: string, bound: string[] = []): string[] {
  return [...compileExpression(content, "value", { sjs, bound: new Set(bound) }).names].sort();
}

describe("expressions", () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ["a.b.c", {}, undefined],
    ["a.b.c", { a: null }, undefined],
    ["a[b].c", { a: [{ c: 1 }], b: 0 }, 1],
    ["a[0][1]", { a: null }, undefined],
    ["nowhere", {}, undefined],
    ["undefined", { undefined: 1 }, undefined],
    ["toString", {}, undefined],
  ])("F-AXML-5: %s of %j is %j, never a throw", (content, data, expected) => {
    expect(run(content, data)).toBe(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    ["a + b * 2 - 1 % 3", { a: 1, b: 2 }],
    ["!a && (b || c) ? 'x' : `y${c}`", { a: false, b: 0, c: 3 }],
    ["a === '1' || a == 1", { a: 1 }],
    ["(-a) ** 2 + ~b", { a: 2, b: 1 }],
    ["typeof a", { a: "s" }],
    ["a ?? b", { a: undefined, b: 4 }],
    ["(a, b)", { a: 1, b: 2 }],
    ["[1, , a].length", { a: 2 }],
    ["{ 'x-y': a, [b]: 1, ...c }", { a: 1, b: "k", c: { d: 2 } }],
    ["`a\\`b${a}$\\{`", { a: 1 }],
    ["1.5.toFixed(0)", {}],
  ])("F-AXML-9: %s means what it means in JavaScript", (content, data) => {
    const keys = Object.keys(data);
    expect(run(content, data)).toEqual(new Function(...keys, `return (${content})`)(...Object.values(data)));
  });

  it("F-AXML-6: calls methods of values and SJS members, and anything else is undefined with a warning", () => {
    warnings.length = 0;
    expect(run("price.toFixed(2)", { price: 2 })).toBe("2.00");
    expect(run("list.some(x => x.id === id)", { list: [{ id: 3 }], id: 3 })).toBe(true);
    expect(run("list.map(function (x) { return x * 2 }).join('-')", { list: [1, 2] })).toBe("2-4");
    expect(run("m.fix(a)", { a: 1 })).toBe("1.0");
    expect(warnings).toEqual([]);
    expect(run("a.b.go(1)", {})).toBe(undefined);
    expect(run("go(1)", { go: 5 })).toBe(undefined);
    expect(warnings).toEqual(["go", "go"]);
  });

  it.each([
    "a = 1",
    "a++",
    "new Date()",
    "this.x",
    "delete a.b",
    "() => { a; b }",
    "await x",
    "import('x')",
    "a; b",
    "class {}",
    "if (a) b",
    "a) + (b",
  ])("F-AXML-7: %s is an error with its place", (content) => {
    expect(() => run(content)).toThrow(ExpressionError);
  });

  it("F-AXML-8: reads object bodies without braces; a lone name is a value", () => {
    expect(run("foo: a, bar: b", { a: 1, b: 2 })).toEqual({ foo: 1, bar: 2 });
    expect(run("a, b: c, ...rest", { a: 1, c: 2, rest: { b: 3, d: 4 } })).toEqual({ a: 1, b: 3, d: 4 });
    expect(run("a, b", { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
    expect(run("a", { a: 7 })).toBe(7);
    expect(run("{a: 1}.a")).toBe(1);
    expect(run("a, b", { a: 1, b: 2 }, "text")).toBe(2);
  });

  it("F-AXML-8: a template's data also take a lone name by its name, as wxParse programs write", () => {
    expect({ ...(run("item", { item: { name: "x" } }, "data") as object) }).toEqual({ item: { name: "x" }, name: "x" });
    expect({ ...(run("...item, n: 1", { item: { n: 0, k: 2 } }, "data") as object) }).toEqual({ n: 1, k: 2 });
    expect(run("a.b", { a: { b: 5 } }, "data")).toBe(5);
  });

  it("takes __proto__ as an ordinary name", () => {
    const made = run("{ __proto__: a, b: 1 }", { a: { evil: 1 } }) as Record<string, unknown>;
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(Object.hasOwn(made, "__proto__")).toBe(true);
  });

  it("reads entities and a trailing semicolon where they are no JavaScript", () => {
    expect(run("a &amp;&amp; b &gt; 1", { a: 1, b: 2 })).toBe(true);
    expect(run("a;", { a: 3 })).toBe(3);
  });

  it("knows the names an expression reads, without parameters and SJS names", () => {
    expect(names("list.some(x => x.id === id) && m.fix(n)")).toEqual(["id", "list", "n"]);
    expect(names("m.fix(n)", ["m"])).toEqual(["m", "n"]);
    expect(names("{a: b, c}")).toEqual(["b", "c"]);
  });

  it("ends on hostile input with an error", () => {
    expect(() => run("(".repeat(30_000))).toThrow(ExpressionError);
    expect(() => run("a".repeat(40_000))).toThrow(ExpressionError);
    expect(() => run(`${"!".repeat(5_000)}a`)).toThrow(ExpressionError);
  });
});
