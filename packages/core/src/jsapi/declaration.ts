/**
 * - `async`: one object with success, fail, complete; returns a promise
 * - `sync`: returns the result
 * - `on`, `off`: listeners
 * - `factory`: returns an object with methods
 * - `value`: a plain member; `namespace`: an object with members of its own
 * - `call`: `my.call`
 */
export type JsapiConvention = "async" | "sync" | "on" | "off" | "factory" | "value" | "namespace" | "call";

/** One member of `my.*` as it is written down: what is left out has the value that most members have. */
export interface JsapiDeclaration {
  /** One sentence. A member `onX` declares `offX`, too. */
  about: string;
  /** In which way a member that works is less than its name says. */
  note?: string;
  /** `async` when left out. */
  convention?: JsapiConvention;
  /**
   * Fields of the parameter: `field:kind`, with `!` when it must be given, then `=a|b` for the texts that it may be, or
   * `<=n` for its most (of a text: its length); separated by spaces (F-API-9).
   */
  options?: string;
  /** Fields of the result, or of what a listener gets: `field:kind`. */
  result?: string;
  /** Error codes beside the common ones, 1 to 4. */
  errors?: string;
  /** The worker's second script answers it or has a part in it; of factories that is always so (docs/decisions/0009). */
  late?: true;
  /** Permission that is asked for first (F-API-10). */
  scope?: "camera" | "album" | "location";
  /** It works where the host gives this service; elsewhere it fails with 1. */
  service?: string;
  /** Nothing here does it: it fails with 1, and a host extension of this name would do it. */
  extension?: string;
  /** Version of Berth since which it works; "0.1" when left out. */
  since?: string;
}

/** Members that belong together, by name without "my.". */
export type JsapiFamily = Readonly<Record<string, JsapiDeclaration>>;
