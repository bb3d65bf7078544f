/** A gesture of the whole page that goes along with the first finger, or the mouse. */
export interface Follower {
  /** It went down; `path` is its way from inside out. */
  down(x: number, y: number, path: readonly EventTarget[]): void;
  move(x: number, y: number): void;
  /** It went up; or the touch became something else, then `cancelled`. */
  up(cancelled: boolean): void;
}

/**
 * Whether something on the way wants movements along an axis for itself: it holds the page, scrolls that way and is
 * not at its start, or has a gesture of its own.
 */
export function isTaken(path: readonly EventTarget[], window: Window, axis: "x" | "y"): boolean {
  for (const target of path) {
    const element = target as Element;
    if (element.nodeType !== 1) return false;
    const { touchAction, overflowX } = window.getComputedStyle(element);
    if (touchAction === "none" || touchAction === (axis === "x" ? "pan-y" : "pan-x")) return true;
    if (axis === "y" ? element.scrollTop > 0 : overflowX === "auto" || overflowX === "scroll") return true;
  }
  return false;
}
