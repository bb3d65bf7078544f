import type { Json, TouchPoint } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import type { Page } from "../page/page.js";
import type { Follower } from "./follower.js";
import { Hover } from "./hover.js";

/** px of movement after which a touch is neither tap nor long tap (F-EVT-4). */
const SLACK = 10;
/** ms a finger rests for a long tap (F-EVT-2). */
const LONG = 500;

/** Sends an event up a path; true when somebody listened. */
export type SendUp = (
  path: readonly EventTarget[],
  type: string,
  detail: Json,
  touches: TouchPoint[] | null,
  changed: TouchPoint[] | null,
  timeStamp: number,
) => boolean;

type Path = readonly EventTarget[];
interface Point {
  id: number;
  x: number;
  y: number;
}
interface Step {
  now: Point[];
  changed: Point[];
  at: number;
}

/**
 * Touches of one page (F-EVT-2, F-EVT-3): from fingers as the engine reports them, and from mouse and pen as if they
 * were one finger. All events of a finger belong to the element where it began, also when that has left the page.
 *
 * Every listener is passive: what must not scroll says so in its style (`touch-action`), before the finger moves.
 */
export class Touches {
  readonly #page: Page;
  readonly #context: ViewContext;
  readonly #send: SendUp;
  readonly #hover: Hover;
  readonly #followers: readonly Follower[];
  readonly #ends = new Set<() => void>();
  /** Where each finger began. */
  readonly #paths = new Map<number, Path>();
  readonly #targets = new Map<number, EventTarget>();
  #seen: Event | null = null;
  #from: Point = { id: 0, x: 0, y: 0 };
  #startedAt = 0;
  #moved = false;
  #longTimer = 0;
  /** The next click belongs to a touch that was no tap. */
  #spoilt = false;
  /** Mouse or pen is down: a touch that the engine makes of a pen is the same once more. */
  #pointer = false;
  #frame = 0;
  readonly #moves = new Map<Path, Step>();

