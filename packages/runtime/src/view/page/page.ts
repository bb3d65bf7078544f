import type { PageLook } from "@berth/core/wire";
import type { PageSurface } from "../component/component.js";
import type { Follower } from "../gesture/follower.js";
import { fixRpx } from "../style/css-filter.js";

/** One page: a layer as large as the viewport, in it what scrolls, in it the host of the page's shadow tree. */
export class Page implements PageSurface {
  readonly id: number;
  readonly path: string;
  readonly look: PageLook;
  readonly layer: HTMLElement;
  readonly scroller: HTMLElement;
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Root anchor of the page's blocks. */
  readonly mark: Comment;
  /** First batch is in the document. */
  rendered = false;
  /** Nothing more is to be judged: something showed, or it was blank at the last look (H-LOG-6, L-BLK-5). */
  judged = false;
  shownAt = -1;
  /** The page that back would show, as far as the view knows. */
  below: Page | null = null;
  /** Who follows fingers on the page. */
  readonly followers: Follower[] = [];
  /** Stops what the page listens to. */
  readonly ends: (() => void)[] = [];

  constructor(document: Document, id: number, path: string, look: PageLook, mode: ShadowRootMode) {
    this.id = id;
    this.path = path;
    this.look = look;
    this.layer = document.createElement("page-layer");
    this.layer.dataset["page"] = path;
    this.layer.inert = true;
    this.scroller = document.createElement("page-scroller");
    this.host = document.createElement("div");
    this.root = this.host.attachShadow({ mode });
    this.mark = document.createComment("");
    this.root.append(this.mark);
    this.host.className = "berth-page";
    this.scroller.append(this.host);
    this.layer.append(this.scroller);
    if (look.inPx) fixRpx(this.layer.style);
    if (typeof look.backgroundColor === "string") this.layer.style.backgroundColor = look.backgroundColor;
  }

  /** A background of `page` shows behind everything, also where the page is longer than its host (F-CSS-7). */
  spreadBackground(window: Window): void {
    const own = window.getComputedStyle(this.host).backgroundColor;
    if (own !== "" && own !== "rgba(0, 0, 0, 0)" && own !== "transparent") this.layer.style.backgroundColor = own;
  }
}
