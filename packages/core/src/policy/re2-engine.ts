import { RE2JS } from "re2js";
import type { Expression, ExpressionEngine, ExpressionFault, ExpressionRefusal } from "./expressions.js";
import { entryLimits } from "./parse-entry.js";

/** re2js behind the interface of the policy. Only `loadExpressions` imports this file, and only when it is needed. */
export const re2Engine: ExpressionEngine = { compile, check };

function compile(source: string): Expression | ExpressionFault {
  try {
    const compiled = RE2JS.compile(source);
    return {
      size: compiled.programSize(),
      matches: (text) => compiled.testExact(text),
      finds: (text) => compiled.test(text),
    };
  } catch (error) {
    // RE2JSSyntaxException carries the description and the offending part; anything else is a limit of the engine.
    const { error: what, input } = error as { error?: unknown; input?: unknown };
    return {
      message: typeof what === "string" ? what : "the expression is too complex for the engine",
      at: typeof input === "string" ? input : source,
    };
  }
}

/**
 * Constructs that RE2 knows but that could change their neighbours in the joined expression are looked for first
 * (U-ENG-3). An expression that compiles alone cannot break out of the group it is put into: its parentheses, classes
 * and escapes are closed.
 */
function check(source: string): Expression | ExpressionRefusal {
  const unsupported = findUnsupported(source);
  if (unsupported) return { code: "REGEX_UNSUPPORTED", message: unsupported };
  const result = compile(source);
  if ("at" in result) {
    const counts = /^\{(\d+)(?:,(\d*))?\}$/.exec(result.at);
    const reversed = counts?.[2] && Number(counts[2]) < Number(counts[1]);
    const large = counts ? !reversed : /too (?:large|complex|deeply)/.test(result.message);
    const position = source.indexOf(result.at);
    const place = position < 0 ? "" : ` at character ${position + 1}`;
    return { code: large ? "REGEX_TOO_LARGE" : "REGEX_SYNTAX", message: `${result.message}: ${result.at}${place}` };
  }
  if (result.size > entryLimits.instructions) {
    return { code: "REGEX_TOO_LARGE", message: `${result.size} instructions, at most ${entryLimits.instructions}` };
  }
  return result;
}

function findUnsupported(source: string): string | null {
  // Escapes and classes are taken as a whole, so that `\\Q` (a backslash and a Q) and `[(?=]` are not mistaken.
  const token = /\\([\s\S])|\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]|\(\?(<?[=!]|P?<|'|P[=>])/g;
  for (const match of source.matchAll(token)) {
    const [text, escaped, group] = match;
    if (text.startsWith("[")) {
      if (/\\[QEC]/.test(text.replace(/\\\\/g, ""))) return "\\Q, \\E and \\C are not supported";
    } else if (escaped !== undefined) {
      if ("QEC".includes(escaped)) return `\\${escaped} is not supported`;
      if (/[1-9k]/.test(escaped)) return "back-references are not supported";
    } else if (group !== undefined) {
      return /[=!]/.test(group) && !group.startsWith("P")
        ? "look-around is not supported"
        : "named groups are not supported";
    }
  }
  return null;
}
