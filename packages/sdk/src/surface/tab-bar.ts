import { element } from "./element.js";
import type { ReadImage } from "./title-bar.js";
import type { Words } from "./words.js";

/** One tab as the manifest or `my.setTabBarItem` gives it; icons are package paths. */
export interface TabItem {
  pagePath: string;
  name: string;
  icon?: string;
  activeIcon?: string;
}

/** Tab bar of an app (F-APPJ-4, F-CAT-B3 to B5). */
export class TabBar {
  readonly element: HTMLElement;
  readonly #items: TabItem[];
  readonly #badges = new Map<number, string>();
  readonly #icons = new Map<string, string>();
  readonly #read: ReadImage;
  readonly #tabs: HTMLButtonElement[];
  readonly #tap: (index: number) => void;
  #active = -1;
  #hidden = false;
  #onTabPage = false;

  constructor(
    words: Words,
    items: readonly TabItem[],
    style: { textColor?: string; selectedColor?: string; backgroundColor?: string },
    read: ReadImage,
    tap: (index: number) => void,
  ) {
    this.#items = items.map((item) => ({ ...item }));
    this.#read = read;
    this.#tap = tap;
    this.element = element("nav", { class: "tabs", attributes: { role: "tablist", "aria-label": words.tabs } });
    this.#tabs = this.#items.map((_, index) => {
      const attributes = { type: "button", role: "tab" };
      return element("button", { class: "tab", attributes, click: () => this.#tap(index) });
    });
    this.element.append(...this.#tabs);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.setStyle(style);
    this.#draw();
  }

  /** Arrow keys go from tab to tab, as in every list of tabs. */
  #key(event: KeyboardEvent): void {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = this.#tabs.indexOf(event.target as HTMLButtonElement);
    if (way === 0 || at < 0) return;
    const sign = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    this.#tabs.at((at + way * sign) % this.#tabs.length)?.focus();
    event.preventDefault();
  }

  /** Selects the tab of the shown page; hides the bar on pages that are none. */
  select(pagePath: string | null): void {
    const index = this.#items.findIndex((item) => item.pagePath === pagePath);
    this.#onTabPage = index >= 0;
    if (index >= 0) this.#active = index;
    this.#draw();
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.#draw();
  }

  setStyle(style: {
    textColor?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
  }): void {
    if (style.textColor !== undefined) this.element.style.setProperty("--tab-color", style.textColor);
    if (style.selectedColor !== undefined) this.element.style.setProperty("--tab-active", style.selectedColor);
    // Colours of a program are meant for a white bar unless it says another, in the dark too.
    const colours = style.textColor ?? style.selectedColor;
    if (colours !== undefined && style.backgroundColor === undefined && this.element.style.backgroundColor === "") {
      this.setStyle({ backgroundColor: "#fff", borderStyle: "black" });
    }
    if (style.backgroundColor !== undefined) this.element.style.backgroundColor = style.backgroundColor;
    if (style.borderStyle !== undefined) {
      this.element.style.borderTopColor = style.borderStyle === "white" ? "#fff" : "#0000001a";
    }
  }

  setItem(index: number, change: { name?: string; icon?: string; activeIcon?: string }): void {
    const item = this.#items[index];
    if (item === undefined) return;
    Object.assign(item, change);
    this.#draw();
  }

  /** Text, "" for a dot, null for none. */
  setBadge(index: number, text: string | null): void {
    if (text === null) this.#badges.delete(index);
    else this.#badges.set(index, text);
    this.#draw();
  }

  dispose(): void {
    for (const address of this.#icons.values()) if (address !== "") URL.revokeObjectURL(address);
    this.#icons.clear();
  }

  #draw(): void {
    this.element.hidden = this.#items.length === 0 || this.#hidden || !this.#onTabPage;
    this.#items.forEach((item, index) => {
      const tab = this.#tabs[index]!;
      const selected = index === this.#active;
      const path = selected ? (item.activeIcon ?? item.icon) : item.icon;
      const badge = this.#badges.get(index);
      tab.classList.toggle("plain", path === undefined);
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected || (this.#active < 0 && index === 0) ? 0 : -1;
      tab.replaceChildren(
        ...(path === undefined ? [] : [this.#icon(path)]),
        element("span", { text: item.name }),
        ...(badge === undefined
          ? []
          : [element("span", { class: badge === "" ? "badge dot" : "badge", text: badge.slice(0, 8) })]),
      );
    });
  }

  #icon(path: string): HTMLImageElement {
    const image = element("img", { attributes: { alt: "" } });
    const known = this.#icons.get(path);
    if (known !== undefined) {
      if (known !== "") image.src = known;
      return image;
    }
    this.#icons.set(path, "");
    void this.#read(path).then((got) => {
      if (got === null) return;
      this.#icons.set(path, got instanceof Blob ? URL.createObjectURL(got) : got);
      this.#draw();
    });
    return image;
  }
}
