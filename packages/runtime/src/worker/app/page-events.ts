import type { Json } from "@berth/core/wire";
import type { WorkerExtra } from "../extra/worker-extra.js";
import type { Router } from "../page/router.js";

/** Takes events of a page as a whole to its hooks (F-PAGE-2, F-PAGE-3). */
export class PageEvents {
  readonly #router: Router;
  #byCode = false;

  readonly #extra: () => WorkerExtra;

  constructor(router: Router, extra: () => WorkerExtra) {
    this.#router = router;
    this.#extra = extra;
  }

  /** The program itself starts the next refresh: `from` will be "code". */
  refreshing(): void {
    this.#byCode = true;
  }

  receive(pageId: number, type: string, detail: Json): void {
    const page = this.#router.page(pageId);
    if (page === undefined) return;
    const facts = (typeof detail === "object" && detail !== null && !Array.isArray(detail) ? detail : {}) as Record<
      string,
      Json
    >;
    if (type === "pageScroll") page.run("onPageScroll", [facts]);
    else if (type === "reachBottom") page.run("onReachBottom", []);
    else if (type === "pullDownRefresh") {
      const event = { from: facts["from"] ?? (this.#byCode ? "code" : "manual") };
      this.#byCode = false;
      page.fire("onPullDownRefresh", [event]);
    } else if (type === "resize") {
      const size = { windowWidth: facts["windowWidth"] ?? 0, windowHeight: facts["windowHeight"] ?? 0 };
      page.fire("onResize", [{ size }]);
    } else if (type === "intersection") {
      this.#extra().intersected(facts);
    } else if (type === "pullIntercept") {
      page.fire("onPullIntercept", []);
    } else if (type === "keyboardHeight") {
      page.fire("onKeyboardHeight", [facts]);
    }
  }
}
