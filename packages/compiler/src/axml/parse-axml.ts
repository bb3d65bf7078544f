import type { Findings, SourceText } from "../diagnostic.js";
import { compileLimits } from "../limits.js";
import { leafComponents } from "./builtins.js";
import { decodeEntities } from "./entities.js";
import type { Attribute, ElementNode, Node, Part } from "./node.js";
import { scanMustache } from "./scan-mustache.js";

/**
 * The nodes of an AXML file. Half of the real programs break strict syntax somewhere, so nothing is refused: every
 * slip becomes a warning with its place and the tree a browser user would expect (F-AXML-1).
 */
export function parseAxml(source: SourceText, findings: Findings): Node[] {
  return new Parser(source, findings).parse();
}

class Parser {
  readonly #source: SourceText;
  readonly #text: string;
  readonly #findings: Findings;
  readonly #lastClose: number;
  readonly #root: Node[] = [];
  readonly #stack: ElementNode[] = [];
  #at = 0;
  /** Characters that may still be read in vain for the end of a mustache; a file of broken ones must not cost its square. */
  #patience = 4_000_000;
  #elements = 0;
  readonly #limits = new Set<string>();
  /** Elements opened beyond the depth limit; they are dropped with what is in them. */
  #tooDeep = 0;

  constructor(source: SourceText, findings: Findings) {
    this.#source = source;
    this.#text = source.text;
    this.#findings = findings;
    this.#lastClose = source.text.lastIndexOf("}}");
  }

