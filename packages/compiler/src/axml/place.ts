import type { ParsedAxml } from "./template-input.js";

/** Where in a template the compiler is. */
export interface Place {
  /** The file the markup was written in. */
  file: ParsedAxml;
  /** Names bound by loops and slot-scope around. */
  bound: ReadonlySet<string>;
  /** Inside `<text>`, where white space counts. */
  inText: boolean;
  /** Slot of the nearest element with a slot in the same fragment, 0 when there is none. */
  up: number;
  /** Files whose `<include>` we are in. */
  includes: readonly string[];
}

/** The place inside a block that binds more names. */
export function bindNames(place: Place, names: readonly string[]): Place {
  return { ...place, bound: new Set([...place.bound, ...names]), up: 0 };
}
