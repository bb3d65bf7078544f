import type { AppPackage } from "../load/app-package.js";

/** A place in a source file of a program; line and column count from 1. */
export interface SourcePosition {
  file: string;
  line: number;
  column: number;
}

const frame = /berth-unit:([^\s()]*?)\/?code\.js:(\d+):(\d+)/g;
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * The first place of a stack that lies in a source of the program, by the source maps of the package. Null where the
 * stack names no unit or the maps say nothing.
 */
export function sourcePosition(stack: string, files: AppPackage): SourcePosition | null {
  for (const [, root = "", line = "0", column = "0"] of stack.matchAll(frame)) {
    const unit = files.manifest.units.find((entry) => entry.root === root);
    const map = unit === undefined ? null : readMap(files.text(unit.map));
    const found = map === null ? null : lookUp(map, Number(line) - 1, Number(column) - 1);
    if (found !== null && !found.file.startsWith("berth:")) return found;
  }
  return null;
}

interface SourceMap {
  sources: string[];
  mappings: string;
}

function readMap(text: string | null): SourceMap | null {
  try {
    const map = JSON.parse(text ?? "") as Partial<SourceMap>;
    return typeof map.mappings === "string" && Array.isArray(map.sources) ? (map as SourceMap) : null;
  } catch {
    return null;
  }
}

/** Numbers of one segment: base64 VLQ, low bits first, sign in the lowest. */
function segment(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of text) {
    const digit = digits.indexOf(letter);
    value += (digit & 31) << shift;
    if ((digit & 32) !== 0) shift += 5;
    else {
      numbers.push((value & 1) !== 0 ? -(value >> 1) : value >> 1);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

function lookUp(map: SourceMap, line: number, column: number): SourcePosition | null {
  let source = 0;
  let sourceLine = 0;
  let sourceColumn = 0;
  const lines = map.mappings.split(";");
  for (let at = 0; at <= line && at < lines.length; at += 1) {
    let generated = 0;
    let best: SourcePosition | null = null;
    for (const text of (lines[at] ?? "").split(",")) {
      if (text === "") continue;
      const [move = 0, sourceMove, lineMove = 0, columnMove = 0] = segment(text);
      generated += move;
      if (sourceMove === undefined) continue;
      source += sourceMove;
      sourceLine += lineMove;
      sourceColumn += columnMove;
      if (at === line && generated <= column) {
        best = { file: map.sources[source] ?? "", line: sourceLine + 1, column: sourceColumn + 1 };
      }
    }
    if (at === line) return best;
  }
  return null;
}
