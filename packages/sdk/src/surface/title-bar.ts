import type { PageConfig } from "@berth/core/wire";
import type { HostTitleBar } from "../extension.js";
import { button, element, icon } from "./element.js";
import { readableColor } from "./readable-color.js";
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
  path: string;
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
  /** The title was tapped twice. */
  top(): void;
  optionMenu(): void;
}

/** Reads a picture of the package or of an allowed address; null when it may not be shown. */
export type ReadImage = (address: string) => Promise<Blob | string | null>;

/** Makes the host's own bar of a page, and puts it into the page's tree; null: this page gets ours. */
export type OwnTitleBar = (pageId: number, path: string) => HostTitleBar | null;

/** px of scrolling over which a bar of `transparentTitle: auto` becomes solid. */
const SOLID_AFTER = 100;

const yes = (value: unknown): boolean => value === true || value === "YES";

/** Runs code of the host; what it throws is logged. */
function told(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.error(error);
  }
}

/** Title bar and capsule. The capsule is the host's and stays whatever a page does. */
export class TitleBar {
  readonly element: HTMLElement;
  readonly #title = element("span", { class: "title-text" });
  readonly #spinner = element("span", { class: "spinner small" });
  readonly #picture = element("img", { attributes: { alt: "" } });
  readonly #optionIcon = element("img", { attributes: { alt: "" } });
  readonly #back: HTMLButtonElement;
  readonly #home: HTMLButtonElement;
  readonly #option: HTMLButtonElement;
  readonly #read: ReadImage;
  readonly #changes = new Map<number, TitleChange>();
  readonly #defaults: { titleBarColor?: string; titleColor?: string; hidden: boolean; loading: boolean };
  #place: TitlePlace | null = null;
  #image: Blob | string | null = null;
  #imageAddress: string | null = null;
  #optionAddress: string | null = null;
  readonly #ownBar: OwnTitleBar | null;
  readonly #own = new Map<number, HostTitleBar | null>();
  /** Scroll positions of the pages, for those whose bar follows them. */
  readonly #scrolled = new Map<number, number>();

