import type { BlankReason } from "@berth/core/wire";
import { DRAWN, type DrawnElement } from "../tree/marks.js";
import type { Page } from "./page.js";

const MAX_ENTRIES = 300;
const MAX_MS = 8;
/** Difference of one colour channel from which a background counts (L-BLK-4). */
const COLOUR_STEP = 8;

/** What was looked at, and why nothing of it shows (L-BLK-7). */
export interface BlankFinding {
  why: BlankReason;
  nodes: number;
  entries: number;
}

/** Looks whether a page is blank (H-LOG-6, L-BLK-2 to L-BLK-6); null: something shows, or it took too long to say. */
export function checkBlank(page: Page, window: Window & typeof globalThis): BlankFinding | null {
  if (!page.rendered) return { why: "no_render", nodes: 0, entries: 0 };
  const document = page.layer.ownerDocument;
  const walker = document.createTreeWalker(page.root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const boxes: HTMLElement[] = [];
  const end = window.performance.now() + MAX_MS;
  let nodes = 0;
  let entries = 0;
  let why: BlankReason = "nothing_drawn";
  /** Whether something can be seen; else what came nearest to it is why not. */
  const seen = (entry: Entry): boolean => {
    const found = shows(entry, page, window);
    if (found !== null && NEARER.indexOf(found) > NEARER.indexOf(why)) why = found;
    return found === null;
  };
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes++;
    const entry = entryOf(node);
    if (entry === null) {
      if (node.nodeType === 1) boxes.push(node as HTMLElement);
      continue;
    }
    if (++entries > MAX_ENTRIES || window.performance.now() > end || seen(entry)) return null;
  }
  for (const box of boxes) {
    if (!decorated(box, page, window)) continue;
    if (++entries > MAX_ENTRIES || window.performance.now() > end) return null;
    if (seen({ element: box, rects: [box.getBoundingClientRect()] })) return null;
  }
  return { why, nodes, entries };
}

const NEARER: readonly BlankReason[] = ["nothing_drawn", "hidden", "outside", "covered"];

interface Entry {
  element: HTMLElement;
  rects: DOMRect[];
}

/** Things that can show (L-BLK-1). */
function entryOf(node: Node): Entry | null {
  if (node.nodeType === 3) {
    // Text of the page itself has the page's host around it.
    const element = node.parentElement ?? ((node.getRootNode() as ShadowRoot).host as HTMLElement);
    if ((node.nodeValue ?? "").trim() === "" || skeleton(element)) return null;
    const range = node.ownerDocument!.createRange();
    range.selectNodeContents(node);
    return { element, rects: [...range.getClientRects()] };
  }
  const element = node as HTMLElement;
  if (skeleton(element)) return null;
  const name = element.localName;
  const counts =
    (name === "img" && (element as HTMLImageElement).naturalWidth > 0) ||
    (name === "canvas" && (element as DrawnElement)[DRAWN] === true) ||
    (name === "video" && ((element as HTMLVideoElement).readyState >= 2 || element.hasAttribute("poster"))) ||
    ((name === "input" || name === "textarea") &&
      ((element as HTMLInputElement).value !== "" || element.hasAttribute("placeholder"))) ||
    /^(?:web-view|map|switch|checkbox|radio|slider|svg)$/.test(name) ||
    name === "berth-place";
  return counts ? { element, rects: [element.getBoundingClientRect()] } : null;
}

const skeleton = (element: Element): boolean => element.closest("[data-berth-skeleton]") !== null;

/** Null when it can be seen, else why not. */
function shows(entry: Entry, page: Page, window: Window): BlankReason | null {
  const { element } = entry;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
    return "hidden";
  const untouchable = window.getComputedStyle(element).pointerEvents === "none";
  let why: BlankReason = "outside";
  for (const rect of entry.rects) {
    const left = Math.max(0, rect.left);
    const top = Math.max(0, rect.top);
    const right = Math.min(window.innerWidth, rect.right);
    const bottom = Math.min(window.innerHeight, rect.bottom);
    if (right - left < 1 || bottom - top < 1) continue;
    if (untouchable) return null;
    const found = page.root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (found !== null && (found === element || element.contains(found) || found.contains(element))) return null;
    why = "covered";
  }
  return why;
}

/** A border, shadow or background of its own that can be told from the page's (L-BLK-4). */
function decorated(element: HTMLElement, page: Page, window: Window): boolean {
  if (skeleton(element)) return false;
  const style = window.getComputedStyle(element);
  if (style.boxShadow !== "none" || style.backgroundImage !== "none") return true;
  for (const side of ["Top", "Right", "Bottom", "Left"] as const) {
    if (style[`border${side}Style`] !== "none" && Number.parseFloat(style[`border${side}Width`]) > 0) return true;
  }
  const own = channels(style.backgroundColor);
  if (own === null || own[3] === 0) return false;
  const under = channels(window.getComputedStyle(page.layer).backgroundColor) ?? [255, 255, 255, 1];
  return [0, 1, 2].some((i) => Math.abs((own[i]! - under[i]!) * own[3]!) >= COLOUR_STEP);
}

function channels(colour: string): number[] | null {
  const found = /^rgba?\(([^)]+)\)$/
    .exec(colour)?.[1]
    ?.split(/[,/\s]+/)
    .map(Number);
  return found === undefined || found.length < 3 ? null : [found[0]!, found[1]!, found[2]!, found[3] ?? 1];
}
