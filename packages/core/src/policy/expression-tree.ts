/** A set of characters; `literal` if it is exactly one, written out. */
export interface CharSet {
  readonly kind: "set";
  readonly has: (code: number) => boolean;
  readonly literal: string | null;
  /** Written as `.`. */
  readonly dot: boolean;
}

/** The structure of an expression, as far as the linter looks at it. Assertions are left out: they only narrow. */
export type ExpressionTree =
  | CharSet
  | { readonly kind: "sequence"; readonly items: readonly ExpressionTree[] }
  | { readonly kind: "choice"; readonly items: readonly ExpressionTree[] }
  | { readonly kind: "repeat"; readonly item: ExpressionTree; readonly min: number; readonly max: number };

const word = (c: number): boolean => (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122);
const digit = (c: number): boolean => c >= 48 && c <= 57;
const space = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
const upper = (c: number): boolean => c >= 65 && c <= 90;
const lower = (c: number): boolean => c >= 97 && c <= 122;
type Test = (code: number) => boolean;

const named: Readonly<Record<string, Test>> = {
  d: digit,
  w: word,
  s: space,
  digit,
  word,
  space,
  upper,
  lower,
  alpha: (c) => upper(c) || lower(c),
  alnum: (c) => digit(c) || upper(c) || lower(c),
  xdigit: (c) => digit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
  L: (c) => upper(c) || lower(c) || c > 127,
  Lu: (c) => upper(c) || c > 127,
  Ll: (c) => lower(c) || c > 127,
  N: (c) => digit(c) || c > 127,
  Nd: (c) => digit(c) || c > 127,
};
const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/**
 * Structure of an expression that the engine has compiled. Sets the linter does not know exactly are taken for larger
 * than they are, so that what it calls impossible is impossible.
 */
export function readExpression(source: string): ExpressionTree {
  return new Reader(source).choice(false);
}

class Reader {
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  choice(fold: boolean): ExpressionTree {
    const branches: ExpressionTree[][] = [[]];
    let folds = fold;
    while (this.#at < this.#source.length && this.#source[this.#at] !== ")") {
      if (this.#take("|")) {
        branches.push([]);
        continue;
      }
      const flags = this.#match(/\(\?([a-zA-Z]*)(-[a-zA-Z]*)?\)/y);
      if (flags) {
        folds = flags[1]?.includes("i") || (folds && !flags[2]?.includes("i"));
        continue;
      }
      branches[branches.length - 1]!.push(this.#repeated(folds));
    }
    const items = branches.map((branch): ExpressionTree => ({ kind: "sequence", items: branch }));
    return items.length === 1 ? items[0]! : { kind: "choice", items };
  }

  #repeated(fold: boolean): ExpressionTree {
    let item = this.#atom(fold);
    for (;;) {
      const found = this.#match(/([*+?])\??|\{(\d+)(,(\d*))?\}\??/y);
      if (!found) return item;
      const [, sign, low, comma, high] = found;
      const min = sign === undefined ? Number(low) : sign === "+" ? 1 : 0;
      const open = sign === undefined ? comma !== undefined && high === "" : sign !== "?";
      const max = open ? Number.POSITIVE_INFINITY : sign === "?" ? 1 : Number(high ?? low);
      item = { kind: "repeat", item, min, max };
    }
  }

  #atom(fold: boolean): ExpressionTree {
    const group = this.#match(/\((?:\?([a-zA-Z]*)(-[a-zA-Z]*)?:)?/y);
    if (group) {
      const inner = this.choice(group[1]?.includes("i") || (fold && !group[2]?.includes("i")));
      this.#take(")");
      return inner;
    }
    if (this.#match(/[\^$]|\\[AzbB]/y)) return { kind: "sequence", items: [] };
    if (this.#take(".")) return { kind: "set", has: (c) => c !== 10, literal: null, dot: true };
    if (this.#take("[")) return this.#class(fold);
    const test = this.#classEscape();
    if (test) return { kind: "set", has: test, literal: null, dot: false };
    return literal(this.#code(), fold);
  }

  #class(fold: boolean): CharSet {
    const negated = this.#take("^");
    const tests: Test[] = [];
    for (let first = true; first || this.#source[this.#at] !== "]"; first = false) {
      if (this.#at >= this.#source.length) break;
      const posix = this.#match(/\[:(\^?)(\w+):\]/y);
      const test = posix ? lookup(posix[2]!, posix[1] === "^") : this.#classEscape();
      if (test) {
        tests.push(test);
        continue;
      }
      const low = this.#code();
      const high = this.#match(/-(?!\])/y) ? this.#code() : low;
      tests.push((c) => c >= low && c <= high);
    }
    this.#take("]");
    const any: Test = (c) => tests.some((test) => test(c) || (fold && test(swapCase(c))));
    return { kind: "set", has: negated ? (c) => !any(c) : any, literal: null, dot: false };
  }

  /** `\d`, `\pL`, `\p{Greek}` and their opposites. */
  #classEscape(): Test | null {
    const found = this.#match(/\\([dwsDWS])|\\([pP])(?:\{(\^?)(\w+)\}|(\w))/y);
    if (!found) return null;
    const [, short, property, caret, long, single] = found;
    if (short !== undefined) return lookup(short.toLowerCase(), short !== short.toLowerCase());
    return lookup(long ?? single ?? "", (property === "P") !== (caret === "^"));
  }

  /** One character, written plainly or escaped. */
  #code(): number {
    const hex = this.#match(/\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y);
    if (hex) return Number.parseInt(hex[1] ?? hex[2] ?? "0", 16);
    const octal = this.#match(/\\0([0-7]{0,2})/y);
    if (octal) return Number.parseInt(`0${octal[1]}`, 8);
    const escaped = this.#take("\\");
    const code = this.#source.codePointAt(this.#at) ?? 0;
    const text = String.fromCodePoint(code);
    this.#at += text.length;
    return escaped ? (controls[text] ?? code) : code;
  }

  #take(text: string): boolean {
    const found = this.#source.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}

function literal(code: number, fold: boolean): CharSet {
  const other = fold ? swapCase(code) : code;
  return { kind: "set", has: (c) => c === code || c === other, literal: String.fromCodePoint(code), dot: false };
}

function lookup(name: string, negated: boolean): Test {
  const test = Object.hasOwn(named, name) ? named[name] : undefined;
  if (!test) return () => true;
  return negated ? (c) => !test(c) || c > 127 : test;
}

function swapCase(code: number): number {
  return upper(code) ? code + 32 : lower(code) ? code - 32 : code;
}