  constructor(
    words: Words,
    actions: TitleActions,
    read: ReadImage,
    defaults: { titleBarColor?: string; titleColor?: string; hidden: boolean; left: boolean; loading: boolean },
    ownBar: OwnTitleBar | null = null,
  ) {
    this.#defaults = defaults;
    this.#ownBar = defaults.hidden ? null : ownBar;
    const slot = element("slot", { attributes: { name: "title-bar" } });
    this.#back = button(words.back, "bar-button", actions.back, icon("back"));
    this.#home = button(words.home, "bar-button", actions.home, icon("home"));
    this.#read = read;
    this.#picture.hidden = true;
    this.#option = button(words.options, "bar-button", actions.optionMenu, this.#optionIcon);
    this.#option.hidden = true;
    const title = element("div", { class: "title", click: () => actions.title() }, [
      this.#spinner,
      this.#picture,
      this.#title,
    ]);
    title.addEventListener("dblclick", () => actions.top());
    const capsule = element("div", { class: "capsule" }, [
      button(words.menu, "", actions.menu, icon("more")),
      button(words.close, "", actions.close, icon("close")),
    ]);
    this.element = element("header", { class: defaults.left ? "bar left" : "bar" }, [
      element("div", { class: "bar-row" }, [
        element("div", { class: "bar-left" }, [this.#back, this.#home]),
        title,
        element("div", { class: "bar-right" }, [this.#option, capsule]),
      ]),
      slot,
    ]);
    this.#draw();
  }

  /** Shows the bar for a page. */
  place(place: TitlePlace): void {
    const fresh = this.#place?.pageId !== place.pageId;
    this.#place = place;
    if (fresh) {
      this.#readLook(place);
      this.#useOwn(place);
    }
    this.#draw();
  }

  /** Pictures that the page's json names (F-WIN-3, `optionMenu`). */
  #readLook({ pageId, look }: TitlePlace): void {
    const { titleImage } = look;
    if (typeof titleImage === "string" && titleImage !== "" && !this.#changes.has(pageId)) {
      void this.#read(titleImage).then((image) => {
        if (image !== null && this.#changes.get(pageId)?.titleImage === undefined) {
          this.change(pageId, { titleImage: image });
        }
      });
    }
    const menu = look["optionMenu"];
    const named = typeof menu === "object" && menu !== null && !Array.isArray(menu) ? menu["icon"] : null;
    this.#option.hidden = true;
    if (typeof named !== "string" || named === "") return;
    void this.#read(named).then((image) => {
      if (image === null || this.#place?.pageId !== pageId) return;
      if (this.#optionAddress !== null) URL.revokeObjectURL(this.#optionAddress);
      this.#optionAddress = image instanceof Blob ? URL.createObjectURL(image) : null;
      this.#optionIcon.src = this.#optionAddress ?? (image as string);
      this.#option.hidden = false;
    });
  }

  /** H-EXT-7: each page has a bar of its own; a slot shows that of the page on top. */
  #useOwn({ pageId, path }: TitlePlace): void {
    if (this.#ownBar === null) return;
    if (!this.#own.has(pageId)) this.#own.set(pageId, this.#ownBar(pageId, path));
    for (const [id, bar] of this.#own) if (bar !== null) bar.element.slot = id === pageId ? "title-bar" : "covered";
    this.element.classList.toggle("own", this.#own.get(pageId) !== null);
  }

  change(pageId: number, change: TitleChange): void {
    const { reset, ...rest } = change;
    this.#changes.set(pageId, reset === true ? rest : { ...this.#changes.get(pageId), ...rest });
    if (this.#place === null || pageId === this.#place.pageId) this.#draw();
  }

  /** Light became dark, or the other way round: what reads well on the bar may be another colour now. */
  themeChanged(): void {
    this.#draw();
  }

  /** Background colour of a page's bar. */
  color(pageId: number): string {
    return this.#changes.get(pageId)?.backgroundColor ?? getComputedStyle(this.element).backgroundColor;
  }

  forget(pageId: number): void {
    this.#changes.delete(pageId);
    this.#scrolled.delete(pageId);
    this.#dropOwn(pageId);
  }

  #dropOwn(pageId: number): void {
    const bar = this.#own.get(pageId);
    this.#own.delete(pageId);
    if (bar === undefined || bar === null) return;
    bar.element.remove();
    told(() => bar.dispose?.());
  }

  /** transparentTitle auto follows the page's scrolling (F-WIN-7). */
  scrolled(pageId: number, scrollTop: number): void {
    const before = this.#scrolled.get(pageId) ?? 0;
    this.#scrolled.set(pageId, scrollTop);
    const shown = pageId === this.#place?.pageId && this.#place.look.transparentTitle === "auto";
    if (shown && Math.min(before, scrollTop) < SOLID_AFTER) this.#draw();
  }

  dispose(): void {
    for (const pageId of [...this.#own.keys()]) this.#dropOwn(pageId);
    for (const address of [this.#imageAddress, this.#optionAddress]) if (address !== null) URL.revokeObjectURL(address);
    this.#imageAddress = null;
    this.#optionAddress = null;
  }

  #draw(): void {
    const look = this.#place?.look ?? {};
    const change = (this.#place === null ? undefined : this.#changes.get(this.#place.pageId)) ?? {};
    const transparent = look.transparentTitle ?? "none";
    const over = transparent !== "none" || this.#defaults.hidden;
    const scrolled = Math.min(1, (this.#scrolled.get(this.#place?.pageId ?? 0) ?? 0) / SOLID_AFTER);
    const shownAlpha = transparent === "auto" ? scrolled : transparent === "always" ? 0 : 1;
    const alpha = this.#defaults.hidden ? 0 : shownAlpha;
    const bar = this.element;
    const background = change.backgroundColor ?? look.titleBarColor ?? this.#defaults.titleBarColor ?? "";
    bar.classList.toggle("over", over);
    bar.classList.toggle("clear", alpha === 0);
    bar.classList.toggle("through", over && (yes(look.titlePenetrate) || this.#defaults.hidden));
    // Colours only: the program's words stand in the host's document, where a background could load something.
    bar.style.backgroundColor = "";
    if (alpha === 1) bar.style.backgroundColor = background;
    else if (alpha > 0) {
      const part = `${Math.round(alpha * 100)}%, transparent)`;
      bar.style.backgroundColor = `color-mix(in srgb, var(--bar) ${part}`;
      if (background !== "") bar.style.backgroundColor = `color-mix(in srgb, ${background} ${part}`;
    }
    // Over a picture that nobody knows here, a veil makes the title readable.
    bar.classList.toggle("veiled", transparent !== "none" && alpha < 0.5 && change.frontColor === undefined);
    const front = change.frontColor ?? (alpha < 0.5 ? undefined : this.#defaults.titleColor);
    bar.style.color = front ?? "";
    // A bar in the theme's own colours reads well; what the program or the page lies under it may not.
    if (bar.style.color === "" && (background !== "" || over)) {
      const under = alpha < 0.5 ? look.backgroundColor : background === "" ? "var(--bar)" : background;
      const probe = element("i");
      probe.style.color = typeof under === "string" ? under : "";
      if (probe.style.color === "") probe.style.color = "#fff";
      bar.appendChild(probe);
      bar.style.color = readableColor(getComputedStyle(probe).color, "rgb(255, 255, 255)");
      probe.remove();
    }
    bar.classList.toggle("light", readableColor(getComputedStyle(bar).color, "rgb(0, 0, 0)") === "#111");
    bar.style.borderBottom = change.borderBottomColor === undefined ? "" : `1px solid ${change.borderBottomColor}`;
    this.#showImage(change.titleImage ?? null);
    const title = change.title ?? look.defaultTitle ?? "";
    this.#title.textContent = this.#defaults.hidden ? "" : title;
    this.#title.hidden = change.titleImage !== undefined && change.title === undefined;
    this.#spinner.hidden = !(change.loading ?? (this.#defaults.loading || yes(look["showTitleLoading"])));
    this.#back.hidden = this.#place?.canGoBack !== true;
    this.#home.hidden = this.#place?.canGoHome !== true || change.hideHome === true;
    const own = this.#own.get(this.#place?.pageId ?? 0);
    if (own === undefined || own === null) return;
    told(() =>
      own.update({
        title,
        backgroundColor: background,
        frontColor: change.frontColor ?? this.#defaults.titleColor ?? "",
        loading: !this.#spinner.hidden,
        canGoBack: !this.#back.hidden,
        canGoHome: !this.#home.hidden,
        transparent: transparent !== "none",
      }),
    );
  }

  #showImage(source: Blob | string | null): void {
    if (source === this.#image) return;
    this.#image = source;
    if (this.#imageAddress !== null) URL.revokeObjectURL(this.#imageAddress);
    this.#imageAddress = source instanceof Blob ? URL.createObjectURL(source) : null;
    this.#picture.hidden = source === null;
    if (source !== null) this.#picture.src = this.#imageAddress ?? (source as string);
    else this.#picture.removeAttribute("src");
  }
}
