import type { Json, TouchPoint } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import type { Page } from "../page/page.js";
import type { PullRefresh } from "../page/pull-refresh.js";
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

interface Point {
  id: number;
  x: number;
  y: number;
}

/**
 * Touches of one page (F-EVT-2, F-EVT-3): from fingers as the engine reports them, and from the mouse as if it were one
 * finger. All events of a touch belong to the element where it began.
 */
export class Touches {
  readonly #page: Page;
  readonly #context: ViewContext;
  readonly #send: SendUp;
  readonly #hover: Hover;
  readonly #pull: PullRefresh;
  readonly #ends: (() => void)[] = [];
  #path: readonly EventTarget[] = [];
  #from: Point = { id: 0, x: 0, y: 0 };
  #moved = false;
  #longTimer = 0;
  /** The next click belongs to a touch that was no tap. */
  #spoilt = false;
  #frame = 0;
  #pendingMove: { now: Point[]; changed: Point[]; at: number } | null = null;

  constructor(page: Page, context: ViewContext, send: SendUp, pull: PullRefresh) {
    this.#page = page;
    this.#context = context;
    this.#send = send;
    this.#pull = pull;
    this.#hover = new Hover(context);
    const root = page.root;
    this.#listen(root, "touchstart", (event) => this.#touch("start", event as TouchEvent));
    this.#listen(root, "touchmove", (event) => this.#touch("move", event as TouchEvent));
    this.#listen(root, "touchend", (event) => this.#touch("end", event as TouchEvent));
    this.#listen(root, "touchcancel", (event) => this.#touch("cancel", event as TouchEvent));
    this.#listen(root, "pointerdown", (event) => this.#mouseDown(event as PointerEvent));
  }

  #listen(target: EventTarget, type: string, handler: (event: Event) => void): () => void {
    target.addEventListener(type, handler, { passive: true });
    const end = (): void => target.removeEventListener(type, handler);
    this.#ends.push(end);
    return end;
  }

  dispose(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#context.window.clearTimeout(this.#longTimer);
    this.#hover.cancel();
  }

  /** Whether a click is the end of a tap. A click made by script or keyboard always is. */
  isTap(event: MouseEvent): boolean {
    const spoilt = this.#spoilt;
    this.#spoilt = false;
    return event.detail === 0 || !spoilt;
  }

  #touch(phase: "start" | "move" | "end" | "cancel", event: TouchEvent): void {
    const read = (list: TouchList): Point[] =>
      [...list].map((touch) => ({ id: touch.identifier, x: touch.clientX, y: touch.clientY }));
    const now = read(event.touches);
    const changed = read(event.changedTouches);
    if (phase === "start" && now.length > 1) {
      // A second finger: no tap any more, but its own touchStart.
      this.#spoil();
      this.#say("touchStart", now, changed, event.timeStamp);
    } else this.#phase(phase, now, changed, event.composedPath(), event.timeStamp);
  }

  #mouseDown(event: PointerEvent): void {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const point = (e: PointerEvent): Point => ({ id: 0, x: e.clientX, y: e.clientY });
    this.#phase("start", [point(event)], [point(event)], event.composedPath(), event.timeStamp);
    const { window } = this.#context;
    const stop: (() => void)[] = [];
    const move = (e: Event): void => {
      const at = point(e as PointerEvent);
      this.#phase("move", [at], [at], [], e.timeStamp);
    };
    const end = (e: Event): void => {
      for (const each of stop) each();
      this.#phase(e.type === "pointerup" ? "end" : "cancel", [], [point(e as PointerEvent)], [], e.timeStamp);
    };
    stop.push(this.#listen(window, "pointermove", move));
    stop.push(this.#listen(window, "pointerup", end), this.#listen(window, "pointercancel", end));
  }

  #phase(
    phase: "start" | "move" | "end" | "cancel",
    now: Point[],
    changed: Point[],
    path: readonly EventTarget[],
    at: number,
  ): void {
    const first = changed[0];
    if (first === undefined) return;
    if (phase === "start") {
      this.#path = path;
      this.#from = first;
      this.#moved = false;
      this.#spoilt = false;
      this.#hover.start(path);
      this.#pull.down(first.x, first.y);
      this.#context.window.clearTimeout(this.#longTimer);
      this.#longTimer = this.#context.window.setTimeout(() => this.#long(at + LONG), LONG);
      this.#say("touchStart", now, changed, at);
      return;
    }
    if (phase === "move") {
      if (!this.#moved && Math.hypot(first.x - this.#from.x, first.y - this.#from.y) > SLACK) this.#spoil();
      this.#pull.move(first.x, first.y);
      this.#pendingMove = { now, changed, at };
      // One touchMove a frame is all a program can draw.
      if (this.#frame === 0) this.#frame = this.#context.window.requestAnimationFrame(() => this.#flushMove());
      return;
    }
    this.#flushMove();
    this.#context.window.clearTimeout(this.#longTimer);
    this.#pull.up();
    if (phase === "end") this.#hover.end();
    else this.#hover.cancel();
    this.#say(phase === "end" ? "touchEnd" : "touchCancel", now, changed, at);
  }

  #spoil(): void {
    this.#moved = true;
    this.#spoilt = true;
    this.#context.window.clearTimeout(this.#longTimer);
    this.#hover.cancel();
  }

  #long(at: number): void {
    const detail = { x: this.#from.x, y: this.#from.y };
    const points = this.#points([this.#from]);
    // F-EVT-4: with a handler for the long tap the tap that follows is none.
    if (this.#send(this.#path, "longTap", detail, points, points, at)) this.#spoilt = true;
  }

  #flushMove(): void {
    if (this.#frame !== 0) this.#context.window.cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const move = this.#pendingMove;
    this.#pendingMove = null;
    if (move !== null) this.#say("touchMove", move.now, move.changed, move.at);
  }

  #say(type: string, now: Point[], changed: Point[], at: number): void {
    this.#send(this.#path, type, {}, this.#points(now), this.#points(changed), at);
  }

  /** Positions relative to page and viewport; on a canvas also to it. */
  #points(points: Point[]): TouchPoint[] {
    const { scrollLeft, scrollTop } = this.#page.scroller;
    const canvas = this.#path.find((each) => (each as Element).localName === "canvas") as Element | undefined;
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
