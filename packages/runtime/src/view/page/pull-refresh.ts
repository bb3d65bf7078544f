import type { Json } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import { type Follower, isTaken } from "../gesture/follower.js";
import { styleAddress } from "../style/style-address.js";
import type { Page } from "./page.js";

/** px a page stays open while it refreshes; also how far it has to be pulled. */
const OPEN = 50;
/** px of movement before a pull begins, and how much of the movement the page follows. */
const SLACK = 8;
const FOLLOWS = 0.6;

/** Pull-down refresh of one page (F-PAGE-2): by finger or mouse, or by `my.startPullDownRefresh`. */
export class PullRefresh implements Follower {
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
    this.#sign.append(context.document.createElement("i"));
    this.#dress();
    page.layer.prepend(this.#sign);
  }

  /** What shows above a page that is pulled down (F-WIN-2, F-WIN-3). */
  #dress(): void {
    const { pullColor, pullImage } = this.#page.look;
    if (pullColor !== null) this.#sign.style.backgroundColor = pullColor;
    if (pullImage === null) return;
    this.#context.resources.want(pullImage, "image", (outcome) => {
      if ("url" in outcome) this.#sign.style.backgroundImage = styleAddress(outcome.url);
      else this.#context.toHost(["resourceError", pullImage, "image", outcome.refused]);
    });
  }

  /** Colour behind the sign and of the sign itself, "" for what the styles say (F-CAT-E7). */
  recolour(behind: string | null, sign: string | null): void {
    if (behind !== null) this.#sign.style.backgroundColor = behind;
    const dot = this.#sign.firstElementChild as HTMLElement;
    if (sign !== null) dot.style.borderColor = sign === "" ? "" : `${sign} transparent ${sign} ${sign}`;
  }

  down(x: number, y: number, path: readonly EventTarget[]): void {
    const may =
      this.#page.look.pullRefresh &&
      !this.#active &&
      this.#page.scroller.scrollTop <= 0 &&
      !isTaken(path, this.#context.window, "y");
    this.#from = may ? { x, y } : null;
  }

  move(x: number, y: number): void {
    if (this.#from === null) return;
    const dy = y - this.#from.y;
    if (this.#distance === 0) {
      if (Math.abs(x - this.#from.x) > Math.abs(dy) + SLACK || dy < -SLACK) this.#from = null;
      if (this.#from === null || dy < SLACK) return;
    }
    this.#show(Math.max(1, Math.min(120, (dy - SLACK) * FOLLOWS)));
  }

  up(cancelled: boolean): void {
    if (this.#from === null) return;
    this.#from = null;
    if (this.#distance >= OPEN && !cancelled) this.start("manual");
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
    if (this.#from === null) this.#show(0);
  }

  #show(distance: number): void {
    if (distance === this.#distance) return;
    this.#distance = distance;
    this.#sign.hidden = distance === 0;
    this.#sign.style.height = `${distance}px`;
    const { style } = this.#page.scroller;
    style.transition = this.#from === null && !this.#context.look().reducedMotion ? "top .2s" : "none";
    style.top = distance === 0 ? "" : `${distance}px`;
    (this.#sign.firstElementChild as HTMLElement).style.opacity = String(Math.min(1, distance / OPEN));
  }
}
