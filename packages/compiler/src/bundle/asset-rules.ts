import { extensionOf } from "../path.js";

const packed = new Set(".png .jpg .jpeg .gif .svg .webp .eot .woff .ttf .woff2 .otf .mp3 .mp4".split(" "));

/** Whether a file of the project is packed as an asset (F-FILE-4). */
export function isAsset(path: string, include: readonly RegExp[], exclude: readonly RegExp[]): boolean {
  if (path.split("/").some((part) => part.startsWith("."))) return false;
  if (exclude.some((glob) => glob.test(path))) return false;
  return packed.has(extensionOf(path)) || include.some((glob) => glob.test(path));
}

/** A glob of `assetsInclude` or `uploadExclude` as a regular expression: `*`, `**`, `?` and a folder alone. */
export function globPattern(glob: string): RegExp {
  const clean = glob.replace(/^\.?\//, "").replace(/\/+$/, "");
  let pattern = "";
  for (let at = 0; at < clean.length; at++) {
    const char = clean[at] ?? "";
    if (clean.startsWith("**/", at)) {
      pattern += "(?:[^/]+/)*";
      at += 2;
    } else if (clean.startsWith("**", at)) {
      pattern += ".*";
      at += 1;
    } else if (char === "*") pattern += "[^/]*";
    else if (char === "?") pattern += "[^/]";
    else pattern += char.replace(/[\\^$+.()|[\]{}]/, "\\$&");
  }
  return new RegExp(`^${pattern}(?:/.*)?$`);
}
