import type { Fragment } from "./fragment.js";
import type { Json } from "./json.js";

/**
 * Drawing operations, worker to view (S-VIEW-1). They travel as one flat array of operation codes and operands, so that
 * a thousand rows cost one message and no objects.
 *
 * Every block instance has a number `base`, given out by the worker, never used twice in a run. Slot k of its fragment
 * is node `base + k`; so an instance takes `fragment.n + 1` numbers. The view keeps, for each anchor, the ordered list
 * of the instances inserted before it.
 */
export const Draw = {
  /** `define, fragmentId, fragment` : teach the view a fragment. Ids are given out by the worker, once. */
  define: 0,
  /** `create, fragmentId, base, anchorNode, beforeBase` : clone, and insert before instance `beforeBase` of that anchor; 0 = at the end. */
  create: 1,
  /** `text, node, string` */
  text: 2,
  /** `attribute, node, name, value` : value null = as if never given. Names in kebab case; class and style are strings. */
  attribute: 3,
  /** `remove, base` : take the instance and everything inside out; forgets its numbers. */
  remove: 4,
  /** `move, base, beforeBase` : within its anchor. */
  move: 5,
  /** `openPage, pageId, path, PageLook` : new page, hidden; node id of its root anchor is `pageId` itself. */
  openPage: 6,
  /** `showPage, pageId, transition` : bring to front and hide the page shown before; transition is a `PageTransition`. */
  showPage: 7,
  /** `closePage, pageId` : remove a page with all its instances. */
  closePage: 8,
  /** `call, callId, node, method, args` : method of a built-in component or page; callId 0 = no answer wanted. */
  call: 9,
} as const;

/** Highest code plus the number of operands by code, for guards. */
export const drawOperands: readonly number[] = [2, 4, 2, 3, 1, 2, 3, 2, 1, 4];

/** How a page comes: `push` from the right, `pop` back to the right, `none` without movement. */
export type PageTransition = "push" | "pop" | "none";

/** What the view needs to know of a page when it opens. Values are already merged from app.json and page json. */
export interface PageLook {
  /** Page may be pulled down (F-WIN-4 with F-WIN-5). */
  pullRefresh: boolean;
  /** px from the bottom at which onReachBottom fires (F-WIN-6). */
  reachBottomDistance: number;
  /** Page-level events the program listens to; the view sends no others. */
  listens: ("pageScroll" | "reachBottom")[];
  /** Page background (F-WIN-2) or null. */
  backgroundColor: string | null;
  /** Colour and picture behind a page that is pulled down (F-WIN-2, F-WIN-3), or null. */
  pullColor: string | null;
  pullImage: string | null;
  /** The page can be swept away to the one below it (F-WIN-9); never a tab page. */
  gestureBack: boolean;
  /** The page shows where it is scrolled to (F-WIN-9). */
  scrollBar: boolean;
  /** 2rpx are 1px on this page, however wide it is (F-WIN-10). */
  inPx?: boolean;
}

/** Codes of {@link Draw}, each followed by its operands. */
export type DrawOps = (number | string | Fragment | PageLook | Json)[];

/** Worker to view. The view answers every draw with `drawn` once the DOM has changed. */
export type WorkerToView = ["draw", batch: number, ops: DrawOps];

/** A finger or the mouse (F-EVT-3); px relative to page and to viewport. On canvas x and y are added. */
export interface TouchPoint {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  x?: number;
  y?: number;
}

/** What the view hands over beside JSON: pixels, a decoded picture, the drawing surface of a `type="2d"` canvas. */
export type HandedThing = ArrayBuffer | ImageBitmap | OffscreenCanvas;

/** View to worker. */
export type ViewToWorker =
  /** Something happened on `node` (innermost element with a slot). `type` in lower camel case without on. */
  | [
      kind: "event",
      node: number,
      type: string,
      detail: Json,
      touches: TouchPoint[] | null,
      changedTouches: TouchPoint[] | null,
      timeStamp: number,
      /** Tag of the element inside `node` where it began, if that has no slot: no id then (F-EVT-3). */
      tag?: string,
    ]
  /** Page event: pageScroll {scrollTop, scrollHeight}, reachBottom {}, pullDownRefresh {}, resize {windowWidth, windowHeight}, intersection. */
  | [kind: "page", pageId: number, type: string, detail: Json]
  /** All operations of that batch are in the DOM. */
  | [kind: "drawn", batch: number]
  /** Answer to a call. `ok` 0: value is a message. `thing` is transferred. */
  | [kind: "result", callId: number, ok: 0 | 1, value: Json, thing?: HandedThing]
  /** An operation was dropped or a value out of range; for the console. */
  | [kind: "warning", message: string, node: number];

/**
 * Methods of `Draw.call`. `node` is a page id for page methods, else a node.
 * - page: `query` args [QueryStep[]] -> Json[]; `scrollTo` args [{scrollTop?, selector?, duration}];
 *   `stopPullDownRefresh` []; `startPullDownRefresh` []; `listen` [one more name of
 *   PageLook.listens]; `observe` [observer, IntersectionWish], until `unobserve`
 *   [observer], each crossing comes as the page event `intersection`; `font` [family, source, description]; `picture` [address] -> {width, height} and an ImageBitmap
 * - text field: `heard` [type], once for each `input`, `focus` and `blur` event, after the render that follows it: data
 *   drawn up to here answer that event and none that came after it (F-TAG-3)
 * - element: `focus`, `blur`, `play`, `pause`, `seek` ...; canvas: `canvas` [commands, keep], `node` [] -> an
 *   OffscreenCanvas, `toDataURL` [{x, y, width, height, destWidth, destHeight, fileType, quality}], `getImageData`
 *   [{x, y, width, height}] -> {width, height} and an ArrayBuffer, `putImageData` [{x, y, width, height, data: base64}]
 */
export interface QueryStep {
  /** A selector inside the page, or null for the viewport. */
  selector: string | null;
  all: boolean;
  /** Base of a block instance: only elements inside of it are found. A component asks so for its own. */
  within?: number;
  want: ("rect" | "scroll" | "dataset" | "id" | "size" | "properties")[];
}

/**
 * What an intersection observer of the program wants to know. The page event `intersection` answers with
 * `{observer, node, id, intersectionRatio, intersectionRect, boundingClientRect, relativeRect, time}`, once for each
 * crossing of a threshold; the state at the start is reported when its ratio differs from `initial`.
 */
export interface IntersectionWish {
  selector: string;
  /** As in {@link QueryStep}. */
  within?: number;
  /** All elements that match, not only the first. */
  all: boolean;
  /** Selector of the reference area, or null for the viewport. */
  relative: string | null;
  /** px by which the reference area grows on each side. */
  margins: { left: number; top: number; right: number; bottom: number };
  thresholds: number[];
  initial: number;
}
