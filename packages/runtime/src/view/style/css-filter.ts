import { styleAddress } from "./style-address.js";

/** Where an address in a style stands: a picture, or the source of a font face. */
export type StyleUse = "image" | "font";

/** What the filter leaves open: text with places for addresses. */
export type StylePart = string | { address: string; use: StyleUse };

/** Filtered style text. Addresses are still names of resources, nothing that a browser could load. */
export interface FilteredStyle {
  parts: StylePart[];
  /** `@font-face` blocks, apart: in a shadow tree they have no effect. Only filled for sheets. */
  fonts: StylePart[][];
  /** What was dropped (S-VIEW-5), in order. */
  dropped: string[];
}

/** Says what an address means: the name of a resource, text that may stay (`data:`), or null = drop it. */
export type AddressRule = (address: string) => { resource: string } | { keep: string } | null;

const LOADING_FUNCTIONS = new Set([
  "src",
  "image",
  "image-set",
  "-webkit-image-set",
  "cross-fade",
  "-webkit-cross-fade",
  "-moz-element",
  "element",
  "expression",
  "paint",
]);
const DROPPED_RULES = new Set(["import", "namespace", "charset"]);
const DROPPED_PROPERTIES = new Set(["behavior", "-moz-binding"]);

const isSpace = (c: string): boolean => c === " " || c === "\n" || c === "\t" || c === "\r" || c === "\f";
const isName = (c: string): boolean => /[-\w]/.test(c) || c > "\x7f";

/** Unit of a number of rpx in a style: 750rpx are the width of the window (F-CSS-1). */
let rpxText = (rpx: number): string => `${Math.round((rpx / 7.5) * 1e5) / 1e5}vw`;

/** Fixes 2rpx to 1px in the style texts of a page (F-WIN-10). Costs a variable from the first such page on. */
export function fixRpx(style: CSSStyleDeclaration): void {
  style.setProperty("--berth-rpx", ".5px");
  rpxText = (rpx) => `calc(${rpx}*var(--berth-rpx,${1 / 7.5}vw))`;
}

/**
 * Takes everything out of a style text that could load something (S-VIEW-5), and rpx if `rpx` is set.
 *
 * It reads tokens as CSS does, with escapes and comments, since `u\72l(` is `url(` too; what is no token of interest is
 * copied as it stands. It does not understand declarations: a value it emptied is thrown away by the engine.
 */
export function filterStyle(text: string, rule: AddressRule, rpx: boolean): FilteredStyle {
  return new StyleReader(text, rule, rpx).read();
}

class StyleReader {
  readonly #text: string;
  readonly #rule: AddressRule;
  readonly #rpx: boolean;
  readonly #dropped: string[] = [];
  readonly #fonts: StylePart[][] = [];
  #parts: StylePart[] = [];
  #out = "";
  #use: StyleUse = "image";
  #at = 0;

  constructor(text: string, rule: AddressRule, rpx: boolean) {
    this.#text = text;
    this.#rule = rule;
    this.#rpx = rpx;
  }

