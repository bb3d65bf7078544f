import type { Json } from "@berth/core/wire";
import { numberOf, textOf, type ViewContext } from "../component/component.js";
import type { CallAnswer } from "../component/controller.js";
import { EdgeSwipe } from "../gesture/edge-swipe.js";
import type { Follower } from "../gesture/follower.js";
import { glide } from "../gesture/glide.js";
import { checkBlank } from "./blank-check.js";
import type { Intersections } from "./intersections.js";
import { Page } from "./page.js";
import { followPageScroll } from "./page-scroll.js";
import type { PullRefresh } from "./pull-refresh.js";
import { readLook } from "./read-look.js";
import { slide } from "./transition.js";

/** ms after a page became visible at which it is judged (H-LOG-6), and the least time for a judgement on leaving. */
const JUDGE_AFTER = 3_000;
/** For pages that had nothing to see before: the host may have been loading (L-BLK-5). */
const JUDGE_AGAIN = 6_000;
const JUDGE_LEAST = 1_000;

/** What the pages need of the view. */
export interface PagesContext extends ViewContext {
  readonly shadowMode: ShadowRootMode;
  /** Sheets of a page, in order. */
  sheets(path: string): CSSStyleSheet[];
  sendPage(pageId: number, type: string, detail: Json): void;
  /** Starts listening inside a new page; the function returned ends it. */
  listen(page: Page, followers: readonly Follower[]): () => void;
}

