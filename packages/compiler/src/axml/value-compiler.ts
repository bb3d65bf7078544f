import type { Findings, SourceText } from "../diagnostic.js";
import { compileLimits } from "../limits.js";
import type { Code } from "./code.js";
import { compileExpression } from "./expression.js";
import type { ContentMode } from "./expression-code.js";
import { ExpressionError } from "./expression-error.js";
import type { Part } from "./node.js";

/** A value that never changes, or an expression. */
export type CompiledValue = { constant: string | true } | { code: Code; names: Set<string> };

/** `value` keeps the type of a lone expression; `string` always gives a string; `data` is a template's root scope. */
export type ValueMode = "value" | "string" | "data";

/** Compiles texts and attribute values (F-AXML-2, F-AXML-3, F-AXML-4). */
export class ValueCompiler {
  readonly #findings: Findings;
  readonly #sjs: ReadonlyMap<string, string>;

  constructor(findings: Findings, sjs: ReadonlyMap<string, string>) {
    this.#findings = findings;
    this.#sjs = sjs;
  }

  /** The value of an attribute; null stands for an attribute without value. */
  value(value: readonly Part[] | null, source: SourceText, bound: ReadonlySet<string>, mode: ValueMode): CompiledValue {
    if (value === null) return { constant: true };
    const [first] = value;
    if (value.length === 1 && first && "code" in first && mode !== "string")
      return this.#lone(first, source, bound, mode);
    return this.text(value, source, bound, "value");
  }

  /** A text, or a value with something beside its expression: always a string. */
  text(
    parts: readonly Part[],
    source: SourceText,
    bound: ReadonlySet<string>,
    mode: ContentMode = "text",
  ): CompiledValue {
    const names = new Set<string>();
    const pieces: Code[] = [];
    if (parts.length > compileLimits.mustaches && parts.filter((p) => "code" in p).length > compileLimits.mustaches) {
      const at = parts.find((p) => "code" in p);
      const message = `More than ${compileLimits.mustaches} expressions in one text.`;
      this.#findings.error("AXML_TOO_LARGE", message, source, at && "code" in at ? at.start : 0);
      return { constant: "" };
    }
    let constant = "";
    for (const part of parts) {
      if ("text" in part) {
        constant += part.text;
        continue;
      }
      if (constant !== "") pieces.push(JSON.stringify(constant));
      constant = "";
      pieces.push(["$.text(", this.#expression(part, source, bound, mode, names), ")"]);
    }
    if (pieces.length === 0) return { constant };
    if (constant !== "") pieces.push(JSON.stringify(constant));
    return { code: ["s=>", pieces.map((piece, at): Code => (at === 0 ? piece : ["+", piece]))], names };
  }

  #lone(part: { code: string; start: number }, source: SourceText, bound: ReadonlySet<string>, mode: ContentMode) {
    const names = new Set<string>();
    return { code: ["s=>", this.#expression(part, source, bound, mode, names)], names };
  }

  #expression(
    part: { code: string; start: number },
    source: SourceText,
    bound: ReadonlySet<string>,
    mode: ContentMode,
    names: Set<string>,
  ): Code {
    try {
      const result = compileExpression(part.code, mode, { sjs: this.#sjs, bound });
      for (const name of result.names) names.add(name);
      return [{ source, offset: part.start }, result.code];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#findings.error("AXML_EXPRESSION", error.message, source, part.start + error.at);
      return "undefined";
    }
  }
}

/** A value as the code of an expression. */
export function valueCode(value: CompiledValue): Code {
  return "constant" in value ? `()=>${JSON.stringify(value.constant)}` : value.code;
}

/** A value where the contract takes a constant string or an expression. */
export function stringOrCode(value: CompiledValue): Code {
  return "constant" in value ? JSON.stringify(value.constant === true ? "" : value.constant.trim()) : value.code;
}