  read(): FilteredStyle {
    while (this.#at < this.#text.length) this.#token();
    this.#close();
    return { parts: this.#parts, fonts: this.#fonts, dropped: this.#dropped };
  }

  #close(): void {
    if (this.#out !== "") this.#parts.push(this.#out);
    this.#out = "";
  }

  #token(): void {
    const text = this.#text;
    const c = text[this.#at] ?? "";
    if (c === "/" && text[this.#at + 1] === "*") {
      const end = text.indexOf("*/", this.#at + 2);
      this.#at = end < 0 ? text.length : end + 2;
      this.#out += " ";
    } else if (c === '"' || c === "'") {
      const start = this.#at;
      this.#string();
      this.#out += text.slice(start, this.#at);
    } else if (c === "@") {
      this.#at++;
      this.#atRule();
    } else if (this.#rpx && (/\d/.test(c) || (c === "." && /\d/.test(text[this.#at + 1] ?? "")))) {
      this.#number();
    } else if (this.#rpx && c === "-" && /[\d.]/.test(text[this.#at + 1] ?? "")) {
      // The sign of a number, not the start of a name: "-5rpx".
      this.#number();
    } else if (isName(c) || c === "\\") {
      this.#name();
    } else {
      this.#out += c;
      this.#at++;
    }
  }

  /** rpx to vw, since the shell is as wide as the window. */
  #number(): void {
    const match = /^(-?\d*\.?\d+(?:e[-+]?\d+)?)(rpx)?/i.exec(this.#text.slice(this.#at, this.#at + 40));
    const all = match?.[0] ?? this.#text[this.#at] ?? "";
    this.#at += all.length;
    this.#out += match?.[2] === undefined ? all : rpxText(Number(match[1]));
  }

  #name(): void {
    const start = this.#at;
    const name = this.#readName();
    if (this.#at === start) {
      this.#out += this.#text[this.#at++] ?? "";
      return;
    }
    const lower = name.toLowerCase();
    if (this.#text[this.#at] === "(") {
      this.#at++;
      if (lower === "url") this.#url();
      else if (LOADING_FUNCTIONS.has(lower)) {
        this.#skipBalanced();
        this.#drop(`${lower}(`);
      } else this.#out += `${this.#text.slice(start, this.#at)}`;
      return;
    }
    if (DROPPED_PROPERTIES.has(lower) && this.#colonFollows()) {
      this.#dropped.push(lower);
      while (this.#at < this.#text.length && !";}".includes(this.#text[this.#at] ?? ";")) {
        if (/["']/.test(this.#text[this.#at] ?? "")) this.#string();
        else this.#at++;
      }
      return;
    }
    if (lower === "display" && this.#isDeclaration(start)) this.#widthOfButtons();
    // The component's element has another name, since the engine's own draws nothing of ours (F-TAG-19).
    this.#out += lower === "progress" && this.#isType(start) ? "progress-view" : this.#text.slice(start, this.#at);
  }

  /**
   * A button of a mini program is as wide as its line when it is a block, else as its content; one of the engine is always
   * as its content. `--berth-width`, which is not inherited, tells the base sheet what an author's `display` means.
   */
  #widthOfButtons(): void {
    const value = /^\s*:\s*([-\w]+)\s*(!important)?/i.exec(this.#text.slice(this.#at, this.#at + 60));
    if (value === null) return;
    const width = /^inline/i.test(value[1] ?? "") ? "auto" : "initial";
    this.#out += `--berth-width:${width}${value[2] ?? ""};`;
  }

  /** Whether the name is a property and not a media feature. */
  #isDeclaration(start: number): boolean {
    return this.#colonFollows() && /[{;]\s*$|^\s*$/.test(this.#text.slice(Math.max(0, start - 200), start));
  }

  /** Whether the name is a type selector: `progress` in `.a > progress {`, not in `cursor: progress` or a name of keyframes. */
  #isType(start: number): boolean {
    if (/[.#[\]=:@]/.test(this.#text[start - 1] ?? "")) return false;
    if (!/^[^;}]*\{/.test(this.#text.slice(this.#at, this.#at + 1000))) return false;
    return !/@[^{};]*$/.test(this.#text.slice(Math.max(0, start - 1000), start));
  }

  #colonFollows(): boolean {
    let i = this.#at;
    while (isSpace(this.#text[i] ?? "")) i++;
    return this.#text[i] === ":";
  }

  #atRule(): void {
    const start = this.#at;
    const name = this.#readName().toLowerCase();
    if (DROPPED_RULES.has(name)) {
      while (this.#at < this.#text.length && this.#text[this.#at] !== ";") {
        const c = this.#text[this.#at] ?? "";
        if (c === '"' || c === "'") this.#string();
        else if (c === "(") {
          this.#at++;
          this.#skipBalanced();
        } else if (c === "{" || c === "}") break;
        else this.#at++;
      }
      if (this.#text[this.#at] === ";") this.#at++;
      if (name !== "charset") this.#dropped.push(`@${name}`);
    } else if (name === "font-face") this.#fontFace();
    else this.#out += `@${this.#text.slice(start, this.#at)}`;
  }

  #fontFace(): void {
    this.#close();
    const around = this.#parts;
    this.#parts = [];
    this.#use = "font";
    this.#out = "@font-face";
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at];
      this.#token();
      if (c === "}") break;
    }
    this.#close();
    this.#fonts.push(this.#parts);
    this.#parts = around;
    this.#use = "image";
  }

  #url(): void {
    const text = this.#text;
    while (isSpace(text[this.#at] ?? "")) this.#at++;
    const quote = text[this.#at];
    let address: string;
    if (quote === '"' || quote === "'") {
      address = this.#string();
      this.#skipBalanced();
    } else {
      const end = this.#endOfRaw();
      address = unescapeStyle(text.slice(this.#at, end).trim());
      this.#at = end + 1;
    }
    const meaning = this.#rule(address);
    if (meaning === null) this.#drop(`url(${address.slice(0, 80)})`);
    else if ("keep" in meaning) this.#out += styleAddress(meaning.keep);
    else {
      this.#close();
      this.#parts.push({ address: meaning.resource, use: this.#use });
    }
  }

  #endOfRaw(): number {
    let i = this.#at;
    while (i < this.#text.length && this.#text[i] !== ")") i += this.#text[i] === "\\" ? 2 : 1;
    return i;
  }

  #drop(what: string): void {
    this.#dropped.push(what);
    this.#out += "none";
  }

  /** Reads a quoted string and leaves its decoded content. An unescaped line break ends it, as in CSS. */
  #string(): string {
    const quote = this.#text[this.#at++] ?? "";
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at];
      if (c === quote || c === "\n") break;
      this.#at += c === "\\" ? 2 : 1;
    }
    const value = unescapeStyle(this.#text.slice(start, this.#at));
    this.#at++;
    return value;
  }

  #skipBalanced(): void {
    let depth = 1;
    while (this.#at < this.#text.length && depth > 0) {
      const c = this.#text[this.#at] ?? "";
      if (c === '"' || c === "'") {
        this.#string();
        continue;
      }
      if (c === "(") depth++;
      else if (c === ")") depth--;
      this.#at += c === "\\" ? 2 : 1;
    }
  }

  #readName(): string {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at] ?? "";
      if (isName(c)) this.#at++;
      else if (c === "\\" && this.#text[this.#at + 1] !== "\n") {
        this.#at +=
          /^\\(?:[0-9a-f]{1,6}[ \t\n\r\f]?|[^\n])?/i.exec(this.#text.slice(this.#at, this.#at + 8))?.[0].length ?? 1;
      } else break;
    }
    return unescapeStyle(this.#text.slice(start, this.#at));
  }
}

function unescapeStyle(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|\n|([^\n]))/gi, (_all, hex?: string, plain?: string) => {
    if (hex === undefined) return plain ?? "";
    const code = Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
