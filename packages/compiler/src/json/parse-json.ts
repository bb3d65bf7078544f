import type { Json } from "@berth/core/wire";
import { compileLimits } from "../limits.js";

/** JSON as programs write it, and what strict JSON would have said against it. */
export interface LenientJson {
  value: Json | undefined;
  /** The first thing that could not be read, or null. */
  error: { message: string; offset: number } | null;
  /** Offsets of members, by path of keys joined with "/". */
  places: Map<string, number>;
}

/** Reads JSON with comments, trailing commas, single quotes and bare keys (corpus point 8). Never throws. */
export function parseJson(text: string): LenientJson {
  const reader = new Reader(text);
  try {
    return { value: reader.document(), error: null, places: reader.places };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { value: undefined, error: { message: error.message, offset: error.offset }, places: reader.places };
  }
}

class JsonError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "JsonError";
    this.offset = offset;
  }
}

class Reader {
  readonly places = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith("\ufeff")) this.#at = 1;
  }

  document(): Json {
    this.#space();
    if (this.#at >= this.#text.length) return {};
    const value = this.#value("", 0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail("Unexpected text after the value.");
    return value;
  }

  #fail(message: string): never {
    throw new JsonError(message, Math.min(this.#at, this.#text.length));
  }

  #space(): void {
    for (;;) {
      const rest = this.#text[this.#at];
      if (rest === undefined) return;
      if (/\s/.test(rest) || rest === "\ufeff") this.#at++;
      else if (rest === "/" && this.#text[this.#at + 1] === "/") {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (rest === "/" && this.#text[this.#at + 1] === "*") {
        const end = this.#text.indexOf("*/", this.#at + 2);
        if (end < 0) this.#fail("This comment is not closed.");
        this.#at = end + 2;
      } else return;
    }
  }

  #value(path: string, depth: number): Json {
    if (depth > compileLimits.jsonDepth) this.#fail("Nested too deeply.");
    const char = this.#text[this.#at];
    if (char === "{") return this.#object(path, depth);
    if (char === "[") return this.#array(path, depth);
    if (char === '"' || char === "'") return this.#string(char);
    const word = /^[\w.+-]+/.exec(this.#text.slice(this.#at, this.#at + 64))?.[0] ?? "";
    const known: Record<string, Json> = { true: true, false: false, null: null };
    if (Object.hasOwn(known, word)) {
      this.#at += word.length;
      return known[word] ?? null;
    }
    const number = word === "" ? Number.NaN : Number(word);
    if (!Number.isFinite(number))
      this.#fail(char === undefined ? "Unexpected end." : `Unexpected ${JSON.stringify(char)}.`);
    this.#at += word.length;
    return number;
  }

  #object(path: string, depth: number): Json {
    const object: Record<string, Json> = {};
    this.#at++;
    for (;;) {
      this.#space();
      while (this.#text[this.#at] === ",") {
        this.#at++;
        this.#space();
      }
      const char = this.#text[this.#at];
      if (char === "}") break;
      const start = this.#at;
      const key = char === '"' || char === "'" ? this.#string(char) : this.#word();
      const place = path === "" ? key : `${path}/${key}`;
      this.places.set(place, start);
      this.#space();
      if (this.#text[this.#at] !== ":") this.#fail(`":" expected after ${JSON.stringify(key)}.`);
      this.#at++;
      this.#space();
      const value = this.#value(place, depth + 1);
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      this.#space();
      const next = this.#text[this.#at];
      if (next !== "," && next !== "}") this.#fail('"," or "}" expected.');
    }
    this.#at++;
    return object;
  }

  #array(path: string, depth: number): Json {
    const array: Json[] = [];
    this.#at++;
    for (;;) {
      this.#space();
      while (this.#text[this.#at] === ",") {
        this.#at++;
        this.#space();
      }
      if (this.#text[this.#at] === "]") break;
      const place = `${path}/${array.length}`;
      this.places.set(place, this.#at);
      array.push(this.#value(place, depth + 1));
      this.#space();
      const next = this.#text[this.#at];
      if (next !== "," && next !== "]") this.#fail('"," or "]" expected.');
    }
    this.#at++;
    return array;
  }

  #word(): string {
    const word = /^[\w$-]+/.exec(this.#text.slice(this.#at, this.#at + 256))?.[0];
    if (word === undefined) this.#fail(this.#at >= this.#text.length ? "Unexpected end." : "A name was expected.");
    this.#at += word.length;
    return word;
  }

  #string(quote: string): string {
    const start = ++this.#at;
    let text = "";
    let from = start;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || char === "\n") this.#fail("This string is not closed.");
      if (char === quote) break;
      if (char !== "\\") {
        this.#at++;
        continue;
      }
      text += this.#text.slice(from, this.#at);
      const escaped = this.#text[this.#at + 1] ?? "";
      const simple: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "\n": "" };
      if (escaped === "u") {
        const hex = this.#text.slice(this.#at + 2, this.#at + 6);
        if (!/^[0-9a-f]{4}$/i.test(hex)) this.#fail("Four hexadecimal digits expected.");
        text += String.fromCharCode(Number.parseInt(hex, 16));
        this.#at += 6;
      } else {
        text += simple[escaped] ?? escaped;
        this.#at += 2;
      }
      from = this.#at;
    }
    text += this.#text.slice(from, this.#at);
    this.#at++;
    return text;
  }
}
