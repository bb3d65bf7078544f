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

/** What `space` and `decode` of `<text>` do to its text (F-TAG-16), or null when they do nothing. */
export function textFilter(space: Json | undefined, decode: Json | undefined): ((text: string) => string) | null {
  const blank = typeof space === "string" ? SPACES[space] : undefined;
  if (blank === undefined && !decode) return null;
  return (text) => {
    const spaced = blank === undefined ? text : text.replaceAll(" ", blank);
    return decode
      ? spaced.replace(/&(?:nbsp|lt|gt|amp|apos|ensp|emsp);/g, (entity) => ENTITIES[entity] ?? entity)
      : spaced;
  };
}
