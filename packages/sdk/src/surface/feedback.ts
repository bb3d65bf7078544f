import type { Cancel, Clock } from "@berth/core";
import { element, icon } from "./element.js";

/** Toast and loading of one app (F-CAT-D4, D5). */
export class Feedback {
  readonly #screen: HTMLElement;
  readonly #clock: Clock;
  #toast: HTMLElement | null = null;
  #loading: HTMLElement[] = [];
  #cancelToast: Cancel = () => {};
  #cancelLoading: Cancel = () => {};
  /** Counts indicators. */
  #turn = 0;

  constructor(screen: HTMLElement, clock: Clock) {
    this.#screen = screen;
    this.#clock = clock;
  }

  /** Whether a loading indicator is up (L-BLK-5). */
  get busy(): boolean {
    return this.#loading.length > 0;
  }

  toast(content: string, type: "none" | "success" | "fail" | "exception", durationMs: number): void {
    this.hideToast();
    if (content === "" && type === "none") return;
    const box = element("div", { class: type === "none" ? "toast" : "toast tall", attributes: { role: "status" } });
    if (type !== "none") box.appendChild(icon(type));
    if (content !== "") box.appendChild(element("span", { text: content }));
    this.#screen.appendChild(box);
    this.#toast = box;
    this.#cancelToast = this.#clock.setTimer(Math.max(300, Math.min(durationMs, 60_000)), () => this.hideToast());
  }

  hideToast(): void {
    this.#cancelToast();
    this.#toast?.remove();
    this.#toast = null;
  }

  /** Shows the indicator, in place of one that is up. @returns hides this one; nothing when another has taken its place */
  loading(content: string, delayMs: number): Cancel {
    this.hideLoading();
    const turn = this.#turn;
    this.#cancelLoading = this.#clock.setTimer(Math.max(0, delayMs), () => {
      const shield = element("div", { class: "busy-shield" });
      const box = element("div", { class: "toast tall busy", attributes: { role: "status", "aria-busy": "true" } }, [
        element("div", { class: "spinner big" }),
        content === "" ? null : element("span", { text: content }),
      ]);
      this.#screen.append(shield, box);
      this.#loading = [shield, box];
    });
    return () => {
      if (turn === this.#turn) this.hideLoading();
    };
  }

  hideLoading(): void {
    this.#turn += 1;
    this.#cancelLoading();
    for (const node of this.#loading) node.remove();
    this.#loading = [];
  }

  dispose(): void {
    this.hideToast();
    this.hideLoading();
  }
}
