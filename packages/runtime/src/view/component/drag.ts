/** One drag of a finger or the mouse on an element; distances in px from where it began. */
export interface Drag {
  /** Called once a drag has begun; false lets it go. */
  start(event: PointerEvent): boolean;
  move(dx: number, dy: number, event: PointerEvent): void;
  /** `speed` in px a millisecond, over the last 100 ms. */
  end(dx: number, dy: number, speed: { x: number; y: number }): void;
}

/** Follows pointers that go down on an element. Returns a function that stops it. */
export function followDrag(element: HTMLElement, drag: Drag): () => void {
  let id = -1;
  let from = { x: 0, y: 0 };
  let trail: { x: number; y: number; at: number }[] = [];
  const down = (event: PointerEvent): void => {
    if (id >= 0 || event.button > 0 || !drag.start(event)) return;
    id = event.pointerId;
    from = { x: event.clientX, y: event.clientY };
    trail = [{ ...from, at: event.timeStamp }];
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== id) return;
    trail.push({ x: event.clientX, y: event.clientY, at: event.timeStamp });
    while (trail.length > 2 && event.timeStamp - trail[0]!.at > 100) trail.shift();
    if (!element.hasPointerCapture(id) && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 3) {
      element.setPointerCapture(id);
    }
    drag.move(event.clientX - from.x, event.clientY - from.y, event);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== id) return;
    id = -1;
    const first = trail[0]!;
    const time = Math.max(1, event.timeStamp - first.at);
    const speed = { x: (event.clientX - first.x) / time, y: (event.clientY - first.y) / time };
    drag.end(event.clientX - from.x, event.clientY - from.y, speed);
  };
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", end);
    element.removeEventListener("pointercancel", end);
  };
}
