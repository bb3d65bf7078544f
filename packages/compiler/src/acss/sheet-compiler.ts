import { type Atrule, type CssNode, generate, List } from "css-tree";
import { type Diagnostic, Findings, SourceText } from "../diagnostic.js";
import type { ProjectFiles } from "../files.js";
import { compileLimits } from "../limits.js";
import { extensionOf, folderOf, joinPath } from "../path.js";
import type { Resolver } from "../script/resolve-module.js";
import { dropBroken, isClosed } from "./drop-broken.js";
import { lessToCss, sheetLookUp } from "./less-source.js";
import { parseSheet } from "./parse-sheet.js";
import { droppedAddress, rewriteRaw } from "./rewrite-raw.js";
import { rewriteSheet } from "./rewrite-sheet.js";
import { everywhere, type StyleScope, scopeSelectors } from "./style-scope.js";

/** A sheet as the view gets it, imports taken in. */
export interface CompiledSheet {
  css: string;
  /** Package files that are named in it. */
  assets: string[];
  diagnostics: Diagnostic[];
}

/** Place of an `@import`: the file, and the at-rules its text stands in. */
interface ImportedSheet {
  path: string;
  around: string[];
  /** Offset of the rule in the importing file. */
  offset: number;
}

/** One file of a sheet: text between the places where other sheets are imported. */
interface SheetPiece {
  source: SourceText;
  parts: (string | ImportedSheet)[];
  assets: string[];
  diagnostics: Diagnostic[];
  /** Files it was made from, with the text they had. */
  reads: Map<string, string>;
}

/** Compiles ACSS and less (section 7); a file that did not change is not compiled again. */
export class SheetCompiler {
  readonly #files: ProjectFiles;
  readonly #resolver: () => Resolver;
  readonly #inPx: boolean;
  readonly #pieces = new Map<string, SheetPiece>();

  /** @param inPx 2rpx are 1px whatever the screen (F-WIN-10) */
  constructor(files: ProjectFiles, resolver: () => Resolver, inPx = false) {
    this.#files = files;
    this.#resolver = resolver;
    this.#inPx = inPx;
  }

  /** Files read and rewritten so far, those used again left out. */
  readonly compiled: string[] = [];

  /** The sheet of a file with everything it imports; `scope` says which elements its rules may reach. */
  async compile(path: string, scope: StyleScope = everywhere): Promise<CompiledSheet> {
    const findings = new Findings();
    const run: SheetRun = { scope, assets: new Set(), diagnostics: [], findings, imports: 0, bytes: 0 };
    const css = await this.#assemble(path, [], run);
    return { css, assets: [...run.assets], diagnostics: [...run.diagnostics, ...findings.list] };
  }

