import type { Clock } from "@berth/core";
import type { PackageManifest } from "@berth/core/manifest";
import type { StackPage, ViewLook } from "@berth/core/wire";
import type { HostTitleBar, TitleBarActions } from "../extension.js";
import type { ResourceOutcome } from "../gate/resource-gate.js";
import { Cover } from "./cover.js";
import { Dialogs } from "./dialogs.js";
import type { ShownDocument } from "./document-viewer.js";
import { element } from "./element.js";
import { Feedback } from "./feedback.js";
import { showImages } from "./image-viewer.js";
import { chromeStyle } from "./style.js";
import { TabBar } from "./tab-bar.js";
import { type ReadImage, TitleBar } from "./title-bar.js";
import { type Words, wordsFor } from "./words.js";

/** What the user does with the chrome. */
export interface SurfaceActions {
  back(): void;
  home(): void;
  close(): void;
  tab(index: number): void;
  titleClick(): void;
  /** The title was tapped twice: back to the top (F-TAG-11). */
  toTop(): void;
  optionMenu(): void;
  popMenu(): void;
  menuItems(): MenuItem[];
  menu(item: string): void;
  resized(): void;
}

/** An item of the capsule's menu. */
export interface MenuItem {
  id: string;
  text: string;
}

/** How the surface starts. */
export interface SurfaceOptions {
  container: HTMLElement;
  clock: Clock;
  locale: string;
  direction: "ltr" | "rtl";
  dark: boolean;
  name: string;
  iconUrl: string;
  showTitleBar: boolean;
  titleBarColor?: string;
  titleColor?: string;
  titleAlignment?: "left" | "center";
  showTitleLoading: boolean;
  /** Turned by a quarter where the container is higher than wide (H-PARAM-7). */
  turned: boolean;
  ownTitleBar?: (pageId: number, path: string, actions: TitleBarActions) => HostTitleBar;
  actions: SurfaceActions;
}

/** The phone app around a mini program: title bar, capsule, page area, tab bar, dialogs, loading and error pages. */
export class AppSurface {
  readonly words: Words;
  readonly dialogs: Dialogs;
  readonly feedback: Feedback;
  readonly titleBar: TitleBar;
  readonly cover: Cover;
  /** Where the guest's stage goes. */
  readonly stageLayer = element("div", { class: "layer" });
  /** Where a web-view's stage and its refusal page go, above the page (F-WEB-1). */
  readonly webviewLayer = element("div", { class: "layer" });
  readonly #host = document.createElement("div");
  readonly #screen = element("div", { class: "screen" });
  readonly #body = element("main", { class: "body" }, [this.stageLayer, this.webviewLayer]);
  readonly #options: SurfaceOptions;
  readonly #resize: ResizeObserver;
  #tabBar: TabBar | null = null;
  readonly #noShare = new Set<number>();
  #dark: boolean;
  #read: ReadImage = async () => null;

