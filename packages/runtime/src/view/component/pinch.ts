/**
 * Follows two fingers on an element: `pinched(0)` when the second one comes down, then how many times as far apart they
 * are. Returns a function that stops it.
 */
export function followPinch(element: HTMLElement, pinched: (factor: number) => void): () => void {
  let first = 0;
  const apart = ([a, b]: TouchList | readonly Touch[]): number =>
    a === undefined || b === undefined ? 0 : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  const inside = (event: TouchEvent): Touch[] =>
    [...event.touches].filter((touch) => element.contains(touch.target as Node));
  const start = (event: TouchEvent): void => {
    const touches = inside(event);
    first = touches.length === 2 ? apart(touches) : 0;
    if (first > 0) pinched(0);
  };
  const move = (event: TouchEvent): void => {
    if (first > 0) pinched(apart(inside(event)) / first);
  };
  const end = (): void => {
    first = 0;
  };
  const types = { touchstart: start, touchmove: move, touchend: end, touchcancel: end };
  for (const [type, handler] of Object.entries(types)) {
    element.addEventListener(type, handler as EventListener, { passive: true });
  }
  return () => {
    for (const [type, handler] of Object.entries(types)) element.removeEventListener(type, handler as EventListener);
  };
}
