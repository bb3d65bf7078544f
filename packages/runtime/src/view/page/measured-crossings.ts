/** Distances by which the reference area grows on each side; px. */
export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What an engine's observer says of one element, as far as programs are told. */
export type Crossing = Pick<
  IntersectionObserverEntry,
  "target" | "intersectionRatio" | "intersectionRect" | "boundingClientRect" | "rootBounds" | "time"
>;

/**
 * Watches elements against one that is not around them, as sticky headers do: the engine's observers take ancestors
 * only. Everything is measured again in the frame after something scrolled or changed its size. Returns what ends it.
 */
export function measureCrossings(
  places: readonly EventTarget[],
  frame: Element,
  targets: readonly Element[],
  margins: Margins,
  thresholds: readonly number[],
  tell: (entries: Crossing[]) => void,
): () => void {
  const window = frame.ownerDocument.defaultView as Window & typeof globalThis;
  const levels = new Map<Element, number>();
  let next = 0;
  const measure = (): void => {
    next = 0;
    const { left, top, right, bottom } = frame.getBoundingClientRect();
    const area = { left: left - margins.left, top: top - margins.top };
    const around = between(area.left, area.top, right + margins.right, bottom + margins.bottom);
    const crossed: Crossing[] = [];
    for (const target of targets) {
      const rect = target.getBoundingClientRect();
      const part = between(
        Math.max(rect.left, around.left),
        Math.max(rect.top, around.top),
        Math.min(rect.right, around.right),
        Math.min(rect.bottom, around.bottom),
      );
      const ratio = (part.width * part.height) / (rect.width * rect.height || 1);
      const level = ratio > 0 ? 1 + thresholds.filter((each) => each > 0 && each <= ratio).length : 0;
      if (level === (levels.get(target) ?? 0)) continue;
      levels.set(target, level);
      crossed.push({
        target,
        intersectionRatio: ratio,
        intersectionRect: part,
        boundingClientRect: rect,
        rootBounds: around,
        time: window.performance.now(),
      });
    }
    if (crossed.length > 0) tell(crossed);
  };
  const soon = (): void => {
    next ||= window.requestAnimationFrame(measure);
  };
  for (const place of places) place.addEventListener("scroll", soon, { capture: true, passive: true });
  const sizes = new window.ResizeObserver(soon);
  for (const each of [frame, ...targets]) sizes.observe(each);
  return () => {
    window.cancelAnimationFrame(next);
    sizes.disconnect();
    for (const place of places) place.removeEventListener("scroll", soon, true);
  };
}

function between(left: number, top: number, right: number, bottom: number): DOMRectReadOnly {
  return new DOMRectReadOnly(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}
