import type { Json, PageLook, ViewLook, ViewToHost } from "@berth/core/wire";
import type { ViewExtra } from "../extra/view-extra.js";
import type { Resources } from "../resource/resources.js";
import type { DrawnElement } from "../tree/marks.js";
import type { Controller } from "./controller.js";

/** What components may do; everything else is out of their reach. */
export interface ViewContext {
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  readonly resources: Resources;
  look(): ViewLook;
  /** Sends an event that does not bubble, if the element listens to it. */
  emit(element: DrawnElement, type: string, detail: Json): void;
  /** Sends an event whether or not somebody listens: `navigate` and `openType` are for the worker itself. */
  tell(element: DrawnElement, type: string, detail: Json): void;
  toHost(message: ViewToHost): void;
  warn(message: string, element?: DrawnElement): void;
  /** Runs after the batch is in the document; at once when none is being applied. */
  later(task: () => void): void;
  /** Page the element is in, or null when it is in none. */
  pageOf(element: Node): PageSurface | null;
  /** Number of the innermost element with a slot around a node; the page's number when there is none. */
  nodeOf(element: Node): number;
  /** Whether an element is part of the block instance with that base. */
  inside(base: number, element: Element): boolean;
  /** The component an element belongs to, or null for parts inside components. */
  component(element: Element): Component | null;
  /** Sets an element's style from text of the program, filtered (S-VIEW-4). */
  setStyle(element: DrawnElement, text: string): void;
  /** What the second script of the view brings; null while it is not there. */
  extra(): ViewExtra | null;
  /** Resource address as the page means it: relative ones start at the page's folder. */
  address(element: Node, value: Json): string;
}

/** What components see of a page. */
export interface PageSurface {
  readonly id: number;
  readonly path: string;
  readonly look: PageLook;
  readonly root: ShadowRoot;
  readonly scroller: HTMLElement;
  readonly layer: HTMLElement;
}

/** Sets one attribute of an element. `value` null = as if never given. */
export type Setter = (element: DrawnElement, value: Json, context: ViewContext) => void;

/** How an attribute acts. */
export type AttributeUse =
  /** Kept as an attribute of the element and read when it matters; also seen by the base sheet. */
  | "keep"
  /** Given to the controller. */
  | "state"
  | Setter
  /** A setter that needs the element in its page. */
  | { live: Setter };

/** One built-in component (F-TAG): an element, its attributes, and what moves in it. */
export interface Component {
  /** Element name when it differs from the component's name. */
  element?: string;
  /** Builds what every instance has, on the element that is cloned. */
  make?(element: DrawnElement, document: Document): void;
  attributes: Readonly<Record<string, AttributeUse>>;
  /**
   * The element, or something in it, was tapped. `path` is the way of the tap from inside out. For label and the
   * keyboard it is called without a tap.
   */
  tap?(element: DrawnElement, context: ViewContext, path: readonly EventTarget[]): void;
  /** What to do with events of the document, heard at the page's root. */
  on?: Readonly<Record<string, (element: DrawnElement, event: Event, context: ViewContext) => void>>;
  /** Value in a form (F-TAG-22). A component with this is a control. */
  value?(element: DrawnElement): Json;
  /** Goes back to what it showed at first. */
  reset?(element: DrawnElement, context: ViewContext): void;
  /** Only for components with a state of their own. Called when the element is in its page. */
  mount?(element: DrawnElement, context: ViewContext): Controller;
}

/** Whether a value switches something on; text is true as in AXML, also "false" (F-AXML-3). */
export const isOn = (value: Json): boolean => Boolean(value);

/** Number of a value, or the default when it is none. */
export function numberOf(value: Json | undefined, otherwise: number): number {
  const n = typeof value === "string" && value.trim() !== "" ? Number.parseFloat(value) : value;
  return typeof n === "number" && Number.isFinite(n) ? n : otherwise;
}

/** Text of a value: null is empty. */
export const textOf = (value: Json | undefined): string =>
  value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Sets an attribute of the document: null and false take it away; states of accessibility say true and false. */
export function keep(element: Element, name: string, value: Json): void {
  const spoken = name.startsWith("aria-");
  if (value === null || (value === false && !spoken)) element.removeAttribute(name);
  else element.setAttribute(name, value === true && !spoken ? "" : textOf(value));
}

/** Number in a kept attribute. */
export const keptNumber = (element: Element, name: string, otherwise: number): number =>
  numberOf(element.getAttribute(name), otherwise);
