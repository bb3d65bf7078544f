import type { Controller } from "../component/controller.js";
import type { Overlay } from "../style/overlay.js";

/*
 * What the view remembers of a node hangs on the node itself, under symbols: no object and no listener for each node.
 * Symbols, because a form hands out its controls under their ids, and a program chooses ids. Both scripts of the view
 * have to mean the same ones, so they are those of the registry.
 */
export const SLOT: unique symbol = Symbol.for("berth.slot");
export const FLAGS: unique symbol = Symbol.for("berth.flags");
export const CONTROL: unique symbol = Symbol.for("berth.control");
export const STYLE: unique symbol = Symbol.for("berth.style");
export const OVERLAY: unique symbol = Symbol.for("berth.overlay");
export const FILTER: unique symbol = Symbol.for("berth.filter");
/** A canvas that has been drawn on, for the blank check. */
export const DRAWN: unique symbol = Symbol.for("berth.drawn");

/** Events an element listens to, by name: 1 listens, 2 stops bubbling. */
export type EventFlags = Readonly<Record<string, number>>;

/** An element of a program, with what the view hung on it. */
export interface DrawnElement extends HTMLElement {
  /** Number of the node; only elements that have a slot. */
  [SLOT]?: number;
  [FLAGS]?: EventFlags;
  [CONTROL]?: Controller;
  /** Style value as last set, to tell whether a late picture still belongs to it. */
  [STYLE]?: string;
  [OVERLAY]?: Overlay;
  [DRAWN]?: true;
}

/** A text of a program; the filter is that of `<text space decode>`. */
export interface DrawnText extends Text {
  [FILTER]?: (text: string) => string;
}
