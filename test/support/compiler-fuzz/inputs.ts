// biome-ignore-all lint/suspicious/noTemplateCurlyInString: inputs hold template literals

import { pieces, shared } from "./pieces.js";

/** A language of the compiler. */
export type FuzzLanguage = "axml" | "acss" | "sjs";

/** One input; the same seed gives the same one. */
export interface FuzzInput {
  seed: number;
  language: FuzzLanguage;
  text: string;
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Makes inputs out of samples, pieces and grammars. */
export class FuzzInputs {
  readonly #samples: Record<FuzzLanguage, string[]>;

  constructor(samples: Record<FuzzLanguage, string[]>) {
    this.#samples = samples;
  }

  /** The input of a seed. */
  of(seed: number): FuzzInput {
    const random = generator(seed);
    const language = (["axml", "axml", "acss", "sjs"] as const)[seed % 4] ?? "axml";
    const way = random();
    const draw = new Draw(random, pieces[language], this.#samples[language]);
    let text =
      way < 0.25 ? draw.soup(40) : way < 0.6 ? draw.mutated() : way < 0.985 ? grammar(language, draw) : draw.long();
    if (way >= 0.6 && random() < 0.3) text = draw.mutate(text);
    return { seed, language, text };
  }
}

/** Choices of one input. */
class Draw {
  constructor(
    readonly random: () => number,
    readonly pieces: readonly string[],
    readonly samples: readonly string[],
  ) {}

