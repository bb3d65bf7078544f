import { urlText, type Verdict } from "@berth/core/policy";
import { refusalOf } from "./answer-navigation.js";
import { type FrameKind, isLocalFrame, type NavigationGuard } from "./navigation-guard.js";

/** The event object of Electron's navigation events. */
export interface ElectronNavigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Stops the navigation. */
  preventDefault(): void;
}

/** What is used of Electron's `WebContents`; no dependency on Electron. */
export interface ElectronContents {
  /** Listens to what a frame is about to load. */
  on(event: "will-frame-navigate" | "will-redirect", listener: (event: ElectronNavigation) => void): unknown;
  /** Decides about new windows; the guard denies each. */
  setWindowOpenHandler(handler: () => { action: "deny" }): void;
  /** Keeps WebRTC from addresses that no proxy sees. */
  setWebRTCIPHandlingPolicy(policy: "disable_non_proxied_udp"): void;
  /** Opens an address in the frame of the view itself. */
  loadURL(url: string): Promise<void>;
  readonly session: ElectronSession;
}

/** What is used of Electron's `Session`. */
export interface ElectronSession {
  readonly webRequest: {
    /** Asks about each request before it is sent. */
    onBeforeRequest(
      filter: { urls: string[]; types: ("mainFrame" | "subFrame")[] },
      listener: (
        details: { readonly id: number; readonly url: string; readonly resourceType: string },
        callback: (answer: { cancel: boolean }) => void,
      ) => void,
    ): void;
  };
  /** Answers what pages ask for; the guard grants nothing. */
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void;
  /** Answers whether something is granted already; the guard says no. */
  setPermissionCheckHandler(handler: () => boolean): void;
  /** Listens to downloads, which the guard prevents. */
  on(event: "will-download", listener: (event: { preventDefault(): void }) => void): unknown;
}

/** A refused navigation of the web-view's own page, for the refusal page (P-DOM-16). */
export interface RefusedNavigation {
  code: string;
  origin: string;
  sentence: string;
  suggestion?: string;
}

/** A web-view under guard. */
export interface GuardedView {
  /** Decides about the address and loads it when it is allowed; the verdict says which. */
  open(url: string): Promise<Verdict>;
}

/**
 * Puts a guard to the `WebContents` of one web-view (S-NAV-6), which has a session of its own for each program: every
 * frame and redirect is decided, twice; no new windows, permissions or downloads; WebRTC only by way of a proxy. Call it
 * before anything loads. The result opens the program's address, or refuses it.
 */
export function guardElectronView(
  contents: ElectronContents,
  guard: NavigationGuard,
  onRefused: (refusal: RefusedNavigation) => void,
): GuardedView {
  const check = (url: string, frame: FrameKind, hop: number): boolean => {
    if (isLocalFrame(url, frame)) return true;
    const verdict = guard.decide(url, frame, hop);
    if (!verdict.allow && frame === "main") onRefused(refusalOf(guard, url, verdict.code, verdict.canonical));
    return verdict.allow;
  };
  const decideEvent = (event: ElectronNavigation): void => {
    if (!check(event.url, event.isMainFrame ? "main" : "sub", 0)) event.preventDefault();
  };
  contents.on("will-frame-navigate", decideEvent);
  contents.on("will-redirect", decideEvent);
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");

  // The second lock: it also sees what scripts and forms start, and a request keeps its number over its redirects.
  let request = { id: -1, hop: 0 };
  const others = new Map<number, number>();
  contents.session.webRequest.onBeforeRequest(
    { urls: ["<all_urls>"], types: ["mainFrame", "subFrame"] },
    ({ id, url, resourceType }, callback) => {
      const frame = resourceType === "mainFrame" ? "main" : "sub";
      let hop: number;
      if (frame === "main") {
        request = { id, hop: request.id === id ? request.hop + 1 : 0 };
        hop = request.hop;
      } else {
        hop = (others.get(id) ?? -1) + 1;
        others.delete(id);
        others.set(id, hop);
        const [oldest] = others.keys();
        if (others.size > 100 && oldest !== undefined) others.delete(oldest);
      }
      callback({ cancel: !check(url, frame, hop) });
    },
  );
  contents.session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  contents.session.setPermissionCheckHandler(() => false);
  contents.session.on("will-download", (event) => event.preventDefault());

  return {
    async open(url) {
      const verdict = guard.decide(url, "main", 0);
      if (verdict.allow) await contents.loadURL(urlText(verdict.href));
      else onRefused(refusalOf(guard, url, verdict.code, verdict.canonical));
      return verdict;
    },
  };
}