  parse(): Node[] {
    const text = this.#text;
    while (this.#at < text.length) {
      if (text[this.#at] === "<" && this.#markup()) continue;
      this.#readText();
    }
    while (this.#stack.length > 0) this.#closeImplicitly();
    return this.#root;
  }

  #children(): Node[] {
    return this.#stack.at(-1)?.children ?? this.#root;
  }

  /** Reads a tag, comment or declaration at `<`; false when the `<` is text. */
  #markup(): boolean {
    const text = this.#text;
    const start = this.#at;
    const next = text[start + 1] ?? "";
    if (next === "!" || next === "?") {
      const comment = text.startsWith("<!--", start);
      const end = text.indexOf(comment ? "-->" : ">", start + (comment ? 4 : 2));
      if (end < 0) this.#lax("AXML_UNCLOSED", "This comment is not closed; the rest of the file is ignored.", start);
      this.#at = end < 0 ? text.length : end + (comment ? 3 : 1);
      return true;
    }
    if (next === "/") {
      const name = this.#name(start + 2);
      const end = text.indexOf(">", start);
      this.#at = end < 0 ? text.length : end + 1;
      this.#close(name, start);
      return true;
    }
    if (!/[A-Za-z_]/.test(next)) return false;
    this.#open();
    return true;
  }

  #name(from: number): string {
    let end = from;
    while (end < this.#text.length && /[\w:.-]/.test(this.#text[end] ?? "")) end++;
    return this.#text.slice(from, end);
  }

  #open(): void {
    const start = this.#at;
    const name = this.#name(start + 1);
    this.#at = start + 1 + name.length;
    if (name.length > compileLimits.nameLength)
      this.#limit("AXML_NAME", `The name of a tag has at most ${compileLimits.nameLength} characters.`, start);
    const { attributes, selfClosing } = this.#attributes(name);
    if (this.#stack.length >= compileLimits.elementDepth) {
      if (this.#tooDeep === 0)
        this.#limit("AXML_TOO_DEEP", `More than ${compileLimits.elementDepth} elements inside one another.`, start);
      if (!selfClosing) this.#tooDeep++;
      return;
    }
    if (++this.#elements > compileLimits.elements) {
      this.#limit("AXML_TOO_LARGE", `More than ${compileLimits.elements} elements; the rest is ignored.`, start);
      this.#at = this.#text.length;
      return;
    }
    const element: ElementNode = { kind: "element", name, attributes, children: [], start };
    this.#children().push(element);
    if (!selfClosing) this.#stack.push(element);
  }

  #attributes(tag: string): { attributes: Attribute[]; selfClosing: boolean } {
    const text = this.#text;
    const attributes: Attribute[] = [];
    const seen = new Set<string>();
    for (;;) {
      while (this.#at < text.length && /\s/.test(text[this.#at] ?? "")) this.#at++;
      const start = this.#at;
      const char = text[start];
      if (char === undefined || char === "<") {
        this.#lax("AXML_UNCLOSED", `The tag <${tag}> has no ">".`, start);
        return { attributes, selfClosing: false };
      }
      if (char === ">") {
        this.#at++;
        return { attributes, selfClosing: false };
      }
      if (char === "/") {
        this.#at++;
        if (text[this.#at] === ">") {
          this.#at++;
          return { attributes, selfClosing: true };
        }
        continue;
      }
      if (text.startsWith("{{", start)) {
        const end = this.#mustacheEnd(start + 2, text.length);
        this.#lax("AXML_ATTRIBUTE", "An expression cannot stand for a whole attribute; it is ignored.", start);
        this.#at = end < 0 ? start + 2 : end + 2;
        continue;
      }
      let end = start;
      while (end < text.length && !/[\s=>/"'<]/.test(text[end] ?? "")) end++;
      if (end === start) {
        this.#lax("AXML_ATTRIBUTE", `${JSON.stringify(char)} does not belong here; it is ignored.`, start);
        this.#at++;
        continue;
      }
      const name = text.slice(start, end);
      this.#at = end;
      const attribute = this.#attributeValue(name, start);
      if (seen.has(name))
        this.#lax("AXML_DUPLICATE_ATTRIBUTE", `"${name}" is given twice; the first one counts.`, start);
      else if (name.length > compileLimits.nameLength)
        this.#limit("AXML_NAME", `The name of an attribute has at most ${compileLimits.nameLength} characters.`, start);
      else if (attributes.length >= compileLimits.attributes)
        this.#limit("AXML_ATTRIBUTES", `An element has at most ${compileLimits.attributes} attributes.`, start);
      else attributes.push(attribute);
      seen.add(name);
    }
  }

  #attributeValue(name: string, start: number): Attribute {
    const text = this.#text;
    let at = this.#at;
    while (/\s/.test(text[at] ?? "")) at++;
    if (text[at] !== "=") return { name, value: null, start, valueStart: start };
    at++;
    while (/\s/.test(text[at] ?? "")) at++;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const valueStart = at + 1;
      const value = this.#quoted(valueStart, quote);
      return { name, value, start, valueStart };
    }
    const value = this.#unquoted(at, start, name);
    return { name, value, start, valueStart: at };
  }

  #quoted(start: number, quote: string): Part[] {
    const text = this.#text;
    const parts: Part[] = [];
    let from = start;
    let at = start;
    for (;;) {
      const char = text[at];
      if (char === undefined || char === quote) break;
      if (char === "{" && text[at + 1] === "{") {
        const end = this.#attributeMustacheEnd(at + 2, quote);
        if (end >= 0) {
          if (at > from) parts.push({ text: decodeEntities(text.slice(from, at)) });
          parts.push({ code: text.slice(at + 2, end), start: at + 2 });
          at = from = end + 2;
          continue;
        }
        this.#lax("AXML_UNCLOSED", 'This "{{" has no "}}"; it is taken as text.', at);
      }
      at++;
    }
    if (at > from) parts.push({ text: decodeEntities(text.slice(from, at)) });
    if (at >= text.length) this.#lax("AXML_UNCLOSED", "This attribute value has no closing quote.", start - 1);
    this.#at = at + 1;
    return parts;
  }

  /** As `#mustacheEnd`; when the content is no JavaScript, the mustache may not run over the closing quote. */
  #attributeMustacheEnd(start: number, quote: string): number {
    if (start > this.#lastClose || this.#patience < 0) return -1;
    const end = scanMustache(this.#text, start, this.#text.length);
    if (end >= 0) return end;
    this.#patience -= compileLimits.expressionLength;
    const naive = this.#naiveEnd(start);
    const closing = this.#text.indexOf(quote, start);
    return naive >= 0 && naive - start <= compileLimits.expressionLength && (closing < 0 || naive < closing)
      ? naive
      : -1;
  }

  #unquoted(start: number, attributeStart: number, name: string): Part[] {
    const text = this.#text;
    const parts: Part[] = [];
    let from = start;
    let at = start;
    while (at < text.length) {
      const char = text[at] ?? "";
      if (/[\s>]/.test(char) || (char === "/" && text[at + 1] === ">")) break;
      if (char === "{" && text[at + 1] === "{") {
        const end = this.#mustacheEnd(at + 2, text.length);
        if (end >= 0) {
          if (at > from) parts.push({ text: decodeEntities(text.slice(from, at)) });
          parts.push({ code: text.slice(at + 2, end), start: at + 2 });
          at = from = end + 2;
          continue;
        }
      }
      at++;
    }
    if (at > from) parts.push({ text: decodeEntities(text.slice(from, at)) });
    this.#lax("AXML_UNQUOTED", `The value of "${name}" should stand in quotes.`, attributeStart);
    this.#at = at;
    return parts;
  }

  #mustacheEnd(start: number, end: number): number {
    if (start > this.#lastClose || this.#patience < 0) return -1;
    const exact = scanMustache(this.#text, start, end);
    if (exact >= 0) return exact;
    this.#patience -= compileLimits.expressionLength;
    const naive = this.#naiveEnd(start);
    return naive >= 0 && naive - start <= compileLimits.expressionLength ? naive : -1;
  }

  /** The next "}}", whatever is before it. */
  #naiveEnd(start: number): number {
    const { expressionLength } = compileLimits;
    const end = this.#text.indexOf("}}", start);
    if (end - start > expressionLength && !this.#text.slice(start, end).includes("{{"))
      this.#limit("AXML_EXPRESSION", `An expression has at most ${expressionLength} characters.`, start);
    return end;
  }

  #readText(): void {
    const text = this.#text;
    const start = this.#at;
    const parts: Part[] = [];
    let from = start;
    let at = start;
    while (at < text.length) {
      const char = text[at];
      if (char === "<" && at > start && /[A-Za-z_/!?]/.test(text[at + 1] ?? "")) break;
      if (char === "<") this.#lax("AXML_TEXT", 'A "<" in text should be written "&lt;".', at);
      if (char === "{" && text[at + 1] === "{") {
        const end = this.#mustacheEnd(at + 2, text.length);
        if (end >= 0) {
          if (at > from) parts.push({ text: decodeEntities(text.slice(from, at)) });
          parts.push({ code: text.slice(at + 2, end), start: at + 2 });
          at = from = end + 2;
          continue;
        }
        this.#lax("AXML_UNCLOSED", 'This "{{" has no "}}"; it is taken as text.', at);
        at++;
      }
      at++;
    }
    if (at > from) parts.push({ text: decodeEntities(text.slice(from, at)) });
    this.#at = at;
    if (this.#tooDeep === 0) this.#children().push({ kind: "text", parts, start });
  }

  #close(name: string, start: number): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    let depth = this.#stack.length - 1;
    while (depth >= 0 && this.#stack[depth]?.name !== name) depth--;
    if (depth < 0) {
      this.#lax("AXML_STRAY", `</${name}> closes nothing; it is ignored.`, start);
      return;
    }
    while (this.#stack.length > depth + 1) this.#closeImplicitly();
    this.#stack.pop();
  }

  /** Ends the innermost element without a closing tag. A leaf like `image` gives its would-be children to its parent. */
  #closeImplicitly(): void {
    const element = this.#stack.pop();
    if (!element) return;
    this.#lax("AXML_UNCLOSED", `<${element.name}> is not closed.`, element.start);
    if (!leafComponents.has(element.name)) return;
    const siblings = this.#children();
    for (const child of element.children) siblings.push(child);
    element.children = [];
  }

  /** Once for each limit: what is beyond it is all of one kind. */
  #limit(code: string, message: string, at: number): void {
    if (this.#limits.has(code)) return;
    this.#limits.add(code);
    this.#findings.error(code, message, this.#source, at);
  }

  #lax(code: string, message: string, at: number): void {
    this.#findings.warn(code, message, this.#source, Math.min(at, this.#text.length));
  }
}
