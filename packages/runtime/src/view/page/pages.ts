import type { Json } from "@berth/core/wire";
import { isOn, numberOf, textOf, type ViewContext } from "../component/component.js";
import type { DrawnElement } from "../tree/marks.js";
import { checkBlank } from "./blank-check.js";
import { Page } from "./page.js";
import { queryPage } from "./page-query.js";
import { followPageScroll } from "./page-scroll.js";
import { PullRefresh } from "./pull-refresh.js";
import { readLook } from "./read-look.js";
import { slide } from "./transition.js";

/** ms after a page became visible at which it is judged (H-LOG-6), and the least time for a judgement on leaving. */
const JUDGE_AFTER = 3_000;
const JUDGE_LEAST = 1_000;

/** What the pages need of the view. */
export interface PagesContext extends ViewContext {
  readonly shadowMode: ShadowRootMode;
  /** Sheets of a page, in order. */
  sheets(path: string): CSSStyleSheet[];
  sendPage(pageId: number, type: string, detail: Json): void;
  /** Starts listening inside a new page; the function returned ends it. */
  listen(page: Page, pull: PullRefresh): () => void;
}

/** All pages of the program: which are there, which one is shown, and what each can do. */
export class Pages {
  readonly #context: PagesContext;
  readonly #pages = new Map<number, Page>();
  readonly #pulls = new Map<number, PullRefresh>();
  readonly #byRoot = new WeakMap<Node, Page>();
  /** Layers that are sliding out. */
  readonly #leaving = new Set<HTMLElement>();
  #shown: Page | null = null;

  constructor(context: PagesContext) {
    this.#context = context;
  }

  get shown(): Page | null {
    return this.#shown;
  }

  get(id: number): Page | null {
    return this.#pages.get(id) ?? null;
  }

  /** The page a node is in. */
  of(node: Node): Page | null {
    return this.#byRoot.get(node.getRootNode()) ?? null;
  }

  open(id: number, path: string, look: Json): Comment | null {
    const context = this.#context;
    const page = new Page(context.document, id, path, readLook(look), context.shadowMode);
    page.root.adoptedStyleSheets = context.sheets(path);
    const send = (type: string, detail: Json): void => context.sendPage(id, type, detail);
    const pull = new PullRefresh(page, context, send);
    page.ends.push(followPageScroll(page, context, send), context.listen(page, pull));
    this.#pages.set(id, page);
    this.#pulls.set(id, pull);
    this.#byRoot.set(page.root, page);
    context.document.body.append(page.layer);
    return page.mark;
  }

