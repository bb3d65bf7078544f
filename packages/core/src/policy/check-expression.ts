import type { Expression, ExpressionEngine } from "./expressions.js";
import { type EntryErrorCode, entryLimits } from "./parse-entry.js";

/** Why an entry of class REGEX is refused. */
export interface ExpressionRefusal {
  readonly code: EntryErrorCode;
  /** The engine's message and the place it stopped at, or what the list does not support. */
  readonly message: string;
}

/**
 * Compiles one entry of class REGEX, or says why it is refused (U-ENT-8). Constructs that RE2 knows but that could
 * change their neighbours in the joined expression are looked for first (U-ENG-3).
 */
export function checkExpression(source: string, engine: ExpressionEngine): Expression | ExpressionRefusal {
  const unsupported = findUnsupported(source);
  if (unsupported) return { code: "REGEX_UNSUPPORTED", message: unsupported };
  const result = engine.compile(`(?:${source})`);
  // Compiled alone as well: `a)(?:b` is only valid inside the group it breaks out of.
  const alone = engine.compile(source);
  const fault = "at" in alone ? alone : "at" in result ? result : null;
  if (fault) {
    const counts = /^\{(\d+)(?:,(\d*))?\}$/.exec(fault.at);
    const reversed = counts?.[2] && Number(counts[2]) < Number(counts[1]);
    const large = counts ? !reversed : /too (?:large|complex)|too deeply/.test(fault.message);
    const position = source.indexOf(fault.at);
    const place = position < 0 ? "" : ` at character ${position + 1}`;
    return { code: large ? "REGEX_TOO_LARGE" : "REGEX_SYNTAX", message: `${fault.message}: ${fault.at}${place}` };
  }
  if ("size" in alone && alone.size > entryLimits.instructions) {
    return { code: "REGEX_TOO_LARGE", message: `${alone.size} instructions, at most ${entryLimits.instructions}` };
  }
  return result as Expression;
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
