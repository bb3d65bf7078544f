import { compileLimits } from "../limits.js";

/**
 * Index of the `}}` that closes the mustache whose content starts at `start`, or -1. Knows strings, template literals
 * and brackets of JavaScript, so that `{{ {a: 1} }}` and `{{ "}}" }}` end where a reader expects (F-AXML-2).
 */
export function scanMustache(text: string, start: number, end: number): number {
  const stop = Math.min(end, start + compileLimits.expressionLength + 2);
  // What is open: "}" for a brace, "`" for a template literal whose hole we are in.
  const open: string[] = [];
  for (let at = start; at < stop; at++) {
    const char = text[at];
    if (char === '"' || char === "'") {
      at = scanString(text, at, stop);
      if (at < 0) return -1;
    } else if (char === "`") {
      at = scanTemplate(text, at + 1, stop, open);
      if (at < 0) return -1;
    } else if (char === "{") open.push("}");
    else if (char === "}") {
      const top = open.pop();
      if (top === undefined) return text[at + 1] === "}" && at + 1 < end ? at : -1;
      if (top === "`") {
        at = scanTemplate(text, at + 1, stop, open);
        if (at < 0) return -1;
      }
    }
  }
  return -1;
}

/** Index of the quote that ends the string starting at `at`, or -1; a string does not run over a line's end. */
function scanString(text: string, at: number, stop: number): number {
  const quote = text[at];
  for (let i = at + 1; i < stop; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === quote) return i;
    else if (char === "\n") return -1;
  }
  return -1;
}

/** Index of the last character of a piece of template literal: its closing quote, or the brace that opens a hole. */
function scanTemplate(text: string, at: number, stop: number, open: string[]): number {
  for (let i = at; i < stop; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === "`") return i;
    else if (char === "$" && text[i + 1] === "{") {
      open.push("`");
      return i + 1;
    }
  }
  return -1;
}
