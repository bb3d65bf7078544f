import type { Json } from "@berth/core/wire";

const SPACES: Readonly<Record<string, string>> = { nbsp: "\u00a0", ensp: "\u2002", emsp: "\u2003" };
const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": "\u00a0",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&apos;": "'",
  "&ensp;": "\u2002",
  "&emsp;": "\u2003",
};

/** What a text must hold for `textLines` to change it. */
export const LINES = /[\n\\]/;

/**
 * Line breaks of `<text>`: `\\n` written in a template and those in data break the line (the sheet keeps them); those
 * that only lay out the source at its begin and end do not.
 */
export function textLines(text: string): string {
  if (!LINES.test(text)) return text;
  return text.replace(/^\s*\n\s*|\s*\n\s*$/g, "").replaceAll("\\n", "\n");
}

/** What `space` and `decode` of `<text>` do to its text (F-TAG-16), or null when they do nothing. */
export function textFilter(space: Json | undefined, decode: Json | undefined): ((text: string) => string) | null {
  const blank = typeof space === "string" ? SPACES[space] : undefined;
  if (blank === undefined && !decode) return null;
  return (given) => {
    const text = textLines(given);
    const spaced = blank === undefined ? text : text.replaceAll(" ", blank);
    return decode
      ? spaced.replace(/&(?:nbsp|lt|gt|amp|apos|ensp|emsp);/g, (entity) => ENTITIES[entity] ?? entity)
      : spaced;
  };
}
