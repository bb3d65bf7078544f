import type { Json } from "./json.js";

/**
 * Static markup of one block of a template, as data. The view builds it once and clones it for each instance.
 *
 * A *slot* is a numbered place in the fragment, 1..n, that the worker can address: an element with a changing
 * attribute, an event or a data attribute; a changing text; an anchor where other blocks are put. The id of the node in
 * an instance is `base + slot` (see `Draw.create`).
 */
export interface Fragment {
  /** Number of slots. */
  n: number;
  /** Top-level nodes in document order. */
  c: FragmentNode[];
}

/** One node of a fragment: static text, changing text, anchor, or element. */
export type FragmentNode =
  | { t: string }
  /** Text that the worker sets; empty until then. `d` is its slot. */
  | { d: number }
  /** Place before which other blocks are inserted; nothing is drawn for it. `a` is its slot. */
  | { a: number }
  | FragmentElement;

/** One element of a fragment: tag, static attributes, children. */
export interface FragmentElement {
  /** Name of a built-in component, "view", "text", "scroll-view", ... Anything unknown is dropped and counted by the view. */
  e: string;
  /** Slot, when the worker addresses the element. */
  s?: number;
  /** Attributes that never change. Names in kebab case as in framework.md section 18. */
  p?: Record<string, Json>;
  /**
   * Events somebody listens to on this element: name without on/catch in lower camel case ("tap", "scroll") to flags:
   * 1 = listens, 2 = stops bubbling (catch). The view sends bubbling events only if an element on their way has them.
   */
  v?: Record<string, number>;
  /** Children. */
  c?: FragmentNode[];
}
