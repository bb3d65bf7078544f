import type { SourceText } from "../diagnostic.js";
import type { Code } from "./code.js";
import type { Directives } from "./directives.js";
import { staticText } from "./node.js";
import type { ValueCompiler } from "./value-compiler.js";

/** The key of a loop (F-DIR-4): a member's name, "*this", an expression over the inner scope, or null. */
export function keyCode(
  directives: Directives,
  values: ValueCompiler,
  source: SourceText,
  bound: ReadonlySet<string>,
): { code: Code; names: Set<string> } {
  const none = { code: "null", names: new Set<string>() };
  if (!directives.key) return none;
  const text = staticText(directives.key.value)?.trim();
  if (text === undefined) {
    const value = values.value(directives.key.value, source, bound, "value");
    return "code" in value ? value : none;
  }
  const { item, index } = directives;
  if (text === "" || text === index) return none;
  if (text === item) return { code: '"*this"', names: new Set() };
  // `a:key="item.id"` is written where `a:key="id"` is meant; deeper members need an expression.
  const path = text.startsWith(`${item}.`) ? text.slice(item.length + 1) : text;
  if (!path.includes(".") || !/^[\w$.]+$/.test(path)) return { code: JSON.stringify(path), names: new Set() };
  const members = path
    .split(".")
    .map((member) => `?.[${JSON.stringify(member)}]`)
    .join("");
  return { code: `s=>s[${JSON.stringify(item)}]${members}`, names: new Set([item]) };
}
