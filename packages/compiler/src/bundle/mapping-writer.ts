import { encode } from "@jridgewell/sourcemap-codec";
import type { MapSegment, WrittenCode } from "../axml/code.js";
import type { SourceText } from "../diagnostic.js";
import { type ByteWriter, utf8 } from "./byte-writer.js";

/**
 * A module's part of the mappings of a unit. In the VLQ form each number is the difference to the one before, so a
 * module's text can be used again as it is, but for its first segment, which depends on the module before.
 */
interface EncodedModule {
  /** Sources as the module's text has them: indices in the unit when there are several, "" when they are shifted. */
  sources: string;
  /** Line ends before the first segment. */
  before: string;
  first: MapSegment;
  /** Everything after the first segment. */
  rest: Uint8Array;
  last: MapSegment;
}

/** Writes the `mappings` of a unit module by module; what a module encodes to is remembered. */
export class MappingWriter {
  readonly sources: SourceText[] = [];
  readonly #out: ByteWriter;
  readonly #indices = new Map<string, number>();
  /** Source, line and column of the segment before. */
  #before: readonly [number, number, number] = [0, 0, 0];

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** Lines of generated text that come from nowhere. */
  skipLines(count: number): void {
    this.#out.text(";".repeat(count));
  }

  /** The lines of a module's text; `count` of them. */
  add(written: WrittenCode, count: number): void {
    const own = written.sources.map((source) => this.#index(source));
    const module = encoded(written, own);
    if (!module) {
      this.skipLines(count);
      return;
    }
    const shift = own.length <= 1 ? (own[0] ?? 0) : 0;
    const [column, source, line, sourceColumn] = module.first;
    const [lastSource, lastLine, lastColumn] = this.#before;
    const first = [column, source + shift - lastSource, line - lastLine, sourceColumn - lastColumn];
    this.#out.text(module.before + first.map(vlq).join(""));
    this.#out.bytes(module.rest);
    this.skipLines(Math.max(count - written.lines.length + 1, 0));
    this.#before = [module.last[1] + shift, module.last[2], module.last[3]];
  }

  #index(source: SourceText): number {
    const known = this.#indices.get(source.file);
    if (known !== undefined) return known;
    const index = this.sources.push(source) - 1;
    this.#indices.set(source.file, index);
    return index;
  }
}

const known = new WeakMap<WrittenCode, EncodedModule | null>();

function encoded(written: WrittenCode, own: readonly number[]): EncodedModule | null {
  const sources = own.length <= 1 ? "" : own.join();
  let module = known.get(written);
  if (module === undefined || (module !== null && module.sources !== sources)) {
    module = encodeModule(sources === "" ? written.lines : renumber(written.lines, own), sources);
    known.set(written, module);
  }
  return module;
}

function renumber(lines: readonly MapSegment[][], own: readonly number[]): MapSegment[][] {
  return lines.map((line) =>
    line.map(([column, source, from, at]): MapSegment => [column, own[source] ?? 0, from, at]),
  );
}

function encodeModule(lines: MapSegment[][], sources: string): EncodedModule | null {
  const at = lines.findIndex((line) => line.length > 0);
  const first = lines[at]?.[0];
  const last = lines.findLast((line) => line.length > 0)?.at(-1);
  if (!first || !last) return null;
  const before = ";".repeat(at);
  const rest = encode(lines).slice(at + first.map(vlq).join("").length);
  return { sources, before, first, rest: utf8(rest), last };
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A number as source maps write it: five bits a digit, the lowest first, the sign as the lowest bit. */
function vlq(value: number): string {
  let left = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const more = left > 31 ? 32 : 0;
    text += digits[(left & 31) | more] ?? "";
    left >>>= 5;
  } while (left > 0);
  return text;
}
