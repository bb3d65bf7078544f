import { BerthError } from "../error.js";

/** Only this module holds it, so a call of the constructor from elsewhere fails at run time as well. */
const key = Symbol();
let textOf: (url: CanonicalUrl) => string;
let isOne: (value: unknown) => boolean;

/**
 * An address that a verdict allowed, in the form in which it must be sent (U-EXE-1). A string cannot be told apart from
 * another string at run time, therefore this is an object with a private field: nothing but `decide` makes one, it does
 * not survive `postMessage` or JSON, and a look-alike object is refused by {@link urlText}.
 *
 * @example
 * ```ts
 * import { compilePolicy, decide, urlText } from "@berth/core/policy";
 * const policy = await compilePolicy({ mode: "list", entries: ["api.example.com"] });
 * const verdict = decide(policy, "https://API.example.com:443/v1#x", "request");
 * if (verdict.allow) console.log(urlText(verdict.canonical)); // "https://api.example.com/v1"
 * ```
 */
export class CanonicalUrl {
  readonly #text: string;

  static {
    textOf = (url) => url.#text;
    isOne = (value) => typeof value === "object" && value !== null && #text in value;
  }

  /** @throws BerthError `NOT_CANONICAL`: only a verdict makes canonical addresses. */
  constructor(proof: symbol, text: string) {
    if (proof !== key) throw new BerthError("NOT_CANONICAL", "only a verdict of the URL policy makes a CanonicalUrl");
    this.#text = text;
  }

  /** The address, for messages and logs. Executors take it through {@link urlText}, which also checks. */
  get text(): string {
    return this.#text;
  }

  /** As `text`. */
  toString(): string {
    return this.#text;
  }

  /** As `text`. */
  toJSON(): string {
    return this.#text;
  }
}

/** The canonical address of a decision; for the policy engine alone, no entry point exports it. */
export function mintCanonicalUrl(text: string): CanonicalUrl {
  return new CanonicalUrl(key, text);
}

/** Whether a verdict made this value (U-VER-1). */
export function isCanonicalUrl(value: unknown): value is CanonicalUrl {
  return isOne(value);
}

/**
 * The text an executor sends or navigates to, byte for byte (U-EXE-2). Every executor calls this at its last step.
 *
 * @throws BerthError `NOT_CANONICAL` for anything that no verdict made.
 */
export function urlText(url: CanonicalUrl): string {
  if (!isOne(url)) throw new BerthError("NOT_CANONICAL", "an executor takes only addresses that a verdict allowed");
  return textOf(url);
}
