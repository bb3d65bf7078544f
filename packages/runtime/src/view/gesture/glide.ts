const latest = new WeakMap<Element, object>();

/** Scrolls to a place within `duration` ms. A finger or wheel that scrolls meanwhile ends it, as does another glide. */
export function glide(element: Element, to: { top?: number; left?: number }, duration: number, window: Window): void {
  const from = { top: element.scrollTop, left: element.scrollLeft };
  const { top = from.top, left = from.left } = to;
  const begin = window.performance.now();
  let last = { ...from };
  const own = {};
  latest.set(element, own);
  const step = (): void => {
    const gone = Math.abs(element.scrollTop - last.top) + Math.abs(element.scrollLeft - last.left) > 2;
    if (gone || !element.isConnected || latest.get(element) !== own) return;
    const part = duration <= 0 ? 1 : Math.min(1, (window.performance.now() - begin) / duration);
    const eased = part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) ** 2;
    element.scrollTo(from.left + (left - from.left) * eased, from.top + (top - from.top) * eased);
    last = { top: element.scrollTop, left: element.scrollLeft };
    if (part < 1) window.requestAnimationFrame(step);
  };
  step();
}
