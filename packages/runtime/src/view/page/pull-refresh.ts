import type { Json } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import type { Page } from "./page.js";

/** px a page has to be pulled down. */
const ENOUGH = 60;
const OPEN = 50;

/** Pull-down refresh of one page (F-PAGE-2): by finger or mouse, or by `my.startPullDownRefresh`. */
export class PullRefresh {
  readonly #page: Page;
  readonly #context: ViewContext;
  readonly #send: (type: string, detail: Json) => void;
  readonly #sign: HTMLElement;
  #from: { x: number; y: number } | null = null;
  #distance = 0;
  #active = false;

  constructor(page: Page, context: ViewContext, send: (type: string, detail: Json) => void) {
    this.#page = page;
    this.#context = context;
    this.#send = send;
    this.#sign = context.document.createElement("pull-sign");
    this.#sign.hidden = true;
    this.#sign.setAttribute("role", "status");
    this.#sign.setAttribute("aria-label", "refreshing");
    page.layer.prepend(this.#sign);
  }

  /** A finger or the mouse went down. */
  down(x: number, y: number): void {
    const may = this.#page.look.pullRefresh && !this.#active && this.#page.scroller.scrollTop <= 0;
    this.#from = may ? { x, y } : null;
  }

  move(x: number, y: number): void {
    if (this.#from === null) return;
    const dy = y - this.#from.y;
    if (this.#distance === 0 && (dy < 8 || Math.abs(x - this.#from.x) > dy)) return;
    this.#show(Math.max(0, Math.min(120, dy * 0.6)));
  }

  up(): void {
    if (this.#from === null) return;
    this.#from = null;
    if (this.#distance >= ENOUGH * 0.6) this.start("manual");
    else this.#show(0);
  }

  /** Opens the sign and tells the page. */
  start(from: "manual" | "code"): void {
    if (this.#active) return;
    this.#active = true;
    this.#sign.classList.add("on");
    this.#show(OPEN);
    this.#send("pullDownRefresh", { from });
  }

  stop(): void {
    this.#active = false;
    this.#sign.classList.remove("on");
    this.#show(0);
  }

  #show(distance: number): void {
    this.#distance = distance;
    this.#sign.hidden = distance === 0;
    const style = this.#page.scroller.style;
    style.transition = this.#from === null && !this.#context.look().reducedMotion ? "padding-top .2s" : "none";
    style.paddingTop = distance === 0 ? "" : `${distance}px`;
    this.#sign.style.opacity = String(Math.min(1, distance / OPEN));
  }
}
