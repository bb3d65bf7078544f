import type { Json } from "./json.js";

/**
 * Messages between worker and host, over one port. A post carries an array of messages, in order: everything said in
 * one microtask goes as one post.
 */
export type WorkerToHost =
  /** Worker is isolated and has loaded the runtime; no code of the program has run. Values: S-SELF id to "ok" or what went wrong. */
  | [kind: "ready", selfTest: Record<string, string>]
  /** JSAPI call. id counts from 1. Answered exactly once. params are those of the program without callbacks. */
  | [kind: "call", id: number, api: string, params: Json | ArrayBuffer | Blob, pageId: number]
  | [kind: "note", note: WorkerNote]
  /** Answer to a ping; n 0: no ping yet, but the worker goes on through the posts that came before it (S-MSG-11). */
  | [kind: "pong", n: number];

/** Messages of the host to the worker. */
export type HostToWorker =
  /** Code of a unit. root "" = main package. */
  | [kind: "load", root: string, code: string]
  /** The runtime's second script, before the code that needs it. */
  | [kind: "extra", code: string]
  | [kind: "start", start: StartInfo]
  /** ok 1: result of success; 0: {error, errorMessage, ...}. */
  | [kind: "answer", id: number, ok: 0 | 1, result: unknown]
  | [kind: "event", name: HostEventName, data: Json]
  | [kind: "ping", n: number];

/**
 * - show {options: LaunchOptions}; hide {}
 * - back {}: back pressed (title bar, hardware, keyboard)
 * - tab {index}: tab tapped
 * - titleClick, optionMenuClick, popMenuClick {}
 * - open LaunchOptions: opened again with another page or query (H-OPEN-5)
 * - my {event, data}: an event for `my.on<Event>` listeners
 * - webviewMessage {pageId, data}; webviewLoad {pageId, url}; webviewError {pageId, errorCode, url}
 * - share {pageId}
 * - unit {root, ok, message?}: outcome of loading a subpackage
 * - route {kind, params}: a web page asks for navigateTo, redirectTo, navigateBack, switchTab or reLaunch (F-WEB-5)
 */
export type HostEventName =
  | "show"
  | "hide"
  | "back"
  | "tab"
  | "titleClick"
  | "optionMenuClick"
  | "popMenuClick"
  | "open"
  | "my"
  | "webviewMessage"
  | "webviewLoad"
  | "webviewError"
  | "share"
  | "unit"
  | "route";

/** F-APP-3. A type, not an interface: only those are Json to TypeScript, which is what events carry. */
export type LaunchOptions = {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo: { appId?: string; sourceServiceId?: string; extraData?: Json };
};

/** Everything the worker needs to run without asking. */
export interface StartInfo {
  appId: string;
  options: LaunchOptions;
  /** Parts of the package manifest the runtime needs. */
  app: {
    /** Every page, subpackages included. */
    pages: string[];
    home: string;
    tabs: { pagePath: string; text: string }[];
    /** root "" = main; page paths of each unit. */
    units: { root: string; pages: string[] }[];
    /** Merged window and page json by page path. */
    looks: Record<string, PageConfig>;
    decodeQuery: boolean;
  };
  /** Mirror of the storage: key to JSON text (F-STO-4). */
  storage: Record<string, string>;
  /**
   * Files of the app that were kept, and after the start what changes of them: the runtime adds what event
   * my {event: "file"} brings. Handles only, so that large files cost nothing until they are read.
   */
  files?: FileEntry[];
  /** Answer of getSystemInfoSync; refreshed by event my {event: "systemInfo"}. */
  systemInfo: Record<string, Json>;
  /** Members of `my.env`. */
  env: Record<string, Json>;
  /** Members of `my` by calling convention (`jsapiNames`), names separated by spaces. */
  members: Record<string, string>;
  /** Members that nothing here answers, by the host extension that would, names separated by spaces. */
  missing: Record<string, string>;
  /** Rules of parameters for members that the worker answers, by name (`checkParams`). */
  rules: Record<string, string>;
  /** Names of host APIs that can be called, built in and custom: `my.canIUse`. */
  apis: string[];
  /** P-FEAT: names allowed for `my.call`. */
  customApis: string[];
  /** Deterministic mode: values for the injected clock and generator (F-GEN-4), or null. */
  deterministic: { now: number; seed: number } | null;
}

/**
 * A file of the app: its address (of a directory with "/" at the end), its content, or null when it is gone, and when it
 * was made and changed, epoch milliseconds.
 */
export type FileEntry = [path: string, content: Blob | null, created: number, modified: number];

/** Window and page json merged (F-PAGEJ-1), as delivered in the manifest. Unknown keys are kept. */
export interface PageConfig {
  defaultTitle?: string;
  titleBarColor?: string;
  backgroundColor?: string;
  pullRefresh?: boolean;
  allowsBounceVertical?: boolean;
  onReachBottomDistance?: number;
  transparentTitle?: "none" | "always" | "auto";
  titlePenetrate?: boolean;
  [key: string]: Json | undefined;
}

/** What the worker reports without waiting for an answer. Never believed for a decision (S-GEN-5). */
export type WorkerNote =
  | { type: "console"; level: "log" | "info" | "warn" | "error" | "debug"; args: Json[] }
  | {
      type: "error";
      /** "exception" also for errors of templates and SJS; "rejection": nobody handled it. */
      kind: "exception" | "rejection";
      name: string;
      message: string;
      /** Blob addresses are replaced by `berth-unit:<root>/code.js`. */
      stack: string;
      pageId: number;
      /** Thrown before the first page was rendered. */
      fatal: boolean;
    }
  /** A warning of the runtime with the fix in it: unknown component, missing API, setData too large ... */
  | { type: "warning"; code: string; message: string; pageId: number }
  /** A JSAPI that the worker answered itself (routing, sync reads); the host logs it as jsapi.call. */
  | {
      type: "local";
      api: string;
      outcome: "success" | "fail" | "cancel";
      errorCode: number;
      durationMs: number;
      pageId: number;
    }
  /** The page stack after a change, bottom to top. */
  | { type: "stack"; reason: StackReason; pages: StackPage[]; from: number }
  /** Life of one page: load (created), ready (first render), show, hide, unload. */
  | {
      type: "page";
      phase: "load" | "ready" | "show" | "hide" | "unload";
      pageId: number;
      path: string;
      reason: StackReason;
    }
  /** App hooks that ran, for the order in the panel and H-LIFE-3. */
  | { type: "app"; phase: "launch" | "show" | "hide" }
  | { type: "setData"; pageId: number; component: string | null; bytes: number; keys: string[] }
  /** The program asked to leave: back on the first page, exitMiniProgram. */
  | { type: "exit"; reason: "back" | "api" };

/** What changed the page stack. */
export type StackReason = "launch" | "navigateTo" | "redirectTo" | "navigateBack" | "switchTab" | "reLaunch";

/** One page of the stack. */
export interface StackPage {
  pageId: number;
  path: string;
  query: Record<string, string>;
  tab: boolean;
  /** It has a hook for sharing (F-PAGE-6). */
  share?: true;
}

/** Failure of a JSAPI as the program sees it (F-API-2). */
export interface ApiFailure {
  error: number;
  errorMessage: string;
  [key: string]: unknown;
}
