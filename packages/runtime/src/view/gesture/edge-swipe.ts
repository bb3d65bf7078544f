import type { ViewContext } from "../component/component.js";
import type { Page } from "../page/page.js";
import { type Follower, isTaken } from "./follower.js";

/** px from the edge at which a finger takes hold of the page. */
const EDGE = 24;
/** ms within which the program has to go back; else the page comes back (its `onBack` may have done something else). */
const PATIENCE = 600;

/** Sweeps a page away to the one below it, from the edge (F-WIN-9); back itself is asked for as by the button. */
export class EdgeSwipe implements Follower {
  readonly #page: Page;
  readonly #context: ViewContext;
  #from: { x: number; y: number; at: number } | null = null;
  #distance = 0;
  #timer = 0;

  constructor(page: Page, context: ViewContext) {
    this.#page = page;
    this.#context = context;
    page.ends.push(() => context.window.clearTimeout(this.#timer));
  }

  get #sign(): 1 | -1 {
    return this.#context.look().direction === "rtl" ? -1 : 1;
  }

  down(x: number, y: number, path: readonly EventTarget[]): void {
    const { window } = this.#context;
    const inner = this.#sign > 0 ? x : window.innerWidth - x;
    const may =
      inner <= EDGE && this.#page.look.gestureBack && this.#page.below !== null && !isTaken(path, window, "x");
    this.#from = may ? { x, y, at: window.performance.now() } : null;
    this.#distance = 0;
  }

  move(x: number, y: number): void {
    const from = this.#from;
    if (from === null) return;
    const dx = (x - from.x) * this.#sign;
    if (this.#distance === 0) {
      if (Math.hypot(dx, y - from.y) < 10) return;
      if (dx <= Math.abs(y - from.y)) {
        this.#from = null;
        return;
      }
      if (this.#page.below !== null) this.#page.below.layer.inert = false;
    }
    this.#distance = Math.max(1, dx);
    this.#place(this.#distance, false);
  }

  up(cancelled: boolean): void {
    const from = this.#from;
    this.#from = null;
    if (from === null || this.#distance === 0) return;
    const { window } = this.#context;
    const speed = this.#distance / Math.max(1, window.performance.now() - from.at);
    if (!cancelled && (this.#distance > window.innerWidth / 3 || speed > 0.4)) {
      this.#context.toHost(["back"]);
      this.#timer = window.setTimeout(() => this.#return(), PATIENCE);
    } else this.#return();
  }

  #return(): void {
    this.#place(0, !this.#context.look().reducedMotion);
    if (this.#page.below !== null) this.#page.below.layer.inert = true;
  }

  #place(distance: number, animated: boolean): void {
    const { style } = this.#page.layer;
    style.transition = animated ? "transform .2s ease-out" : "none";
    style.transform = distance === 0 ? "" : `translateX(${distance * this.#sign}px)`;
    style.boxShadow = distance === 0 ? "" : "0 0 24px #0003";
  }
}
