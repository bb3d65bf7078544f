import { shadowedNames, type UnitEntry } from "@berth/core/wire";
import { encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import type { WrittenCode } from "../axml/code.js";
import type { SourceText } from "../diagnostic.js";

/** One module of a unit. */
export interface UnitModule {
  /** With extension, without leading slash. */
  path: string;
  written: WrittenCode;
  /** What the source wrote, to the path it means. */
  dependencies: Record<string, string>;
  /** SJS sees nothing of the mini program (F-SJS-3). */
  isolated: boolean;
}

/** Names of the logic world that SJS must not see. */
const logicNames = "my,App,Page,Component,Mixin,Behavior,getApp,getCurrentPages,requirePlugin,setTimeout,setInterval";

/** Text and source map of a unit, in the form of `UnitScope` of the wire contract. */
export function writeUnit(
  modules: readonly UnitModule[],
  entries: readonly UnitEntry[],
): { code: string; map: string } {
  const chunks: string[] = ["__berth_unit__(function (define, register) {\n"];
  const mappings: SourceMapSegment[][] = [[]];
  const sources: SourceText[] = [];
  const indices = new Map<string, number>();
  const shadows = shadowedNames.join(", ");
  for (const module of modules) {
    const hidden = module.isolated ? `var ${logicNames}; ` : "";
    chunks.push(
      `define(${JSON.stringify(module.path)}, function (${shadows}) { ${hidden}return function (require, module, exports) {\n`,
    );
    mappings.push([]);
    const own = module.written.sources.map((source) => {
      const known = indices.get(source.file);
      if (known !== undefined) return known;
      const index = sources.push(source) - 1;
      indices.set(source.file, index);
      return index;
    });
    const text = module.written.text.endsWith("\n") ? module.written.text : `${module.written.text}\n`;
    const count = countLines(text);
    for (let line = 0; line < count; line++) {
      const segments = module.written.lines[line] ?? [];
      mappings.push(segments.map(([column, source, from, at]) => [column, own[source] ?? 0, from, at]));
    }
    chunks.push(text, `}; }, ${JSON.stringify(module.dependencies)});\n`);
    mappings.push([]);
  }
  for (const entry of entries) chunks.push(`register(${JSON.stringify(entry)});\n`);
  chunks.push("});\n");
  const map = {
    version: 3,
    sources: sources.map((source) => source.file),
    sourcesContent: sources.map((source) => source.text),
    names: [],
    mappings: encode(mappings),
  };
  return { code: chunks.join(""), map: JSON.stringify(map) };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
