import { encode } from "@jridgewell/sourcemap-codec";
import type { MapSegment, WrittenCode } from "../axml/code.js";
import type { SourceText } from "../diagnostic.js";

/**
 * A module's part of the mappings of a unit. In the VLQ form each number is the difference to the one before, so a
 * module's text can be used again as it is, but for its first segment, which depends on the module before.
 */
interface EncodedModule {
  /** Line ends before the first segment. */
  before: string;
  first: MapSegment;
  /** Everything after the first segment. */
  rest: string;
  last: MapSegment;
}

/** Writes the `mappings` of a unit module by module; what a module encodes to is remembered. */
export class MappingWriter {
  readonly sources: SourceText[] = [];
  readonly #indices = new Map<string, number>();
  readonly #chunks: string[] = [];
  /** Source, line and column of the segment before. */
  #before: readonly [number, number, number] = [0, 0, 0];

  /** Lines of generated text that come from nowhere. */
  skipLines(count: number): void {
    this.#chunks.push(";".repeat(count));
  }

  /** The lines of a module's text; `count` of them. */
  add(written: WrittenCode, count: number): void {
    const own = written.sources.map((source) => this.#index(source));
    const module = written.sources.length <= 1 ? encoded(written) : encodeModule(renumber(written.lines, own));
    if (!module) {
      this.skipLines(count);
      return;
    }
    const shift = written.sources.length <= 1 ? (own[0] ?? 0) : 0;
    const [column, source, line, sourceColumn] = module.first;
    const [lastSource, lastLine, lastColumn] = this.#before;
    // `encode` writes differences to zero, which are what we give it.
    const first = encode([[[column, source + shift - lastSource, line - lastLine, sourceColumn - lastColumn]]]);
    const text = module.before + first + module.rest;
    this.#chunks.push(text, ";".repeat(Math.max(count - written.lines.length + 1, 0)));
    this.#before = [module.last[1] + shift, module.last[2], module.last[3]];
  }

  /** The mappings of everything added. */
  text(): string {
    return this.#chunks.join("");
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

function encoded(written: WrittenCode): EncodedModule | null {
  let module = known.get(written);
  if (module === undefined) {
    module = encodeModule(written.lines);
    known.set(written, module);
  }
  return module;
}

function renumber(lines: readonly MapSegment[][], own: readonly number[]): MapSegment[][] {
  return lines.map((line) =>
    line.map(([column, source, from, at]): MapSegment => [column, own[source] ?? 0, from, at]),
  );
}

function encodeModule(lines: MapSegment[][]): EncodedModule | null {
  const at = lines.findIndex((line) => line.length > 0);
  const first = lines[at]?.[0];
  const last = lines.findLast((line) => line.length > 0)?.at(-1);
  if (!first || !last) return null;
  const head = ";".repeat(at) + encode([[first]]);
  return { before: ";".repeat(at), first, rest: encode(lines).slice(head.length), last };
}
