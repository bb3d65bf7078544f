import type { SourceText } from "../diagnostic.js";

/** A place in a source that the text after it was made from. */
export interface Mark {
  source: SourceText;
  offset: number;
}

/** Generated text with marks in it, put together without copying until it is written. */
export type Code = string | Mark | readonly Code[];

/** One segment of a source map: generated column, index of the source, its line and column, all from 0. */
export type MapSegment = [column: number, source: number, line: number, sourceColumn: number];

/** Generated text, and for each of its lines where it comes from. */
export interface WrittenCode {
  text: string;
  lines: MapSegment[][];
  sources: SourceText[];
}

/** The text of generated code and its source map segments. */
export function writeCode(code: Code): WrittenCode {
  const chunks: string[] = [];
  const lines: MapSegment[][] = [[]];
  const sources: SourceText[] = [];
  const indices = new Map<SourceText, number>();
  let column = 0;
  const write = (part: Code): void => {
    if (typeof part === "string") {
      chunks.push(part);
      let from = 0;
      for (let at = part.indexOf("\n"); at >= 0; at = part.indexOf("\n", from)) {
        lines.push([]);
        column = 0;
        from = at + 1;
      }
      column += part.length - from;
    } else if ("offset" in part) {
      let index = indices.get(part.source);
      if (index === undefined) {
        index = sources.push(part.source) - 1;
        indices.set(part.source, index);
      }
      const { line, column: sourceColumn } = part.source.position(part.offset);
      lines.at(-1)?.push([column, index, line - 1, sourceColumn - 1]);
    } else for (const inner of part) write(inner);
  };
  write(code);
  return { text: chunks.join(""), lines, sources };
}