  constructor(options: SurfaceOptions) {
    this.#options = options;
    this.#dark = options.dark;
    this.words = wordsFor(options.locale);
    const root = this.#host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(chromeStyle);
    root.adoptedStyleSheets = [sheet];
    this.#screen.lang = options.locale;
    this.#screen.dir = options.direction;
    this.#screen.classList.toggle("dark", options.dark);
    this.dialogs = new Dialogs(this.#screen, this.words);
    this.feedback = new Feedback(this.#screen, options.clock);
    this.cover = new Cover(this.#screen, this.words, { name: options.name, iconUrl: options.iconUrl });
    const { actions, ownTitleBar } = options;
    const menu = (): void => {
      actions.popMenu();
      void this.#openMenu();
    };
    const { back, home, close } = actions;
    this.titleBar = new TitleBar(
      this.words,
      {
        back: actions.back,
        home: actions.home,
        close: actions.close,
        title: actions.titleClick,
        top: actions.toTop,
        optionMenu: actions.optionMenu,
        menu,
      },
      (address) => this.#read(address),
      {
        hidden: !options.showTitleBar,
        left: options.titleAlignment === "left",
        loading: options.showTitleLoading,
        ...(options.titleBarColor === undefined ? {} : { titleBarColor: options.titleBarColor }),
        ...(options.titleColor === undefined ? {} : { titleColor: options.titleColor }),
      },
      ownTitleBar === undefined
        ? null
        : (pageId, path) => {
            try {
              const bar = ownTitleBar(pageId, path, { back, home, menu, close });
              this.#host.appendChild(bar.element);
              return bar;
            } catch (error) {
              console.error(error);
              return null;
            }
          },
    );
    const sheets = element("div", { class: "sheets" }, [document.createElement("slot")]);
    this.#screen.append(this.titleBar.element, this.#body, sheets);
    root.appendChild(this.#screen);
    this.#place(options.container, () => options.container.appendChild(this.#host));
    this.#resize = new ResizeObserver(() => {
      this.#turn();
      actions.resized();
    });
    this.#resize.observe(this.#body);
    if (options.turned) this.#resize.observe(options.container);
  }

  /** Moves the app into another element without ending its frames. False where that cannot be done, or they have ended. */
  moveTo(container: HTMLElement): boolean {
    if (!this.#host.isConnected) return false;
    if (this.#host.parentNode === container) return true;
    const { moveBefore } = container as HTMLElement & { moveBefore?(node: Node, before: Node | null): void };
    if (moveBefore === undefined) return false;
    try {
      this.#place(container, () => moveBefore.call(container, this.#host, null));
    } catch {
      // Another document, or a container that is in none.
    }
    return this.#host.parentNode === container;
  }

  /** Whether the program has taken sharing out of the menu of a page. */
  shareHidden(pageId: number): boolean {
    return this.#noShare.has(pageId);
  }

  hideShare(pageId: number, hidden: boolean): void {
    if (hidden) this.#noShare.add(pageId);
    else this.#noShare.delete(pageId);
  }

  /** Forgets what belonged to a page. */
  pageGone(pageId: number): void {
    this.titleBar.forget(pageId);
    this.#noShare.delete(pageId);
  }

  get tabBar(): TabBar {
    this.#tabBar ??= this.useTabs(undefined, async () => null);
    return this.#tabBar;
  }

  /**
   * The app's element in the page. Children that a host appends are drawn over the whole app, above its own dialogs, and
   * styled by the page's sheets (they stay in the page's tree and are slotted into the chrome).
   */
  get root(): HTMLElement {
    return this.#host;
  }

  /** Builds the tab bar once the manifest is known; `read` is for its pictures and those of the title bar. */
  useTabs(tabs: PackageManifest["app"]["tabBar"], read: ReadImage): TabBar {
    this.#read = read;
    this.#tabBar?.element.remove();
    const items = (tabs?.custom === true ? [] : (tabs?.items ?? [])).map(({ pagePath, name, icon, activeIcon }) => ({
      pagePath,
      name,
      ...(icon === undefined ? {} : { icon }),
      ...(activeIcon === undefined ? {} : { activeIcon }),
    }));
    const style = {
      ...(tabs?.textColor === undefined ? {} : { textColor: tabs.textColor }),
      ...(tabs?.selectedColor === undefined ? {} : { selectedColor: tabs.selectedColor }),
      ...(tabs?.backgroundColor === undefined ? {} : { backgroundColor: tabs.backgroundColor }),
    };
    this.#tabBar = new TabBar(this.words, items, style, read, (index) => this.#options.actions.tab(index));
    this.#screen.appendChild(this.#tabBar.element);
    return this.#tabBar;
  }

  /** Shows title and tabs of the page on top. */
  showStack(pages: readonly StackPage[], manifest: PackageManifest): void {
    const top = pages.at(-1);
    if (top === undefined) return;
    this.titleBar.place({
      pageId: top.pageId,
      path: top.path,
      look: (manifest.pages[top.path] ?? manifest.app.window) as Parameters<TitleBar["place"]>[0]["look"],
      canGoBack: pages.length > 1,
      canGoHome: pages.length === 1 && !top.tab && top.path !== manifest.app.home,
    });
    this.tabBar.select(top.path);
  }

  /** Asks whether to wait for a program that does not answer (S-MSG-11). True: close it. */
  askUnresponsive(signal: AbortSignal): Promise<boolean> {
    const { words } = this;
    const title = words.unresponsive(this.cover.name);
    return this.dialogs.confirm({ title, content: "", confirmText: words.close, cancelText: words.wait }, signal);
  }

  /** Files from the browser's own picker; null when the user chose none. */
  pickFiles(options: { accept: string; multiple: boolean; camera: boolean }): Promise<File[] | null> {
    const input = element("input", { attributes: { type: "file", accept: options.accept } });
    input.multiple = options.multiple;
    if (options.camera) input.setAttribute("capture", "environment");
    return new Promise((resolve) => {
      input.addEventListener("change", () => resolve(input.files === null ? null : [...input.files]));
      input.addEventListener("cancel", () => resolve(null));
      input.click();
    });
  }

  /** Full-screen pictures; a tap goes on, Escape and a tap on the last one close. */
  previewImages(urls: readonly string[], start: number, read: (address: string) => Promise<ResourceOutcome>): void {
    showImages(this.#screen, this.words.next, { urls, start, read });
  }

  /** A document over the whole app; gives what closes it. */
  async showDocument(shown: ShownDocument): Promise<() => void> {
    const { showDocument } = await import("./document-viewer.js");
    return showDocument(this.#screen, this.words, shown);
  }

  setDark(dark: boolean): void {
    this.#dark = dark;
    this.#screen.classList.toggle("dark", dark);
    this.titleBar.themeChanged();
  }

  /** Theme for the view. */
  look(): ViewLook {
    return {
      colorScheme: this.#dark ? "dark" : "light",
      fontScale: 1,
      locale: this.#options.locale,
      direction: this.#options.direction,
      reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
    };
  }

  /** Sizes for getSystemInfo, px. */
  metrics(): {
    windowWidth: number;
    windowHeight: number;
    screenWidth: number;
    screenHeight: number;
    statusBarHeight: number;
    titleBarHeight: number;
  } {
    const statusBarHeight = Number.parseFloat(getComputedStyle(this.titleBar.element).paddingTop) || 0;
    // Sizes of the layout: what the page turns or scales around the app is not the program's matter.
    return {
      windowWidth: this.#body.offsetWidth,
      windowHeight: this.#body.offsetHeight,
      screenWidth: this.#host.offsetWidth,
      screenHeight: this.#host.offsetHeight,
      statusBarHeight,
      titleBarHeight: Math.round(this.titleBar.element.offsetHeight - statusBarHeight),
    };
  }

  setVisible(visible: boolean): void {
    this.#host.style.display = visible ? "" : "none";
  }

  dispose(): void {
    this.dialogs.closeAll();
    this.feedback.dispose();
    this.titleBar.dispose();
    this.#tabBar?.dispose();
    this.#resize.disconnect();
    this.#host.remove();
  }

  async #openMenu(): Promise<void> {
    const { actions } = this.#options;
    const items = actions.menuItems();
    const index = await this.dialogs.actionSheet(
      {
        title: this.cover.name,
        items: items.map(({ text }) => text),
        cancelText: this.words.cancel,
        destructiveIndex: -1,
      },
      new AbortController().signal,
    );
    const item = items[index];
    if (item !== undefined) actions.menu(item.id);
  }

  #place(container: HTMLElement, put: () => void): void {
    if (getComputedStyle(container).position === "static") container.style.position = "relative";
    put();
    this.#turn();
  }

  /** A quarter turn clockwise: the app is as wide as its container is high. */
  #turn(): void {
    const container = this.#host.parentElement;
    if (!this.#options.turned || container === null) return;
    const { clientWidth: width, clientHeight: height } = container;
    const turn = height > width;
    Object.assign(this.#host.style, {
      inset: turn ? `0 auto auto ${width}px` : "",
      width: turn ? `${height}px` : "",
      height: turn ? `${width}px` : "",
      transformOrigin: "0 0",
      transform: turn ? "rotate(90deg)" : "",
    });
  }
}