  async #assemble(path: string, trail: readonly string[], run: SheetRun): Promise<string> {
    const piece = await this.#piece(path, run.scope);
    const { source } = piece;
    run.diagnostics.push(...piece.diagnostics);
    for (const asset of piece.assets) run.assets.add(asset);
    const inner = [...trail, path];
    let css = "";
    for (const part of piece.parts) {
      if (typeof part === "string") {
        css += part;
        run.bytes += part.length;
        continue;
      }
      if (inner.includes(part.path)) {
        run.findings.warn(
          "ACSS_IMPORT_CYCLE",
          `"${part.path}" imports itself; it is left out here.`,
          source,
          part.offset,
        );
        continue;
      }
      const { includeDepth, imports, sheetBytes } = compileLimits;
      const over =
        inner.length > includeDepth
          ? `More than ${includeDepth} imports inside one another`
          : ++run.imports > imports
            ? `More than ${imports} imported sheets`
            : run.bytes > sheetBytes
              ? `More than ${sheetBytes} characters with everything imported`
              : null;
      if (over === null) {
        const imported = await this.#assemble(part.path, inner, run);
        css += part.around.reduceRight((text, rule) => `${rule}{${text}}`, imported);
      } else if (!run.findings.list.some((d) => d.code === "ACSS_TOO_LARGE"))
        run.findings.error("ACSS_TOO_LARGE", `${over}; the rest is left out.`, source, part.offset);
    }
    return css;
  }

  async #piece(path: string, scope: StyleScope): Promise<SheetPiece> {
    const key = `${path}\n${scope.id ?? ""}\n${scope.avoid}`;
    const known = this.#pieces.get(key);
    if (known && (await this.#isCurrent(known))) return known;
    const piece = await this.#read(path, scope);
    this.#pieces.set(key, piece);
    this.compiled.push(path);
    return piece;
  }

  async #isCurrent(piece: SheetPiece): Promise<boolean> {
    for (const [path, text] of piece.reads) if ((await this.#files.text(path)) !== text) return false;
    return true;
  }

  async #read(path: string, scope: StyleScope): Promise<SheetPiece> {
    const findings = new Findings();
    const text = (await this.#files.text(path)) ?? "";
    const source = new SourceText(path, text);
    const reads = new Map([[path, text]]);
    const { sheetBytes } = compileLimits;
    if (text.length > sheetBytes)
      findings.about("error", "FILE_TOO_LARGE", `A sheet has at most ${sheetBytes} characters.`, path);
    const piece: SheetPiece = { source, parts: [], assets: [], diagnostics: findings.list, reads };
    if (text.length > sheetBytes) return piece;
    let css = text;
    if (extensionOf(path) === ".less") {
      const imported = new Set<string>();
      css = await lessToCss(source, this.#files, this.#resolver(), findings, imported);
      for (const read of imported) reads.set(read, (await this.#files.text(read)) ?? "");
    } else if (/^[ \t]*\/\//m.test(css)) css = withoutLineComments(css, source, findings);
    const depth = nestingDepth(css);
    if (depth > compileLimits.sheetDepth) {
      findings.error("ACSS_TOO_DEEP", `More than ${compileLimits.sheetDepth} brackets inside one another.`, source, 0);
      return piece;
    }
    const sheet = parseSheet(css, ({ message, offset }) => {
      const at = css === text || css.length === text.length ? offset : findSame(css, offset, text);
      findings.warn("ACSS_SYNTAX", `${message}; this part is dropped.`, source, Math.min(at, text.length));
    });
    if (sheet.type !== "StyleSheet") return piece;
    const assets = new Set<string>();
    let run = new List<CssNode>();
    const flush = (): void => {
      const part: CssNode = { type: "StyleSheet", children: run };
      dropBroken(part);
      rewriteSheet(part, this.#inPx, (address) => this.#address(path, address, assets, source, findings));
      scopeSelectors(part, scope);
      piece.parts.push(generate(part));
      run = new List<CssNode>();
    };
    for (const node of sheet.children.toArray()) {
      if (node.type !== "Atrule" || node.name.toLowerCase() !== "import") {
        run.appendData(node);
        continue;
      }
      const target = await this.#import(path, node, source, findings);
      if (!target) continue;
      flush();
      piece.parts.push(target);
    }
    flush();
    piece.assets = [...assets];
    if (!path.includes("node_modules/")) warnReserved(css, source, findings);
    return piece;
  }

  async #import(
    path: string,
    rule: Atrule,
    source: SourceText,
    findings: Findings,
  ): Promise<SheetPiece["parts"][number] | null> {
    const prelude = rule.prelude ? generate(rule.prelude) : "";
    const match = /^(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)?\s*(.*)$/s.exec(prelude.trim());
    const reference = (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim();
    const offset = Math.min(rule.loc?.start.offset ?? 0, source.text.length);
    if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(reference)) {
      findings.warn("ACSS_IMPORT", `A sheet of another server ("${reference}") is not loaded.`, source, offset);
      return null;
    }
    if (/\.(scss|sass|styl)$/i.test(reference)) {
      findings.error("ACSS_LANGUAGE", foreignSheet(reference), source, offset);
      return null;
    }
    const found = await this.#resolver().resolve(path, reference.replace(/^~/, ""), sheetLookUp, false);
    if (found === null) {
      findings.warn("ACSS_IMPORT", `Cannot find the sheet "${reference}".`, source, offset);
      return null;
    }
    const conditions = rewriteRaw((match?.[4] ?? "").trim(), this.#inPx, () => null);
    if (!isClosed(conditions)) {
      findings.warn("ACSS_IMPORT", "The conditions of this import cannot be read; it is left out.", source, offset);
      return null;
    }
    return { path: found, around: aroundImport(conditions), offset };
  }

  /** F-CSS-8: package files, `data:` and https are kept as resources; anything else is dropped. */
  #address(path: string, written: string, assets: Set<string>, source: SourceText, findings: Findings): string | null {
    const address = written.trim();
    if (address === "" || address.startsWith("#") || /^data:/i.test(address)) return address;
    if (address.startsWith(droppedAddress)) return address;
    if (address.startsWith("//")) return `${droppedAddress}https:${address}`;
    if (/^https:/i.test(address)) return `${droppedAddress}${address}`;
    const plain = address.replace(/[?#].*$/s, "");
    const file = /^[a-z][a-z0-9+.-]*:/i.test(address) ? null : joinPath(folderOf(path), plain);
    if (file === null) {
      const at = Math.max(source.text.indexOf(written), 0);
      findings.warn(
        "ACSS_ADDRESS",
        `"${address.slice(0, 80)}" is no address a sheet may name; it is dropped.`,
        source,
        at,
      );
      return null;
    }
    assets.add(file);
    return `${droppedAddress}/${file}`;
  }
}

/** What one sheet with its imports has come to. */
interface SheetRun {
  scope: StyleScope;
  assets: Set<string>;
  diagnostics: Diagnostic[];
  findings: Findings;
  imports: number;
  bytes: number;
}

/** What to do about a sheet in a language that is not compiled here. */
export function foreignSheet(path: string): string {
  return `"${path}" is not compiled: ACSS, CSS and less are. Compile it to .acss with its own tool (for example "sass a.scss a.acss"), or rewrite it in less.`;
}

/** At-rules for what follows the address of an `@import`: layer, supports, media. */
function aroundImport(rest: string): string[] {
  const around: string[] = [];
  let media = rest;
  const layer = /^layer(?:\(([\w.-]*)\))?(?=\s|$)/i.exec(media);
  if (layer) {
    around.push(`@layer${layer[1] ? ` ${layer[1]}` : ""}`);
    media = media.slice(layer[0].length).trim();
  }
  const supports = /^supports\(((?:[^()]|\([^()]*\))*)\)/i.exec(media);
  if (supports) {
    around.push(`@supports (${supports[1] ?? ""})`);
    media = media.slice(supports[0].length).trim();
  }
  return media === "" ? around : [...around, `@media ${media}`];
}

/** How many brackets stand inside one another at most; the parser behind this calls itself for each. */
function nestingDepth(css: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < css.length; at++) {
    const char = css.charCodeAt(at);
    if (char === 123 || char === 40 || char === 91) {
      depth++;
      if (depth > most) most = depth;
    } else if ((char === 125 || char === 41 || char === 93) && depth > 0) depth--;
  }
  return most;
}

/** Where the source of a less sheet has the words that its CSS has at an offset; its beginning when they were made. */
function findSame(css: string, offset: number, text: string): number {
  const words = /^[^;{}\n]{3,40}/.exec(css.slice(offset))?.[0].trim();
  return words ? Math.max(text.indexOf(words), 0) : 0;
}

/** Lines that begin with `//` are comments for authors, and would swallow the next rule. */
function withoutLineComments(css: string, source: SourceText, findings: Findings): string {
  let warned = false;
  return css.replace(
    /\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|^([ \t]*)\/\/[^\n]*/gm,
    (whole: string, indent: string | undefined, offset: number) => {
      if (indent === undefined) return whole;
      if (!warned) findings.warn("ACSS_COMMENT", '"//" starts no comment in ACSS; write "/* */".', source, offset);
      warned = true;
      return " ".repeat(whole.length);
    },
  );
}

/** F-CSS-5. */
function warnReserved(css: string, source: SourceText, findings: Findings): void {
  const match = /(?:^|[\s,}>+~])\.(a|am)-[\w-]+/.exec(css);
  // What less made has other places than its source.
  if (match && css.length === source.text.length)
    findings.warn(
      "ACSS_RESERVED",
      `Class names starting with ".${match[1]}-" are reserved.`,
      source,
      css.indexOf(".", match.index),
    );
}
