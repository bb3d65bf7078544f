import { DRAWN, type DrawnElement } from "../tree/marks.js";
import type { Page } from "./page.js";

const MAX_ENTRIES = 300;
const MAX_MS = 8;
/** Difference of one colour channel from which a background counts (L-BLK-4). */
const COLOUR_STEP = 8;

/** Verdict of L-BLK: whether anything of the page can be seen. */
export type BlankVerdict = "blank" | "shown" | "undecided";

/** Decides whether a page is blank (H-LOG-6, L-BLK-2 to L-BLK-6). */
export function checkBlank(page: Page, window: Window & typeof globalThis): BlankVerdict {
  if (!page.rendered) return "blank";
  const document = page.layer.ownerDocument;
  const walker = document.createTreeWalker(page.root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const boxes: HTMLElement[] = [];
  const end = window.performance.now() + MAX_MS;
  let entries = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const entry = entryOf(node);
    if (entry === null) {
      if (node.nodeType === 1) boxes.push(node as HTMLElement);
      continue;
    }
    if (++entries > MAX_ENTRIES || window.performance.now() > end) return "undecided";
    if (shows(entry, page, window)) return "shown";
  }
  for (const box of boxes) {
    if (++entries > MAX_ENTRIES || window.performance.now() > end) return "undecided";
    if (decorated(box, page, window) && shows({ element: box, rects: [box.getBoundingClientRect()] }, page, window)) {
      return "shown";
    }
  }
  return "blank";
}

interface Entry {
  element: HTMLElement;
  rects: DOMRect[];
}

/** Things that can show (L-BLK-1). */
function entryOf(node: Node): Entry | null {
  if (node.nodeType === 3) {
    const element = node.parentElement;
    if (element === null || (node.nodeValue ?? "").trim() === "" || skeleton(element)) return null;
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

function shows(entry: Entry, page: Page, window: Window): boolean {
  const { element } = entry;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
    return false;
  const untouchable = window.getComputedStyle(element).pointerEvents === "none";
  return entry.rects.some((rect) => {
    const left = Math.max(0, rect.left);
    const top = Math.max(0, rect.top);
    const right = Math.min(window.innerWidth, rect.right);
    const bottom = Math.min(window.innerHeight, rect.bottom);
    if (right - left < 1 || bottom - top < 1) return false;
    if (untouchable) return true;
    const found = page.root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return found !== null && (found === element || element.contains(found) || found.contains(element));
  });
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
