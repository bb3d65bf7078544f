import type { Spot } from "./map-projection.js";

/** What gestures do to a map. Places are px from its middle. */
export interface MapMoves {
  enabled(): boolean;
  begin(): void;
  /** Moves the ground by so many px, then magnifies by 2 ** `zoom` around a point. */
  move(by: Spot, zoom: number, around: Spot): void;
  end(): void;
}

/** px of movement after which a press is no tap (F-EVT-4). */
const SLACK = 10;
/** ms of rest after the last turn of the wheel or the last key. */
const REST = 200;
const STEP = 48;
const KEYS: Readonly<Record<string, readonly [x: number, y: number, zoom: number]>> = {
  ArrowLeft: [STEP, 0, 0],
  ArrowRight: [-STEP, 0, 0],
  ArrowUp: [0, STEP, 0],
  ArrowDown: [0, -STEP, 0],
  "+": [0, 0, 1],
  "=": [0, 0, 1],
  "-": [0, 0, -1],
};
const NONE: Spot = { x: 0, y: 0 };

/** Pan by finger or mouse, zoom by two fingers, wheel and keys. Ends with the element. */
export class MapGestures {
  /** The press that has just ended moved the map: the click that follows is no tap. */
  moved = false;
  readonly #element: HTMLElement;
  readonly #moves: MapMoves;
  readonly #window: Window;
  readonly #fingers = new Map<number, Spot>();
  #from: Spot = NONE;
  #going = false;
  #rest = 0;

  constructor(element: HTMLElement, moves: MapMoves, window: Window) {
    this.#element = element;
    this.#moves = moves;
    this.#window = window;
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const type of ["pointerup", "pointercancel"] as const)
      element.addEventListener(type, (event) => this.#up(event));
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  dispose(): void {
    this.#window.clearTimeout(this.#rest);
  }

  #spot(event: MouseEvent): Spot {
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
  }

  #down(event: PointerEvent): void {
    if (!this.#moves.enabled() || event.button !== 0) return;
    const at = this.#spot(event);
    if (this.#fingers.size === 0) {
      this.moved = false;
      this.#from = at;
    }
    if (this.#fingers.size < 2) this.#fingers.set(event.pointerId, at);
  }

  #move(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId);
    if (before === undefined) return;
    const at = this.#spot(event);
    if (!this.moved) {
      if (this.#fingers.size === 1 && Math.hypot(at.x - this.#from.x, at.y - this.#from.y) <= SLACK) return;
      this.moved = true;
      // From here on the press is the map's, also when it leaves it.
      this.#element.setPointerCapture(event.pointerId);
      this.#start();
    }
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, at);
    if (other === undefined) {
      this.#moves.move({ x: at.x - before.x, y: at.y - before.y }, 0, NONE);
      return;
    }
    const spread = (spot: Spot): number => Math.max(1, Math.hypot(spot.x - other.x, spot.y - other.y));
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    const by = { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 };
    this.#moves.move(by, Math.log2(spread(at) / spread(before)), middle);
  }

  #up(event: PointerEvent): void {
    if (!this.#fingers.delete(event.pointerId) || this.#fingers.size > 0) return;
    if (this.moved) this.#finish();
  }

  #wheel(event: WheelEvent): void {
    if (!this.#moves.enabled()) return;
    event.preventDefault();
    const turn = event.deltaMode === 1 ? event.deltaY * 30 : event.deltaY;
    this.#while(NONE, Math.max(-1, Math.min(1, -turn / 240)), this.#spot(event));
  }

  #key(event: KeyboardEvent): void {
    const step = KEYS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || !this.#moves.enabled()) return;
    event.preventDefault();
    this.#while({ x: step[0], y: step[1] }, step[2], NONE);
  }

  /** A change that has no end of its own: it ends when nothing follows. */
  #while(by: Spot, zoom: number, around: Spot): void {
    this.#start();
    this.#moves.move(by, zoom, around);
    this.#window.clearTimeout(this.#rest);
    this.#rest = this.#window.setTimeout(() => this.#finish(), REST);
  }

  #start(): void {
    if (!this.#going) this.#moves.begin();
    this.#going = true;
  }

  #finish(): void {
    if (this.#going) this.#moves.end();
    this.#going = false;
  }
}
