import type { Resources } from "../resource/resources.js";
import { sheetAddress } from "./address-rules.js";
import { filterStyle, type StylePart } from "./css-filter.js";
import { styleAddress } from "./style-address.js";

/** What the sheets need of their surroundings. */
export interface SheetsContext {
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  readonly resources: Resources;
  /** Something was dropped (S-VIEW-5). */
  dropped(what: string): void;
  failed(address: string, code: string): void;
}

/**
 * The style sheets of the program (F-CSS): text comes from the host, is filtered, and becomes sheets that pages adopt.
 * Addresses are filled in as their bytes arrive; until then the place is empty.
 */
export class Sheets {
  readonly #context: SheetsContext;
  readonly #sheets = new Map<string, CSSStyleSheet>();
  readonly #pages = new Map<string, string[]>();
  readonly #base: CSSStyleSheet[] = [];

  constructor(context: SheetsContext, base: string) {
    this.#context = context;
    this.addBase(base);
  }

  /** One more sheet that comes before those of the program. */
  addBase(text: string): void {
    const sheet = new this.#context.window.CSSStyleSheet();
    sheet.replaceSync(text);
    this.#base.push(sheet);
  }

  /** Takes the sheets of one unit; those of earlier units stay. */
  add(sheets: Record<string, string>, pages: Record<string, string[]>): void {
    for (const [id, text] of Object.entries(sheets)) this.#sheet(id, String(text));
    for (const [path, ids] of Object.entries(pages)) if (Array.isArray(ids)) this.#pages.set(path, ids.map(String));
  }

  /** Sheets of a page, in the order of the cascade. */
  of(path: string): CSSStyleSheet[] {
    const own = (this.#pages.get(path) ?? []).map((id) => this.#sheets.get(id));
    return [...this.#base, ...own.filter((sheet) => sheet !== undefined)];
  }

  #sheet(id: string, text: string): void {
    let sheet = this.#sheets.get(id);
    if (sheet === undefined) {
      sheet = new this.#context.window.CSSStyleSheet();
      this.#sheets.set(id, sheet);
    }
    const filtered = filterStyle(text, sheetAddress, false);
    for (const what of filtered.dropped) this.#context.dropped(what);
    this.#fill(sheet, filtered.parts);
    if (filtered.fonts.length === 0) return;
    // A font face in a shadow tree has no effect; in the document it serves all pages.
    const fonts = new this.#context.window.CSSStyleSheet();
    this.#fill(fonts, filtered.fonts.flat());
    this.#context.document.adoptedStyleSheets.push(fonts);
  }

  #fill(sheet: CSSStyleSheet, parts: StylePart[]): void {
    const { resources } = this.#context;
    let due = false;
    const draw = (): void => {
      due = false;
      sheet.replaceSync(
        parts
          .map((part) => {
            if (typeof part === "string") return part;
            const known = resources.known(part.address);
            return known !== null && "url" in known ? styleAddress(known.url) : "none";
          })
          .join(""),
      );
    };
    draw();
    for (const part of parts) {
      if (typeof part === "string" || resources.known(part.address) !== null) continue;
      resources.want(part.address, part.use, (outcome) => {
        if ("refused" in outcome) this.#context.failed(part.address, outcome.refused);
        else if (!due) {
          due = true;
          this.#context.window.queueMicrotask(draw);
        }
      });
    }
  }
}