/** All pages of the program: which are there, which one is shown, and what each can do. */
export class Pages {
  readonly #context: PagesContext;
  readonly #pages = new Map<number, Page>();
  readonly #pulls = new Map<number, PullRefresh>();
  readonly #intersections = new Map<number, Intersections>();
  readonly #byRoot = new WeakMap<Node, Page>();
  /** Layers that are sliding out. */
  readonly #leaving = new Set<HTMLElement>();
  #shown: Page | null = null;
  /** Page that was in front and was closed in this batch; it goes when another one is shown. */
  #gone: Page | null = null;

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
    this.#pages.set(id, page);
    page.followers.push(new EdgeSwipe(page, context));
    if (page.look.pullRefresh) this.#pullOf(page);
    page.ends.push(followPageScroll(page, context, send), context.listen(page, page.followers));
    this.#byRoot.set(page.root, page);
    context.document.body.append(page.layer);
    return page.mark;
  }

  show(id: number, transition: string): void {
    const page = this.#pages.get(id);
    const before = this.#shown ?? this.#gone;
    if (page === undefined || page === this.#shown) return;
    const gone = this.#gone === before;
    this.#gone = null;
    this.#shown = page;
    if (transition === "push") page.below = before;
    else if (transition === "none" && gone) page.below ??= before?.below ?? null;
    const { look, document, window } = this.#context;
    const sign = look().direction === "rtl" ? -1 : 1;
    page.layer.inert = false;
    // A finger may have swept it to the edge before it came back.
    Object.assign(page.layer.style, { transform: "", transition: "", boxShadow: "" });
    // The order in the document is the order of layers; moving a layer would lose scroll positions inside.
    for (const each of this.#pages.values()) each.layer.style.zIndex = each === page ? "1" : "";
    page.spreadBackground(window);
    if (before !== null) {
      if (!gone) this.#judgeLeaving(before);
      const rest = (): void => {
        this.#leaving.delete(before.layer);
        if (gone) before.layer.remove();
        else if (this.#shown !== before) before.layer.inert = true;
      };
      const moves = (transition === "push" || transition === "pop") && !look().reducedMotion;
      if (moves && transition === "pop") {
        before.layer.style.zIndex = "2";
        this.#leaving.add(before.layer);
      }
      if (!moves) rest();
      else if (transition === "push") void slide(page.layer, "in", sign).then(rest);
      else void slide(before.layer, "out", sign).then(rest);
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
    for (const after of [JUDGE_AFTER, JUDGE_AGAIN]) {
      const handle = window.setTimeout(() => {
        // Hidden before its time: not judged by this visit.
        if (this.#shown === page && page.shownAt === shownAt) this.#judge(page, after, after === JUDGE_AFTER);
      }, after);
      page.ends.push(() => window.clearTimeout(handle));
    }
  }

  #judgeLeaving(page: Page): void {
    const visible = this.#context.window.performance.now() - page.shownAt;
    if (!page.judged && page.shownAt >= 0 && visible >= JUDGE_LEAST) this.#judge(page, Math.round(visible), false);
  }

  #judge(page: Page, after: number, again: boolean): void {
    if (page.judged || this.#context.document.visibilityState === "hidden") return;
    const found = checkBlank(page, this.#context.window);
    page.judged = found === null || !again;
    if (found !== null) this.#context.toHost(["blank", page.id, after, found.why, found.nodes, found.entries, again]);
  }

  close(id: number): boolean {
    const page = this.#pages.get(id);
    if (page === undefined) return false;
    if (this.#shown === page) this.#judgeLeaving(page);
    this.#pages.delete(id);
    this.#pulls.delete(id);
    this.#intersections.delete(id);
    for (const each of this.#pages.values()) if (each.below === page) each.below = page.below;
    for (const end of page.ends.splice(0)) end();
    if (this.#shown === page) {
      this.#shown = null;
      this.#gone = page;
    } else if (!this.#leaving.has(page.layer)) page.layer.remove();
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
    this.#gone?.layer.remove();
    this.#gone = null;
    for (const page of this.#pages.values()) {
      if (page.rendered || page.root.childNodes.length < 2) continue;
      page.rendered = true;
      page.spreadBackground(this.#context.window);
      this.#context.toHost(["firstRender", page.id]);
    }
  }

  /** Methods of a page (`Draw.call`); undefined = there is no such method. */
  call(page: Page, method: string, args: Json[]): CallAnswer {
    const context = this.#context;
    if (method === "query") return context.extra()?.queryPage(page, args[0] ?? [], context);
    if (method === "picture") return context.extra()?.handPicture(context, page.root, textOf(args[0]));
    if (method === "font") return context.extra()?.loadFont(context, page.root, args);
    if (method === "startPullDownRefresh") this.#pullOf(page)?.start("code");
    else if (method === "dress") this.#context.extra()?.dressPage(page, this.#pullOf(page), args);
    else if (method === "stopPullDownRefresh") this.#pulls.get(page.id)?.stop();
    else if (method === "scrollTo") this.#scrollTo(page, args[0] ?? null);
    else if (method === "listen") {
      for (const name of ["pageScroll", "reachBottom"] as const) if (name === args[0]) page.look.listens.push(name);
    } else if (method === "observe") this.#intersectionsOf(page)?.observe(numberOf(args[0], 0), args[1] ?? null);
    else if (method === "unobserve") this.#intersections.get(page.id)?.unobserve(numberOf(args[0], 0));
    else return undefined;
    return null;
  }

  #pullOf(page: Page): PullRefresh | undefined {
    const context = this.#context;
    const extra = context.extra();
    if (extra !== null && !this.#pulls.has(page.id)) {
      const send = (type: string, detail: Json): void => context.sendPage(page.id, type, detail);
      const pull = new extra.PullRefresh(page, context, send);
      this.#pulls.set(page.id, pull);
      // Pulling may be allowed later (`my.setCanPullDown`).
      page.followers.push(pull);
    }
    return this.#pulls.get(page.id);
  }

  #intersectionsOf(page: Page): Intersections | undefined {
    const context = this.#context;
    const extra = context.extra();
    if (extra !== null && !this.#intersections.has(page.id)) {
      const send = (type: string, detail: Json): void => context.sendPage(page.id, type, detail);
      this.#intersections.set(page.id, new extra.Intersections(page, context, send));
    }
    return this.#intersections.get(page.id);
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
    const duration = this.#context.look().reducedMotion ? 0 : numberOf(options["duration"], 0);
    glide(page.scroller, { top }, duration, this.#context.window);
  }

  /** To the top of what says it wants that, else of the page (F-TAG-11). */
  toTop(): void {
    const page = this.#shown;
    if (page === null) return;
    const wanted = page.root.querySelectorAll("scroll-view[scroll-y][enable-back-to-top]");
    const duration = this.#context.look().reducedMotion ? 0 : 300;
    for (const each of wanted.length > 0 ? wanted : [page.scroller]) {
      glide(each, { top: 0 }, duration, this.#context.window);
    }
  }

  dispose(): void {
    for (const id of [...this.#pages.keys()]) this.close(id);
    this.#gone?.layer.remove();
  }
}
