import type { Placed } from "./batch-store.js";

/** Order of a survey: oldest events first. A merged batch has a new place but old events, so the place says it only among equals. */
export function byAge(a: Placed, b: Placed): number {
  return a.maxTime - b.maxTime || a.key - b.key;
}
