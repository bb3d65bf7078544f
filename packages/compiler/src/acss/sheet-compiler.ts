import { type Atrule, type CssNode, generate, List, parse } from "css-tree";
import { type Diagnostic, Findings, SourceText } from "../diagnostic.js";
import type { ProjectFiles } from "../files.js";
import { compileLimits } from "../limits.js";
import { extensionOf, folderOf, joinPath } from "../path.js";
import type { Resolver } from "../script/resolve-module.js";
import { dropBroken } from "./drop-broken.js";
import { lessToCss, sheetLookUp } from "./less-source.js";
import { rewriteSheet } from "./rewrite-sheet.js";

/** A sheet as the view gets it, imports taken in. */
export interface CompiledSheet {
  css: string;
  /** Package files that are named in it. */
  assets: string[];
  diagnostics: Diagnostic[];
}

/** One file of a sheet: text between the places where other sheets are imported. */
interface SheetPiece {
  parts: (string | { path: string; media: string })[];
  assets: string[];
  diagnostics: Diagnostic[];
  /** Files it was made from, with the text they had. */
  reads: Map<string, string>;
}

/** Compiles ACSS and less (section 7); a file that did not change is not compiled again. */
export class SheetCompiler {
  readonly #files: ProjectFiles;
  readonly #resolver: () => Resolver;
  readonly #pieces = new Map<string, SheetPiece>();

  constructor(files: ProjectFiles, resolver: () => Resolver) {
    this.#files = files;
    this.#resolver = resolver;
  }

  /** The sheet of a file with everything it imports. */
  async compile(path: string): Promise<CompiledSheet> {
    const assets = new Set<string>();
    const diagnostics: Diagnostic[] = [];
    const counted = { imports: 0 };
    const css = await this.#assemble(path, [], assets, diagnostics, counted);
    return { css, assets: [...assets], diagnostics };
  }

  async #assemble(
    path: string,
    trail: readonly string[],
    assets: Set<string>,
    diagnostics: Diagnostic[],
    counted: { imports: number },
  ): Promise<string> {
    const piece = await this.#piece(path);
    diagnostics.push(...piece.diagnostics);
    for (const asset of piece.assets) assets.add(asset);
    const inner = [...trail, path];
    let css = "";
    for (const part of piece.parts) {
      if (typeof part === "string") css += part;
      else if (inner.includes(part.path) || inner.length > compileLimits.includeDepth) continue;
      else if (++counted.imports <= compileLimits.imports) {
        const imported = await this.#assemble(part.path, inner, assets, diagnostics, counted);
        css += part.media === "" ? imported : `@media ${part.media}{${imported}}`;
      }
    }
    return css;
  }

  async #piece(path: string): Promise<SheetPiece> {
    const known = this.#pieces.get(path);
    if (known && (await this.#isCurrent(known))) return known;
    const piece = await this.#read(path);
    this.#pieces.set(path, piece);
    return piece;
  }

  async #isCurrent(piece: SheetPiece): Promise<boolean> {
    for (const [path, text] of piece.reads) if ((await this.#files.text(path)) !== text) return false;
    return true;
  }

  async #read(path: string): Promise<SheetPiece> {
    const findings = new Findings();
    const text = (await this.#files.text(path)) ?? "";
    const piece: SheetPiece = { parts: [], assets: [], diagnostics: findings.list, reads: new Map([[path, text]]) };
    const source = new SourceText(path, text);
    let css = text;
    if (extensionOf(path) === ".less") {
      const reads = new Set<string>();
      css = await lessToCss(source, this.#files, this.#resolver(), findings, reads);
      for (const read of reads) piece.reads.set(read, (await this.#files.text(read)) ?? "");
    } else if (/^[ \t]*\/\//m.test(css)) css = withoutLineComments(css, source, findings);
    let sheet: CssNode;
    try {
      sheet = parse(css, {
        positions: true,
        parseCustomProperty: true,
        onParseError: (error) =>
          findings.warn(
            "ACSS_SYNTAX",
            `${error.message}; this part is dropped.`,
            source,
            Math.min(error.offset, text.length),
          ),
      });
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      findings.error("ACSS_SYNTAX", `The sheet cannot be read: ${error.message}`, source, 0);
      return piece;
    }
    if (sheet.type !== "StyleSheet") return piece;
    const assets = new Set<string>();
    let run = new List<CssNode>();
    const flush = (): void => {
      const part: CssNode = { type: "StyleSheet", children: run };
      dropBroken(part);
      rewriteSheet(part, (address) => this.#address(path, address, assets, source, findings));
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
    const offset = rule.loc?.start.offset ?? 0;
    if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(reference)) {
      findings.warn("ACSS_IMPORT", `A sheet of another server ("${reference}") is not loaded.`, source, offset);
      return null;
    }
    const found = await this.#resolver().resolve(path, reference.replace(/^~/, ""), sheetLookUp, false);
    if (found === null) {
      findings.warn("ACSS_IMPORT", `Cannot find the sheet "${reference}".`, source, offset);
      return null;
    }
    return { path: found, media: (match?.[4] ?? "").trim() };
  }

  /** F-CSS-8: package files, `data:` and https are kept as resources; anything else is dropped. */
  #address(path: string, written: string, assets: Set<string>, source: SourceText, findings: Findings): string | null {
    const address = written.trim();
    if (address === "" || address.startsWith("#") || /^data:/i.test(address)) return address;
    if (address.startsWith("berth-resource:")) return address;
    if (address.startsWith("//")) return `berth-resource:https:${address}`;
    if (/^https:/i.test(address)) return `berth-resource:${address}`;
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
    return `berth-resource:/${file}`;
  }
}

/** Lines that begin with `//` are comments for authors, and would swallow the next rule. */
function withoutLineComments(css: string, source: SourceText, findings: Findings): string {
  let warned = false;
  return css.replace(
    /\/\*[\s\S]*?(?:\*\/|$)|^([ \t]*)\/\/[^\n]*/gm,
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
