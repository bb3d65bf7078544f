import { coveragePage } from "./coverage-page.js";
import { packedFiles } from "./packed-files.js";

/** Files that follow from the declarations, by path from the root of the repository. */
export function writtenFiles(): Record<string, string> {
  const packed = Object.entries(packedFiles()).map(([name, text]) => [
    `packages/core/src/jsapi/packed/${name}.ts`,
    text,
  ]);
  return { ...Object.fromEntries(packed), "docs/explain/jsapi.md": coveragePage() };
}
