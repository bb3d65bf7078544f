/** One drag of a finger or the mouse on an element; distances in px from where it began. */
export interface Drag {
  /** Called when a finger is down; false lets it go. */
  start(event: PointerEvent): boolean;
  move(dx: number, dy: number, event: PointerEvent): void;
  /** `speed` in px a millisecond, over the last 100 ms. `cancelled`: the engine scrolls instead, or another gesture began. */
  end(dx: number, dy: number, speed: { x: number; y: number }, cancelled: boolean): void;
}

/** Follows pointers that go down on an element, one at a time. Returns a function that stops it. */
export function followDrag(element: HTMLElement, drag: Drag): () => void {
  const window = element.ownerDocument.defaultView as Window;
  let id = -1;
  let from = { x: 0, y: 0 };
  let trail: { x: number; y: number; at: number }[] = [];
  // At the window: a fast mouse leaves the element, and a captured pointer would take the click from what is inside.
  const listen = (on: boolean): void => {
    const change = on ? window.addEventListener : window.removeEventListener;
    change.call(window, "pointermove", move as EventListener);
    change.call(window, "pointerup", end as EventListener);
    change.call(window, "pointercancel", end as EventListener);
  };
  const down = (event: PointerEvent): void => {
    if (id >= 0 || event.button > 0 || !drag.start(event)) return;
    id = event.pointerId;
    from = { x: event.clientX, y: event.clientY };
    trail = [{ ...from, at: event.timeStamp }];
    listen(true);
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== id) return;
    trail.push({ x: event.clientX, y: event.clientY, at: event.timeStamp });
    while (trail.length > 2 && event.timeStamp - trail[0]!.at > 100) trail.shift();
    drag.move(event.clientX - from.x, event.clientY - from.y, event);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== id) return;
    id = -1;
    listen(false);
    const first = trail[0]!;
    const last = trail.at(-1)!;
    const time = Math.max(1, event.timeStamp - first.at);
    // A finger that rested before it went up has no speed.
    const rested = event.timeStamp - last.at > 100;
    const speed = rested ? { x: 0, y: 0 } : { x: (last.x - first.x) / time, y: (last.y - first.y) / time };
    drag.end(last.x - from.x, last.y - from.y, speed, event.type === "pointercancel");
  };
  element.addEventListener("pointerdown", down);
  return () => {
    element.removeEventListener("pointerdown", down);
    listen(false);
  };
}