  constructor(page: Page, context: ViewContext, send: SendUp, followers: readonly Follower[]) {
    this.#page = page;
    this.#context = context;
    this.#send = send;
    this.#followers = followers;
    this.#hover = new Hover(context);
    // Also around the root: where a page is longer than what is in it, a finger is on nothing of the program.
    for (const place of [page.root, page.scroller]) {
      this.#listen(place, "touchstart", (event) => this.#touchStart(event as TouchEvent));
      this.#listen(place, "pointerdown", (event) => this.#pointerDown(event as PointerEvent));
    }
    // The engine's own drag of a picture, and its menu under a resting finger, would end the touch.
    const refuse = (event: Event): void => {
      const native = (event.target as Element).closest?.("input,textarea,text[selectable],rich-text,video");
      if (native === null && (event.type === "dragstart" || this.#paths.size > 0)) event.preventDefault();
    };
    this.#listen(page.root, "dragstart", refuse, false);
    this.#listen(page.root, "contextmenu", refuse, false);
  }

  #listen(target: EventTarget, type: string, handler: (event: Event) => void, passive = true): () => void {
    target.addEventListener(type, handler, { passive });
    const end = (): void => {
      target.removeEventListener(type, handler);
      this.#ends.delete(end);
    };
    this.#ends.add(end);
    return end;
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#context.window.cancelAnimationFrame(this.#frame);
    this.#context.window.clearTimeout(this.#longTimer);
    this.#hover.cancel();
  }

  /** Whether a click is the end of a tap. A click made by script or keyboard always is. */
  isTap(event: MouseEvent): boolean {
    if (event.detail === 0) return true;
    const spoilt = this.#spoilt;
    this.#spoilt = false;
    return !spoilt;
  }

  #touchStart(event: TouchEvent): void {
    const path = this.#pathOf(event);
    const target = event.composedPath()[0];
    if (this.#pointer || path === null || target === undefined) return;
    const read = (list: TouchList): Point[] =>
      [...list].map((touch) => ({ id: touch.identifier, x: touch.clientX, y: touch.clientY }));
    const known = [...this.#targets.values()].includes(target);
    for (const { identifier } of event.changedTouches) this.#targets.set(identifier, target);
    const step = (e: TouchEvent): Step => ({ now: read(e.touches), changed: read(e.changedTouches), at: e.timeStamp });
    this.#start(step(event), path);
    if (known) return;
    // At the target itself: it goes on getting the events of its finger when it is taken out of the page.
    const stop: (() => void)[] = [];
    const end = (e: Event): void => {
      this.#end(step(e as TouchEvent), e.type === "touchcancel", true);
      for (const { identifier } of (e as TouchEvent).changedTouches) this.#targets.delete(identifier);
      if (![...this.#targets.values()].includes(target)) for (const each of stop) each();
    };
    stop.push(this.#listen(target, "touchmove", (e) => this.#move(step(e as TouchEvent))));
    stop.push(this.#listen(target, "touchend", end), this.#listen(target, "touchcancel", end));
  }

  #pointerDown(event: PointerEvent): void {
    const path = this.#pathOf(event);
    if (event.pointerType === "touch" || event.button !== 0 || this.#pointer || path === null) return;
    this.#pointer = true;
    const { window } = this.#context;
    const step = (e: Event, down = true): Step => {
      const point = { id: 0, x: (e as PointerEvent).clientX, y: (e as PointerEvent).clientY };
      return { now: down ? [point] : [], changed: [point], at: e.timeStamp };
    };
    this.#start(step(event), path);
    const stop: (() => void)[] = [];
    const end = (e: Event): void => {
      for (const each of stop) each();
      this.#pointer = false;
      this.#end(step(e, false), e.type === "pointercancel", false);
    };
    stop.push(this.#listen(window, "pointermove", (e) => this.#move(step(e))));
    stop.push(this.#listen(window, "pointerup", end), this.#listen(window, "pointercancel", end));
  }

  /** Way of an event through the page, nothing when it lies beside its content; null when it was seen on its way. */
  #pathOf(event: Event): Path | null {
    if (event === this.#seen) return null;
    this.#seen = event;
    return event.currentTarget === this.#page.root ? event.composedPath() : [];
  }

  #start(step: Step, path: Path): void {
    const first = step.changed[0];
    if (first === undefined) return;
    for (const { id } of step.changed) this.#paths.set(id, path);
    if (step.now.length > 1) {
      // A second finger: no tap any more, but its own touchStart.
      this.#spoil();
      for (const each of this.#followers) each.up(true);
    } else {
      this.#from = first;
      this.#startedAt = step.at;
      this.#moved = false;
      this.#spoilt = false;
      this.#hover.start(path);
      for (const each of this.#followers) each.down(first.x, first.y, path);
      this.#context.window.clearTimeout(this.#longTimer);
      this.#longTimer = this.#context.window.setTimeout(() => this.#long(path, step.at + LONG), LONG);
    }
    this.#say(path, "touchStart", step);
  }

  #move(step: Step): void {
    const first = step.changed[0];
    const path = first && this.#paths.get(first.id);
    if (path === undefined) return;
    if (!this.#moved && Math.hypot(first!.x - this.#from.x, first!.y - this.#from.y) > SLACK) this.#spoil();
    if (this.#paths.size === 1) for (const each of this.#followers) each.move(first!.x, first!.y);
    this.#moves.set(path, step);
    // One touchMove a frame is all a program can draw.
    if (this.#frame === 0) this.#frame = this.#context.window.requestAnimationFrame(() => this.#flushMoves());
  }

  #end(step: Step, cancelled: boolean, touch: boolean): void {
    const path = this.#paths.get(step.changed[0]?.id ?? -1);
    this.#flushMoves();
    for (const { id } of step.changed) this.#paths.delete(id);
    if (path === undefined) return;
    // Engines keep small movements to themselves until the finger goes up.
    const last = step.changed[0]!;
    if (!this.#moved && Math.hypot(last.x - this.#from.x, last.y - this.#from.y) > SLACK) this.#spoil();
    if (this.#paths.size === 0) {
      this.#context.window.clearTimeout(this.#longTimer);
      for (const each of this.#followers) each.up(cancelled);
      if (cancelled) {
        this.#spoilt = true;
        this.#hover.cancel();
      } else this.#hover.end();
    }
    this.#say(path, cancelled ? "touchCancel" : "touchEnd", step);
    // Engines make no click of a finger that rested, though it is a tap where nobody takes the long tap (F-EVT-4).
    if (touch && !this.#spoilt && step.at - this.#startedAt >= LONG) {
      this.#spoilt = true;
      const { MouseEvent } = this.#context.window;
      const place = { clientX: last.x, clientY: last.y, bubbles: true, composed: true, cancelable: true };
      path[0]?.dispatchEvent(new MouseEvent("click", place));
    }
  }

  #spoil(): void {
    this.#moved = true;
    this.#spoilt = true;
    this.#context.window.clearTimeout(this.#longTimer);
    this.#hover.cancel();
  }

  #long(path: Path, at: number): void {
    const detail = { x: this.#from.x, y: this.#from.y };
    const points = this.#points(path, [this.#from]);
    // F-EVT-4: with a handler for the long tap the tap that follows is none.
    if (this.#send(path, "longTap", detail, points, points, at)) this.#spoilt = true;
  }

  #flushMoves(): void {
    if (this.#frame !== 0) this.#context.window.cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const [path, step] of this.#moves) this.#say(path, "touchMove", step);
    this.#moves.clear();
  }

  #say(path: Path, type: string, { now, changed, at }: Step): void {
    this.#send(path, type, {}, this.#points(path, now), this.#points(path, changed), at);
  }

  /** Positions relative to page and viewport; on a canvas also to it. */
  #points(path: Path, points: Point[]): TouchPoint[] {
    const { scrollLeft, scrollTop } = this.#page.scroller;
    const canvas = path.find((each) => (each as Element).localName === "canvas") as Element | undefined;
    const box = canvas?.getBoundingClientRect();
    return points.map(({ id, x, y }) => ({
      identifier: id,
      pageX: x + scrollLeft,
      pageY: y + scrollTop,
      clientX: x,
      clientY: y,
      ...(box === undefined ? {} : { x: x - box.left, y: y - box.top }),
    }));
  }
}
