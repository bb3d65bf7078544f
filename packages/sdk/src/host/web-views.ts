import type { Clock } from "@berth/core";
import { urlText } from "@berth/core/policy";
import type { Json } from "@berth/core/wire";
import { plainCopy } from "../bridge/plain-copy.js";
import type { CallAnswer } from "../bridge/worker-link.js";
import type { AppPolicies } from "../gate/app-policies.js";
import { originOf } from "../gate/request-gate.js";
import type { InspectBody } from "../inspect/events.js";
import { createStage, placeFrame, type Stage } from "../sandbox/stage.js";
import type { AppSurface } from "../surface/app-surface.js";
import { refusalPage } from "../surface/refusal-page.js";

/** What web-views of one app work with. */
export interface WebViewParts {
  surface: AppSurface;
  policies: AppPolicies;
  clock: Clock;
  document: Document;
  toWorker(name: "webviewMessage" | "webviewLoad" | "webviewError", data: Json): void;
  /** F-WEB-5; the answer goes to the page. */
  call(pageId: number, api: string, params: Json): Promise<CallAnswer>;
  refused(api: string, origin: string, code: string): void;
  /** Outside production the refusal page also says what to enter. */
  forDevelopers: boolean;
  inspect(event: InspectBody): void;
}

interface Open {
  node: number;
  src: string;
  layer: HTMLElement;
  stage: Stage | null;
  frame: HTMLIFrameElement | null;
  origin: string;
  /** Posted and not yet taken by the page's `onMessage`: a page that leaves hands nothing back. */
  queue: { n: number; data: Json }[];
  posted: number;
  /** A page with the bridge has been there. */
  ready: boolean;
  /** What the page last said of its history; only ever a reason to ask it. */
  canGoBack: boolean;
  /** Waits for the page's word on one back (F-WEB-8). */
  back: { id: number; done(taken: boolean): void } | null;
}

/** Largest message between a web page and a program (F-LIM-9). */
const messageLimits = { bytes: 2 * 1024 * 1024, depth: 64, nodes: 100_000 };
/** Messages that wait for a web page at most. */
const queueLimit = 1_000;
/** Time a web page has to say whether it went back, ms. */
export const backAnswerMs = 300;
/** Sandbox of a web page's frame (S-NAV-1). */
const frameSandbox = "allow-scripts allow-same-origin allow-forms";

/**
 * The web-views of one app: one for each page, over the whole page area, each in a stage of its own whose policy is
 * compiled from the WAP URLs. The address is decided before anything loads; where the page then goes by itself, the
 * stage's policy decides, and what it stops is covered by the refusal page (S-NAV-2, S-NAV-3).
 */
export class WebViews {
  readonly #parts: WebViewParts;
  readonly #open = new Map<number, Open>();
  #shownPage = 0;
  #nextBack = 1;

  constructor(parts: WebViewParts) {
    this.#parts = parts;
  }

  /** The view says that a web-view came, changed its address, or went. */
  change(pageId: number, node: number, src: string | null): void {
    const open = this.#open.get(pageId);
    if (src === null) {
      if (open?.node === node) this.close(pageId);
      return;
    }
    // A page shows at most one (F-WEB-1).
    if (open !== undefined && open.node !== node) return;
    if (open?.src === src) return;
    this.close(pageId);
    const layer = this.#parts.document.createElement("div");
    layer.className = "layer";
    layer.style.background = "var(--page)";
    this.#parts.surface.webviewLayer.appendChild(layer);
    const next: Open = {
      node,
      src,
      layer,
      stage: null,
      frame: null,
      origin: "",
      queue: [],
      posted: 1,
      ready: false,
      canGoBack: false,
      back: null,
    };
    this.#open.set(pageId, next);
    this.#place();
    void this.#load(pageId, next);
  }

  /** Shows the web-view of the page on top and hides the others, which stay alive. */
  show(pageId: number): void {
    this.#shownPage = pageId;
    this.#place();
  }

  /** The program posts to its web page (F-WEB-4); kept until a page has taken it. */
  post(pageId: number, data: Json): void {
    const open = this.#open.get(pageId);
    if (open === undefined) return;
    if (open.queue.length >= queueLimit) return;
    const message = { n: open.posted++, data };
    open.queue.push(message);
    if (open.ready) this.#tell(open, { berthWebView: "message", ...message });
  }

  /**
   * Lets the web page on top go back in its own history (F-WEB-8). Null when there is no such page or it has said that it
   * cannot; otherwise whether it did, at latest after {@link backAnswerMs}. A page without the bridge is never asked: a
   * host page can neither read nor move the history of a frame of another origin.
   */
  back(): Promise<boolean> | null {
    const open = this.#open.get(this.#shownPage);
    if (open === undefined || open.frame === null || !open.canGoBack) return null;
    open.back?.done(true);
    const id = this.#nextBack++;
    return new Promise((resolve) => {
      const done = (taken: boolean): void => {
        cancel();
        if (open.back?.id === id) open.back = null;
        resolve(taken);
      };
      const cancel = this.#parts.clock.setTimer(backAnswerMs, () => done(false));
      open.back = { id, done };
      this.#tell(open, { berthWebView: "back", id });
    });
  }

  close(pageId: number): void {
    const open = this.#open.get(pageId);
    if (open === undefined) return;
    this.#open.delete(pageId);
    open.stage?.dispose();
    open.layer.remove();
    this.#parts.inspect({ type: "webview", pageId, state: "gone", url: originOf(open.src) });
  }

