import type { PageConfig } from "@berth/core/wire";
import { button, element, icon } from "./element.js";
import type { Words } from "./words.js";

/** What a running program changes of its title bar (F-CAT-B1, B2). */
export interface TitleChange {
  title?: string;
  titleImage?: Blob | string;
  backgroundColor?: string;
  frontColor?: string;
  borderBottomColor?: string;
  loading?: boolean;
  hideHome?: boolean;
  reset?: true;
}

/** Where the shown page stands in the stack. */
export interface TitlePlace {
  pageId: number;
  look: PageConfig;
  canGoBack: boolean;
  canGoHome: boolean;
}

/** What the user does with the bar. */
export interface TitleActions {
  back(): void;
  home(): void;
  menu(): void;
  close(): void;
  title(): void;
}

const yes = (value: unknown): boolean => value === true || value === "YES";

/** Title bar and capsule. The capsule is the host's and stays whatever a page does. */
export class TitleBar {
  readonly element: HTMLElement;
  readonly #title = element("span", { class: "title-text" });
  readonly #spinner = element("span", { class: "spinner small" });
  readonly #image = element("img", { attributes: { alt: "" } });
  readonly #back: HTMLButtonElement;
  readonly #home: HTMLButtonElement;
  readonly #changes = new Map<number, TitleChange>();
  readonly #defaults: { titleBarColor?: string; titleColor?: string; hidden: boolean; loading: boolean };
  #place: TitlePlace | null = null;
  #imageAddress: string | null = null;
  #scrollTop = 0;

  constructor(
    words: Words,
    actions: TitleActions,
    defaults: { titleBarColor?: string; titleColor?: string; hidden: boolean; left: boolean; loading: boolean },
  ) {
    this.#defaults = defaults;
    this.#back = button(words.back, "bar-button", actions.back, icon("back"));
    this.#home = button(words.home, "bar-button", actions.home, icon("home"));
    this.#image.hidden = true;
    const title = element("div", { class: "title", click: () => actions.title() }, [
      this.#spinner,
      this.#image,
      this.#title,
    ]);
    const capsule = element("div", { class: "capsule" }, [
      button(words.menu, "", actions.menu, icon("more")),
      button(words.close, "", actions.close, icon("close")),
    ]);
    this.element = element("header", { class: defaults.left ? "bar left" : "bar" }, [
      element("div", { class: "bar-row" }, [
        element("div", { class: "bar-left" }, [this.#back, this.#home]),
        title,
        capsule,
      ]),
    ]);
    this.#draw();
  }

  /** Shows the bar for a page. */
  place(place: TitlePlace): void {
    if (this.#place?.pageId !== place.pageId) this.#scrollTop = 0;
    this.#place = place;
    this.#draw();
  }

  change(pageId: number, change: TitleChange): void {
    const { reset, ...rest } = change;
    this.#changes.set(pageId, reset === true ? rest : { ...this.#changes.get(pageId), ...rest });
    if (this.#place === null || pageId === this.#place.pageId) this.#draw();
  }

  /** Background colour of a page's bar. */
  color(pageId: number): string {
    return this.#changes.get(pageId)?.backgroundColor ?? getComputedStyle(this.element).backgroundColor;
  }

  forget(pageId: number): void {
    this.#changes.delete(pageId);
  }

  /** transparentTitle auto follows the page's scrolling (F-WIN-7). */
  scrolled(pageId: number, scrollTop: number): void {
    if (pageId !== this.#place?.pageId) return;
    this.#scrollTop = scrollTop;
    if (this.#place.look.transparentTitle === "auto") this.#draw();
  }

  dispose(): void {
    if (this.#imageAddress !== null) URL.revokeObjectURL(this.#imageAddress);
    this.#imageAddress = null;
  }

  #draw(): void {
    const look = this.#place?.look ?? {};
    const change = (this.#place === null ? undefined : this.#changes.get(this.#place.pageId)) ?? {};
    const transparent = look.transparentTitle ?? "none";
    const over = transparent !== "none" || this.#defaults.hidden;
    const shownAlpha = transparent === "auto" ? Math.min(1, this.#scrollTop / 100) : transparent === "always" ? 0 : 1;
    const alpha = this.#defaults.hidden ? 0 : shownAlpha;
    const bar = this.element;
    const background = change.backgroundColor ?? look.titleBarColor ?? this.#defaults.titleBarColor ?? "";
    bar.classList.toggle("over", over);
    bar.classList.toggle("clear", alpha === 0);
    bar.classList.toggle("through", over && (yes(look.titlePenetrate) || this.#defaults.hidden));
    bar.style.background = "";
    bar.style.color = "";
    if (background !== "" && alpha > 0) {
      bar.style.background = background;
      bar.style.color =
        change.frontColor ?? this.#defaults.titleColor ?? contrast(getComputedStyle(bar).backgroundColor);
    } else if (change.frontColor !== undefined) bar.style.color = change.frontColor;
    if (alpha > 0 && alpha < 1) {
      const base = background === "" ? "var(--bar)" : background;
      bar.style.background = `color-mix(in srgb, ${base} ${Math.round(alpha * 100)}%, transparent)`;
    }
    bar.style.borderBottom = change.borderBottomColor === undefined ? "" : `1px solid ${change.borderBottomColor}`;
    this.#showImage(change.titleImage ?? null);
    const title = change.title ?? look.defaultTitle ?? "";
    this.#title.textContent = this.#defaults.hidden ? "" : title;
    this.#title.hidden = change.titleImage !== undefined && change.title === undefined;
    this.#spinner.hidden = !(change.loading ?? (this.#defaults.loading || yes(look["showTitleLoading"])));
    this.#back.hidden = this.#place?.canGoBack !== true;
    this.#home.hidden = this.#place?.canGoHome !== true || change.hideHome === true;
  }

  #showImage(source: Blob | string | null): void {
    if (this.#imageAddress !== null) URL.revokeObjectURL(this.#imageAddress);
    this.#imageAddress = source instanceof Blob ? URL.createObjectURL(source) : null;
    this.#image.hidden = source === null;
    if (source !== null) this.#image.src = this.#imageAddress ?? (source as string);
    else this.#image.removeAttribute("src");
  }
}

/** Black or white, whichever reads better on a computed colour. */
function contrast(color: string): string {
  const [r = 255, g = 255, b = 255] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? "#111" : "#fff";
}