  below(n: number): number {
    return Math.floor(this.random() * n);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  piece(): string {
    return this.random() < 0.7 ? this.pick(this.pieces) : this.pick(shared);
  }

  soup(most: number): string {
    return Array.from({ length: this.below(most) }, () => this.piece()).join(this.random() < 0.3 ? " " : "");
  }

  mutated(): string {
    const whole = this.pick(this.samples);
    const length = 200 + this.below(1500);
    const at = this.below(Math.max(whole.length - length, 1));
    let text = this.random() < 0.5 ? whole.slice(at, at + length) : whole.slice(0, length);
    for (let n = 1 + this.below(6); n > 0; n--) text = this.mutate(text);
    return text;
  }

  mutate(text: string): string {
    const at = this.below(text.length + 1);
    const to = Math.min(at + this.below(30), text.length);
    switch (this.below(7)) {
      case 0:
        return text.slice(0, at) + text.slice(to);
      case 1:
        return text.slice(0, at) + this.piece() + text.slice(at);
      case 2:
        return text.slice(0, to) + text.slice(at, to).repeat(1 + this.below(4)) + text.slice(to);
      case 3:
        return text.slice(0, at);
      case 4: {
        const other = this.pick(this.samples);
        const from = this.below(other.length);
        return text.slice(0, at) + other.slice(from, from + this.below(200)) + text.slice(to);
      }
      case 5:
        return text.slice(0, at) + String.fromCharCode(this.below(128)) + text.slice(at + 1);
      default:
        return text.slice(to) + text.slice(0, at);
    }
  }

  /** One thing over and over: what limits and step counts are for. */
  long(): string {
    const unit = Array.from({ length: 1 + this.below(3) }, () => this.piece()).join("");
    const before = this.random() < 0.5 ? this.soup(4) : "";
    return (before + unit.repeat(1 + this.below(3000)) + this.soup(4)).slice(0, 30_000);
  }
}

function grammar(language: FuzzLanguage, draw: Draw): string {
  if (language === "axml") return Array.from({ length: 1 + draw.below(4) }, () => element(draw, 4)).join("");
  if (language === "acss") return Array.from({ length: 1 + draw.below(6) }, () => ruleText(draw, 3)).join("");
  return Array.from({ length: 1 + draw.below(5) }, () => statement(draw)).join("\n");
}

const names = ["a", "b", "item", "index", "list", "o", "m", "f", "n", "s", "$", "T", "eval", "toString", "length"];

function expression(draw: Draw, depth: number): string {
  const inner = (): string => expression(draw, depth - 1);
  if (depth <= 0) return draw.pick([...names, "1", "'x'", "true", "null", "`t`", "undefined", "0x1f", '"}}"']);
  switch (draw.below(15)) {
    case 0:
      return `${inner()} ${draw.pick(["+", "-", "*", "/", "%", "**", "==", "===", "!=", "<", ">=", "&&", "||", "??", "|", "&", "^", "<<", ">>>", "in", "instanceof", ","])} ${inner()}`;
    case 1:
      return `${inner()} ? ${inner()} : ${inner()}`;
    case 2:
      return `${draw.pick(["!", "-", "+", "~", "typeof ", "void "])}${inner()}`;
    case 3:
      return `${inner()}.${draw.pick(names)}`;
    case 4:
      return `${inner()}[${inner()}]`;
    case 5:
      return `${inner()}(${inner()})`;
    case 6:
      return `(${inner()})`;
    case 7:
      return `[${inner()}, ...${inner()}]`;
    case 8:
      return `{${draw.pick(names)}: ${inner()}, '${draw.pick(names)}': ${inner()}, ...${inner()}}`;
    case 9:
      return `${inner()}.map((${draw.pick(names)}, {b: c = 1}, ...d) => ${inner()})`;
    case 10:
      return `\`x\${${inner()}}y\``;
    case 11:
      return `${inner()}?.${draw.pick(names)}?.[${inner()}]`;
    case 12:
      return `${draw.pick(names)}, ${draw.pick(names)}: ${inner()}, ...${draw.pick(names)}`;
    case 13:
      return `function (${draw.pick(names)}) { return ${inner()} }`;
    default:
      return draw.piece();
  }
}

function attribute(draw: Draw): string {
  const value = `{{${expression(draw, draw.below(4))}}}`;
  const name = draw.pick([
    "class",
    "id",
    "style",
    "src",
    "a:if",
    "a:elif",
    "a:else",
    "a:for",
    "a:key",
    "key",
    "a:for-item",
    "a:for-index",
    "onTap",
    "catchTouchMove",
    "data-a-b",
    "slot",
    "slot-scope",
    "ref",
    "hidden",
    "name",
    "is",
    "data",
    "foo-bar",
    "onChange",
    "v",
  ]);
  switch (draw.below(6)) {
    case 0:
      return ` ${name}`;
    case 1:
      return ` ${name}=${value}`;
    case 2:
      return ` ${name}="${draw.pick(names)}"`;
    case 3:
      return ` ${name}='x ${value} y'`;
    default:
      return ` ${name}="${value}"`;
  }
}

function element(draw: Draw, depth: number): string {
  if (depth <= 0 || draw.below(4) === 0)
    return draw.pick(["text", " ", `{{${expression(draw, 3)}}}`, "a {{b}} < c", "&lt;&#65;"]);
  const tag = draw.pick([
    "view",
    "text",
    "block",
    "c",
    "slot",
    "template",
    "image",
    "include",
    "import",
    "import-sjs",
    "input",
    "swiper",
    "unknown",
  ]);
  const attributes = Array.from({ length: draw.below(5) }, () => attribute(draw)).join("");
  const children = Array.from({ length: draw.below(4) }, () => element(draw, depth - 1)).join("");
  const close = draw.below(12) === 0 ? "" : `</${draw.below(20) === 0 ? "view" : tag}>`;
  return draw.below(4) === 0 ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${children}${close}`;
}

function ruleText(draw: Draw, depth: number): string {
  const selector = Array.from({ length: 1 + draw.below(3) }, () =>
    draw.pick([".a", "page", "view", "#b", "[x]", ":hover", "::after", " ", ">", ",", "~", "*", ":is(page,.a)"]),
  ).join("");
  const value = (): string =>
    draw.pick([
      "1rpx",
      "-2.5rpx",
      "calc(1rpx*(2 + 3))",
      "url(a.png)",
      "url('/b.png')",
      "var(--x,1rpx)",
      "red",
      "#fff",
      "'s'",
      "1px solid",
      draw.piece(),
    ]);
  const declarations = Array.from(
    { length: draw.below(4) },
    () => `${draw.pick(["top", "--x", "background", "content", "src"])}:${value()};`,
  ).join("");
  if (depth > 0 && draw.below(4) === 0)
    return `@${draw.pick(["media (width>1rpx)", "supports (top:1rpx)", "keyframes k", "layer x", "container (width>1rpx)", "font-face"])}{${ruleText(draw, depth - 1)}}`;
  return `${selector}{${declarations}}`;
}

function statement(draw: Draw): string {
  const code = (): string => expression(draw, draw.below(4));
  switch (draw.below(8)) {
    case 0:
      return `export default ${code()}`;
    case 1:
      return `export const ${draw.pick(["a", "b", "c", "d"])} = ${code()};`;
    case 2:
      return `export function ${draw.pick(["f", "g", "h"])}(x, { y } = {}, ...z) { ${draw.pick(["var", "let", "const"])} q = ${code()}; return ${code()} }`;
    case 3:
      return `let ${draw.pick(["p", "q", "r"])} = ${code()};`;
    case 4:
      return `for (const k of ${code()}) { k.x = ${code()} }`;
    case 5:
      return `module.exports = { x: ${code()} };`;
    case 6:
      return `class K extends ${draw.pick(["Object", "Array", "B"])} { static #s = ${code()}; m() { return ${code()} } }`;
    default:
      return draw.soup(6);
  }
}