  show(id: number, transition: string): void {
    const page = this.#pages.get(id);
    const before = this.#shown;
    if (page === undefined || page === before) return;
    this.#shown = page;
    const { look, document, window } = this.#context;
    const moves = before !== null && (transition === "push" || transition === "pop") && !look().reducedMotion;
    const sign = look().direction === "rtl" ? -1 : 1;
    page.layer.inert = false;
    // The order in the document is the order of layers; moving a layer would lose scroll positions inside.
    for (const each of this.#pages.values()) each.layer.style.zIndex = each === page ? "1" : "";
    page.spreadBackground(window);
    if (before !== null) this.#judgeLeaving(before);
    if (!moves || before === null) {
      if (before !== null) before.layer.inert = true;
    } else if (transition === "push") {
      void slide(page.layer, "in", sign).then(() => {
        if (this.#shown !== before) before.layer.inert = true;
      });
    } else {
      before.layer.style.zIndex = "2";
      this.#leaving.add(before.layer);
      void slide(before.layer, "out", sign).then(() => {
        this.#leaving.delete(before.layer);
        before.layer.style.zIndex = "";
        if (this.#pages.get(before.id) !== before) before.layer.remove();
        else if (this.#shown !== before) before.layer.inert = true;
      });
    }
    if (document.activeElement !== null && document.activeElement !== document.body) {
      (document.activeElement as HTMLElement).blur();
    }
    page.shownAt = window.performance.now();
    this.#judgeLater(page);
  }

  #judgeLater(page: Page): void {
    if (page.judged) return;
    const { window } = this.#context;
    const shownAt = page.shownAt;
    const handle = window.setTimeout(() => {
      // Hidden before its time: not judged by this visit.
      if (this.#shown === page && page.shownAt === shownAt) this.#judge(page, JUDGE_AFTER);
    }, JUDGE_AFTER);
    page.ends.push(() => window.clearTimeout(handle));
  }

  #judgeLeaving(page: Page): void {
    const visible = this.#context.window.performance.now() - page.shownAt;
    if (!page.judged && page.shownAt >= 0 && visible >= JUDGE_LEAST) this.#judge(page, Math.round(visible));
  }

  #judge(page: Page, after: number): void {
    if (page.judged || this.#context.document.visibilityState === "hidden") return;
    page.judged = true;
    if (checkBlank(page, this.#context.window) === "blank") this.#context.toHost(["blank", page.id, after]);
  }

  close(id: number): boolean {
    const page = this.#pages.get(id);
    if (page === undefined) return false;
    if (this.#shown === page) this.#judgeLeaving(page);
    this.#pages.delete(id);
    this.#pulls.delete(id);
    if (this.#shown === page) this.#shown = null;
    for (const end of page.ends.splice(0)) end();
    if (!this.#leaving.has(page.layer)) page.layer.remove();
    return true;
  }

  /** New sheets came: open pages take them too. */
  restyle(): void {
    for (const page of this.#pages.values()) {
      page.root.adoptedStyleSheets = this.#context.sheets(page.path);
      page.spreadBackground(this.#context.window);
    }
  }

  /** Pages whose first batch has just come into the document. */
  noteRendered(): void {
    for (const page of this.#pages.values()) {
      if (page.rendered || page.root.childNodes.length < 2) continue;
      page.rendered = true;
      page.spreadBackground(this.#context.window);
      this.#context.toHost(["firstRender", page.id]);
    }
  }

  /** Methods of a page (`Draw.call`); undefined = there is no such method. */
  call(page: Page, method: string, args: Json[]): Json | undefined {
    if (method === "query") return queryPage(page, args[0] ?? [], this.#context);
    if (method === "startPullDownRefresh") this.#pulls.get(page.id)?.start("code");
    else if (method === "stopPullDownRefresh") this.#pulls.get(page.id)?.stop();
    else if (method === "scrollTo") this.#scrollTo(page, args[0] ?? null);
    else return undefined;
    return null;
  }

  #scrollTo(page: Page, value: Json): void {
    const options = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
    let top = numberOf(options["scrollTop"], 0);
    const selector = textOf(options["selector"]);
    if (selector !== "" && options["scrollTop"] === undefined) {
      let target: Element | null = null;
      try {
        target = page.root.querySelector(selector);
      } catch {
        return;
      }
      if (target === null) return;
      top = page.scroller.scrollTop + target.getBoundingClientRect().top;
    }
    const smooth = isOn(numberOf(options["duration"], 0)) && !this.#context.look().reducedMotion;
    page.scroller.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
  }

  /** Tree of a page for the tool: names, numbers, classes and text. */
  describe(id: number, nodeOf: (element: Element) => number | null): Json {
    const page = this.#pages.get(id);
    const read = (node: Node, depth: number): Json[] =>
      [...node.childNodes].flatMap((child): Json[] => {
        if (child.nodeType === 3) return (child.nodeValue ?? "").trim() === "" ? [] : [child.nodeValue ?? ""];
        if (child.nodeType !== 1 || depth > 100) return [];
        const element = child as DrawnElement;
        const { left, top, width, height } = element.getBoundingClientRect();
        return [
          {
            name: element.localName,
            node: nodeOf(element),
            id: element.getAttribute("id") ?? "",
            class: element.getAttribute("class") ?? "",
            rect: [left, top, width, height],
            children: read(element, depth + 1),
          },
        ];
      });
    return page === undefined ? null : read(page.root, 0);
  }

  dispose(): void {
    for (const id of [...this.#pages.keys()]) this.close(id);
  }
}
