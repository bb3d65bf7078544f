import type { Clock } from "@berth/core";
import type { HostEventName, Json, StackReason } from "@berth/core/wire";
import type { CallAnswer, WorkerCall } from "../bridge/worker-link.js";

/** What calls of web pages act on. */
export interface WebCallParts {
  clock: Clock;
  toWorker(name: HostEventName, data: Json): void;
  /** The built-in or the host's own JSAPI, with every check a call of the program goes through. */
  dispatch(call: WorkerCall): Promise<CallAnswer>;
}

/** Calls one web page may have open. */
export const webCallsAtOnce = 20;
/** Time a program has to go where a web page asked it to, ms. */
export const routeAnswerMs = 3_000;

const routes = new Set(["navigateTo", "redirectTo", "navigateBack", "switchTab", "reLaunch"]);
const jsapis = new Set([
  "alert",
  "showLoading",
  "hideLoading",
  "chooseImage",
  "previewImage",
  "getLocation",
  "openLocation",
  "getNetworkType",
  "tradePay",
]);

const refused = (error: number, errorMessage: string): CallAnswer => ({ ok: 0, result: { error, errorMessage } });

/** Answers what a web page calls through the bridge (F-WEB-5). Nothing but the names listed there is reachable. */
export class WebCalls {
  readonly #parts: WebCallParts;
  readonly #open = new Map<number, number>();
  #routed: { kind: string; done(answer: CallAnswer): void }[] = [];

  constructor(parts: WebCallParts) {
    this.#parts = parts;
  }

  async call(pageId: number, api: string, params: Json): Promise<CallAnswer> {
    const open = this.#open.get(pageId) ?? 0;
    if (open >= webCallsAtOnce) return refused(3, `${api}: too many calls are open`);
    this.#open.set(pageId, open + 1);
    try {
      if (routes.has(api)) return await this.#route(api, params);
      if (jsapis.has(api)) return await this.#parts.dispatch({ id: 0, api, params, pageId });
      if (api !== "startShare") return refused(1, `${api} is not for web pages`);
      this.#parts.toWorker("share", { pageId });
      return { ok: 1, result: {} };
    } finally {
      this.#open.set(pageId, (this.#open.get(pageId) ?? 1) - 1);
    }
  }

  /** The program's page stack changed; answers the route that asked for it. */
  stackChanged(reason: StackReason): void {
    const found = this.#routed.findIndex(({ kind }) => kind === reason);
    if (found >= 0) this.#routed.splice(found, 1)[0]?.done({ ok: 1, result: {} });
  }

  /** The page is gone; nobody waits for its answers. */
  pageGone(pageId: number): void {
    this.#open.delete(pageId);
  }

  #route(kind: string, params: Json): Promise<CallAnswer> {
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.setTimer(routeAnswerMs, () => {
        this.#routed = this.#routed.filter((entry) => entry !== waiting);
        resolve(refused(3, `${kind}: the mini program did not go there`));
      });
      const waiting = {
        kind,
        done(answer: CallAnswer): void {
          cancel();
          resolve(answer);
        },
      };
      this.#routed.push(waiting);
      this.#parts.toWorker("route", { kind, params });
    });
  }
}