  dispose(): void {
    for (const pageId of [...this.#open.keys()]) this.close(pageId);
  }

  #place(): void {
    for (const [pageId, open] of this.#open) open.layer.style.visibility = pageId === this.#shownPage ? "" : "hidden";
  }

  async #load(pageId: number, open: Open): Promise<void> {
    const { policies, inspect } = this.#parts;
    const verdict = policies.decide("webview", open.src);
    const told = await policies.explain("webview", open.src);
    const network = { type: "network", requestId: 0, callId: 0, api: "webview", method: "GET", url: open.src } as const;
    inspect({
      ...network,
      phase: "decided",
      allow: verdict.allow,
      verdict: told,
      executor: verdict.allow ? "frame" : "none",
    });
    if (this.#open.get(pageId) !== open) return;
    if (!verdict.allow) {
      this.#refuse(pageId, open, verdict.code, originOf(told.canonical), told.sentence, told.suggestion);
      return;
    }
    const address = urlText(verdict.href);
    open.origin = new URL(address).origin;
    // An entry that sources cannot express adds its own origin to this one stage (S-NAV-4).
    const sources = [...(await policies.webviewSources()), ...(await this.#inexpressible(open.src, open.origin))];
    const stage = await createStage(open.layer, sources, this.#parts.document);
    if (this.#open.get(pageId) !== open) {
      stage.dispose();
      return;
    }
    open.stage = stage;
    stage.onBlocked((blocked) => {
      const origin = originOf(blocked);
      const sentence = `the page wanted to go to ${origin === "" ? "an address" : origin} that WAP URLs do not list`;
      // The engine tells no more than the origin; what to enter is for that.
      void policies.explain("webview", `${origin}/`).then(({ suggestion }) => {
        if (this.#open.get(pageId) === open && open.stage === stage)
          this.#refuse(pageId, open, "NOT_LISTED", origin, sentence, suggestion);
      });
    });
    const frame = placeFrame(stage, frameSandbox);
    open.frame = frame;
    // Bridge messages are taken from this frame's window and the decided origin only (S-NAV-10).
    stage.document.defaultView?.addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== open.origin) return;
      this.#receive(pageId, open, event.data);
    });
    frame.addEventListener("load", () => {
      this.#parts.toWorker("webviewLoad", { pageId, url: address });
      inspect({ type: "webview", pageId, state: "loaded", url: open.origin });
    });
    inspect({ type: "webview", pageId, state: "loading", url: open.origin });
    frame.title = open.origin;
    frame.src = address;
    stage.document.body.appendChild(frame);
  }

  async #inexpressible(src: string, origin: string): Promise<string[]> {
    const told = await this.#parts.policies.explain("webview", src);
    const regex = told.matchedEntry !== undefined && /[\\^$|(){}]|\.\*|\.\+/.test(told.matchedEntry);
    const literal = /^https?:\/\/(\d+\.){3}\d+|^https?:\/\/\[/.test(origin);
    return (regex && told.matchedEntry !== ".*") || literal ? [origin] : [];
  }

  #receive(pageId: number, open: Open, raw: unknown): void {
    // The event belongs to the stage's window, whose objects are of another realm than ours.
    const copied = plainCopy(structuredClone(raw), messageLimits);
    if (!copied.ok || typeof copied.value !== "object" || copied.value === null) return;
    const message = copied.value as { [name: string]: Json };
    switch (message["berthWebView"]) {
      case "post":
        this.#parts.toWorker("webviewMessage", { pageId, data: message["data"] ?? null });
        return;
      case "call":
        void this.#call(pageId, open, message);
        return;
      case "ready":
        // A page with the bridge is there; what no page has taken yet is for this one (F-WEB-4).
        open.ready = true;
        for (const waiting of open.queue) this.#tell(open, { berthWebView: "message", ...waiting });
        return;
      case "taken": {
        const { n } = message;
        if (typeof n === "number") open.queue = open.queue.filter((waiting) => waiting.n > n);
        return;
      }
      case "history":
        open.canGoBack = message["canGoBack"] === true;
        return;
      case "back":
        if (open.back?.id === message["id"]) open.back?.done(message["taken"] === true);
    }
  }

  async #call(pageId: number, open: Open, message: { [name: string]: Json }): Promise<void> {
    const { id, api, params } = message;
    if (typeof id !== "number" || typeof api !== "string") return;
    const { ok, result } = await this.#parts.call(pageId, api, params ?? {});
    if (this.#open.get(pageId) === open) this.#tell(open, { berthWebView: "result", id, ok: ok === 1, result });
  }

  /** To the decided origin only: a page that went elsewhere hears nothing. */
  #tell(open: Open, message: object): void {
    open.frame?.contentWindow?.postMessage(message, open.origin);
  }

  #refuse(pageId: number, open: Open, code: string, origin: string, sentence: string, suggestion?: string): void {
    const { surface, inspect } = this.#parts;
    open.stage?.dispose();
    open.stage = null;
    open.frame = null;
    open.layer.replaceChildren(
      refusalPage(surface.words, {
        code,
        origin,
        sentence,
        needed: this.#parts.forDevelopers ? suggestion : undefined,
      }),
    );
    this.#parts.refused("webview", origin, code);
    const shown = { type: "refusal", policy: "wapUrl", api: "web-view", origin, code, sentence } as const;
    inspect(suggestion === undefined ? shown : { ...shown, suggestion });
    inspect({ type: "webview", pageId, state: "refused", url: origin });
    this.#parts.toWorker("webviewError", { pageId, errorCode: "WAP_URL_NOT_ALLOWED", url: origin });
  }
}
