import type { HostToView, ViewToHost } from "@berth/core/wire";
import type { ResourceGate } from "../gate/resource-gate.js";
import type { InspectHub } from "../inspect/inspect-hub.js";
import type { AppSurface } from "../surface/app-surface.js";
import type { RunLog } from "./run-log.js";
import type { WebViews } from "./web-views.js";

/** What the messages of a view act on. */
export interface ViewReaderParts {
  hub: InspectHub;
  log: RunLog;
  surface: AppSurface;
  resources: ResourceGate;
  webViews: WebViews;
  pagePath(pageId: number): string;
  /** Requests, uploads and downloads that are under way. */
  pendingRequests(): number;
  send(message: HostToView): void;
  rendered(pageId: number): void;
  back(): void;
}

/** Different things of a kind that are remembered as told; beyond them nothing more is told. */
const mostTold = 500;

/** Acts on the messages of one view, and tells the tools each thing once. */
export class ViewReader {
  readonly #parts: ViewReaderParts;
  /** What was refused, as the host answered it: the view repeats the answer, which says nothing new. */
  readonly #answered = new Set<string>();
  readonly #dropped = new Set<string>();
  /** Pages that were told as blank: one incident for each (H-LOG-6). */
  readonly #blank = new Set<number>();

  constructor(parts: ViewReaderParts) {
    this.#parts = parts;
  }

  async read(message: ViewToHost): Promise<void> {
    const { hub, log, surface, webViews } = this.#parts;
    switch (message[0]) {
      case "resource": {
        const [, id, address, use] = message;
        const outcome = await this.#parts.resources.get(address, use);
        if ("refused" in outcome) {
          const { refused, message: sentence, told } = outcome;
          this.#answered.add(`${refused} ${address}`);
          this.#parts.send(["resource", id, { refused, message: sentence }]);
          this.#resourceError(address, use, refused, told ? null : sentence);
        } else this.#parts.send(["resource", id, outcome]);
        return;
      }
      case "firstRender":
        this.#parts.rendered(message[1]);
        return;
      case "webview":
        webViews.change(message[1], message[2], message[3]);
        return;
      case "webviewPost":
        webViews.post(message[1], message[2]);
        return;
      case "dropped": {
        const [, what, count] = message;
        if (this.#dropped.has(what) || this.#dropped.size >= mostTold) return;
        this.#dropped.add(what);
        hub.emit({ type: "dropped", what, count });
        return;
      }
      case "blank": {
        const [, pageId, checkedAfterMs, reason, nodes, entries, again] = message;
        const loading = surface.feedback.busy;
        // While an indicator is up the second look counts (L-BLK-5).
        if ((again && loading) || this.#blank.has(pageId) || this.#blank.size >= mostTold) return;
        this.#blank.add(pageId);
        const pagePath = this.#parts.pagePath(pageId);
        const pendingRequests = this.#parts.pendingRequests();
        hub.emit({ type: "blank", pageId, pagePath, checkedAfterMs, reason });
        log.blank(pageId, { pagePath, checkedAfterMs, nodes, entries, reason, loading, pendingRequests });
        return;
      }
      case "resourceError": {
        const [, address, use, code] = message;
        if (!this.#answered.has(`${code} ${address}`)) this.#resourceError(address, use, code, "it could not be shown");
        return;
      }
      case "scrolled":
        surface.titleBar.scrolled(message[1], message[2]);
        return;
      case "back":
        this.#parts.back();
    }
  }

  /** H-LOG-E16, and a line for the tools unless `message` is null: then a network event has told them. */
  #resourceError(address: string, use: string, code: string, message: string | null): void {
    const { log, hub } = this.#parts;
    const kind = use === "font" ? "font" : use === "media" ? "media" : "image";
    const pagePath = this.#parts.pagePath(0);
    const place = /^https?:/i.test(address) ? { origin: address } : { file: address.slice(0, 256) };
    log.emit("resource.error", { kind, ...place, code, pagePath });
    if (message === null) return;
    const text = `${kind} ${address.slice(0, 200)}: ${message}`;
    hub.emit({ type: "warning", code: `RESOURCE_${code}`, message: text, pageId: 0, pagePath });
  }
}
