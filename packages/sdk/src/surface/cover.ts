import type { ErrorPageInfo } from "../extension.js";
import { appIcon, type SheetHead } from "./dialogs.js";
import { button, element } from "./element.js";
import type { Words } from "./words.js";

/** What lies over the whole app while it shows no page: the loading page, or why it cannot be shown. */
export class Cover {
  readonly #screen: HTMLElement;
  readonly #words: Words;
  /** What the loading page says while it is up. */
  #head: SheetHead;
  #shown: HTMLElement | null = null;

  constructor(screen: HTMLElement, words: Words, head: SheetHead) {
    this.#screen = screen;
    this.#words = words;
    this.#head = head;
  }

  /** The app's name as far as it is known. */
  get name(): string {
    return this.#head.name;
  }

  /** The loading page (H-UPD-1). */
  showLoading(): void {
    this.#show([
      appIcon(this.#head),
      element("h1", { text: this.#head.name }),
      element("div", { class: "spinner", attributes: { role: "status", "aria-label": this.#words.loading } }),
    ]);
    this.#shown?.classList.add("loading");
  }

  /** Name and icon became known. */
  named(head: SheetHead): void {
    const { name, iconUrl } = this.#head;
    if (head.name === "" || (head.name === name && head.iconUrl === iconUrl)) return;
    this.#head = head;
    if (this.#shown?.classList.contains("loading") === true) this.showLoading();
  }

  hide(): void {
    this.#shown?.remove();
    this.#shown = null;
  }

  /** The default error page: says code, stage, what happened and, where known, file and line (H-EXT-4, H-ERR-12). */
  showError(info: ErrorPageInfo & { name: string; where?: string; stack?: string }, retry: (() => void) | null): void {
    this.#show([
      element("h1", { text: this.#words.failed }),
      element("p", { text: info.errorMessage }),
      element("div", { class: "facts" }, [
        element("span", { text: `${info.errorCode} ${info.name}` }),
        element("span", { text: info.stage }),
        info.where === undefined ? null : element("span", { text: info.where }),
      ]),
      info.stack === undefined || info.stack === "" ? null : element("pre", { text: info.stack }),
      retry === null ? null : button(this.#words.retry, "action", retry),
    ]);
    this.#shown?.setAttribute("role", "alert");
  }

  /** A page of the host's own instead of the default one. */
  showCustomError(content: HTMLElement): void {
    this.#show([content]);
    this.#shown?.classList.add("whole");
  }

  #show(children: (Node | null)[]): void {
    this.hide();
    this.#shown = element("div", { class: "cover" }, children);
    this.#screen.appendChild(this.#shown);
  }
}
