import { compileLimits } from "./limits.js";

/** One finding of the compiler, with the place it is about. */
export interface Diagnostic {
  /** An error makes `ok` of the result false; a warning does not. */
  severity: "error" | "warning";
  /** Stable name of the finding: "AXML_UNCLOSED", "SCRIPT_SYNTAX" ... */
  code: string;
  /** One sentence: what is wrong and what to do. */
  message: string;
  /** Path in the project. */
  file: string;
  /** From 1; 0 when the finding is about the file as a whole. */
  line: number;
  /** From 1; 0 when the finding is about the file as a whole. */
  column: number;
  /** Source lines around the place, for the code frame. */
  excerpt: ExcerptLine[];
}

/** A line of a source, or a piece of a very long one. */
export interface ExcerptLine {
  /** From 1. */
  line: number;
  text: string;
  /** Characters of the line left out before `text`. */
  skipped: number;
}

/** Characters of one line in an excerpt; minified sheets have all their text in one. */
const excerptWidth = 160;

/** Text of a source file with the offsets of its lines, for positions. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lines: number[] | null = null;
  #json: Uint8Array | null = null;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The text as a JSON string in UTF-8, made once: it goes into every source map. */
  json(): Uint8Array {
    this.#json ??= new TextEncoder().encode(JSON.stringify(this.text));
    return this.#json;
  }

  /** Line and column of an offset, both from 1. */
  position(offset: number): { line: number; column: number } {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The line with this number (from 1) and its neighbours, near this column. */
  excerpt(line: number, column: number): ExcerptLine[] {
    const starts = this.#starts();
    const lines: ExcerptLine[] = [];
    const skipped = column > excerptWidth ? column - excerptWidth / 2 : 0;
    for (let n = Math.max(1, line - 1); n <= Math.min(starts.length, line + 1); n++) {
      const start = (starts[n - 1] ?? 0) + (n === line ? skipped : 0);
      const end = n < starts.length ? (starts[n] ?? 1) - 1 : this.text.length;
      const text = this.text.slice(start, Math.min(end, start + excerptWidth)).replace(/\r$/, "");
      lines.push({ line: n, text, skipped: n === line ? skipped : 0 });
    }
    return lines;
  }

  #starts(): number[] {
    if (this.#lines) return this.#lines;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#lines = starts;
    return starts;
  }
}

/** Findings of one part of the work. */
export class Findings {
  readonly list: Diagnostic[] = [];
  readonly #perFile = new Map<string, number>();

  /** Adds an error at an offset of a source. */
  error(code: string, message: string, source: SourceText, offset: number): void {
    if (this.#isFull(source.file) && this.#failed(source.file)) return;
    const { line, column } = source.position(offset);
    this.#add({
      severity: "error",
      code,
      message,
      file: source.file,
      line,
      column,
      excerpt: source.excerpt(line, column),
    });
  }

  /** Adds a warning at an offset of a source. */
  warn(code: string, message: string, source: SourceText, offset: number): void {
    if (this.#isFull(source.file)) return;
    const { line, column } = source.position(offset);
    this.#add({
      severity: "warning",
      code,
      message,
      file: source.file,
      line,
      column,
      excerpt: source.excerpt(line, column),
    });
  }

  /** Adds a finding about a file as a whole. */
  about(severity: Diagnostic["severity"], code: string, message: string, file: string): void {
    this.#add({ severity, code, message, file, line: 0, column: 0, excerpt: [] });
  }

  #add(diagnostic: Diagnostic): void {
    const count = (this.#perFile.get(diagnostic.file) ?? 0) + 1;
    this.#perFile.set(diagnostic.file, count);
    // The first error must survive the cap even after a hundred warnings: it decides whether the build is good.
    if (
      count <= compileLimits.diagnosticsPerFile ||
      (diagnostic.severity === "error" && !this.#failed(diagnostic.file))
    )
      this.list.push(diagnostic);
  }

  #isFull(file: string): boolean {
    return (this.#perFile.get(file) ?? 0) >= compileLimits.diagnosticsPerFile;
  }

  #failed(file: string): boolean {
    return this.list.some((d) => d.severity === "error" && d.file === file);
  }
}

/**
 * A finding as text for a terminal or a console: place, message and code frame.
 *
 * @example
 * ```ts
 * import { formatDiagnostic } from "@berth/compiler";
 * const text = formatDiagnostic({
 *   severity: "error", code: "AXML_EXPRESSION", message: "Unexpected token", file: "pages/a/a.axml",
 *   line: 1, column: 9, excerpt: [{ line: 1, text: "<text>{{a +}}</text>", skipped: 0 }],
 * });
 * console.log(text.split("\n")[0]); // "pages/a/a.axml:1:9 error AXML_EXPRESSION: Unexpected token"
 * ```
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = diagnostic.line > 0 ? `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}` : diagnostic.file;
  const head = `${place} ${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`;
  if (diagnostic.excerpt.length === 0) return head;
  const width = String(diagnostic.excerpt.at(-1)?.line ?? 0).length;
  const rows = [head];
  for (const { line, text, skipped } of diagnostic.excerpt) {
    const here = line === diagnostic.line;
    rows.push(`${here ? ">" : " "} ${String(line).padStart(width)} | ${text}`.trimEnd());
    if (here) {
      // Tabs are kept so that the caret stands under its character whatever the tab width is.
      const before = text.slice(0, diagnostic.column - 1 - skipped).replace(/[^\t]/g, " ");
      rows.push(`  ${" ".repeat(width)} | ${before}^`);
    }
  }
  return rows.join("\n");
}
