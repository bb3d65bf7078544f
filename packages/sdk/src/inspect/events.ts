import type { BlankReason, Json, StackPage } from "@berth/core/wire";

/**
 * What tools see of a run. Values that may be large (results, bodies) are cut to 16 KiB of JSON text; the member
 * `truncated` says so. Nothing here exists unless somebody listens, save a ring of the last 2,000 events.
 */
export type InspectEvent = { seq: number; time: number; appId: string; launchId: string } & InspectBody;

/** Kinds of inspect events. */
export type InspectBody =
  | { type: "state"; state: "loading" | "active" | "background" | "closed"; reason?: string }
  | {
      type: "launch";
      /** `rendered` ends a good launch, `failed` a bad one. */
      stage: "query" | "download" | "verify" | "sandbox" | "start" | "rendered" | "failed";
      /** Since the open was requested. */
      sinceMs: number;
      code?: number;
      message?: string;
      detail?: Json;
    }
  | { type: "console"; level: "log" | "info" | "warn" | "error" | "debug"; args: Json[]; source: "program" | "berth" }
  | {
      type: "error";
      kind: "exception" | "rejection";
      name: string;
      message: string;
      stack: string;
      pageId: number;
      pagePath: string;
      fatal: boolean;
      /** First place in a source of the program, from the source map, where known. */
      at?: { file: string; line: number; column: number };
    }
  | { type: "warning"; code: string; message: string; pageId: number; pagePath: string }
  | { type: "jsapi"; phase: "start"; callId: number; api: string; kind: JsapiKind; params: Json; pagePath: string }
  | {
      type: "jsapi";
      phase: "end";
      callId: number;
      api: string;
      kind: JsapiKind;
      outcome: "success" | "fail" | "cancel";
      errorCode: number;
      errorMessage?: string;
      durationMs: number;
      result: Json;
      pagePath: string;
    }
  | {
      type: "network";
      /** `decided` comes first, then `end` unless refused. */
      phase: "decided" | "end";
      requestId: number;
      callId: number;
      api: "request" | "httpRequest" | "uploadFile" | "downloadFile" | "connectSocket" | "resource" | "webview";
      method: string;
      url: string;
      allow: boolean;
      verdict: InspectVerdict;
      executor: "fetch" | "gateway" | "node" | "frame" | "element" | "none";
      requestHeaders?: Record<string, string>;
      requestBody?: string;
      status?: number;
      responseHeaders?: Record<string, string>;
      responseBody?: string;
      bytes?: number;
      hops?: { url: string; status: number }[];
      errorCode?: number;
      message?: string;
      durationMs?: number;
    }
  | {
      type: "refusal";
      policy: string;
      api: string;
      origin: string;
      code: string;
      sentence: string;
      suggestion?: string;
    }
  | { type: "storage"; change: "set" | "remove" | "clear"; key: string; value: string | null; totalBytes: number }
  | { type: "authCode"; outcome: "delivered" | "refused"; scopes: string[]; lastFour: string; expiresAt: number }
  | { type: "log"; name: string; data: Json }
  | { type: "stack"; reason: string; pages: StackPage[] }
  | { type: "page"; phase: "load" | "ready" | "show" | "hide" | "unload"; pageId: number; path: string }
  /** Code of a subpackage, plugin or worker goes to the program: asked for by a navigation, or ahead of it (F-SUB-5). */
  | { type: "unit"; root: string; reason: "open" | "preload" }
  | { type: "app"; phase: "launch" | "show" | "hide" }
  | { type: "setData"; pageId: number; pagePath: string; component: string | null; bytes: number; keys: string[] }
  | { type: "blank"; pageId: number; pagePath: string; checkedAfterMs: number; reason: BlankReason }
  | { type: "dropped"; what: string; count: number }
  | { type: "unresponsive"; sinceMs: number }
  /** It answers again. */
  | { type: "responsive" }
  | { type: "webview"; pageId: number; state: "loading" | "loaded" | "refused" | "gone"; url: string }
  | { type: "sheet"; api: string; state: "open" | "closed"; answer?: Json };

/** Who answered a JSAPI. `local`: the worker itself. */
export type JsapiKind = "builtin" | "custom" | "overridden" | "local";

/** Why an address was let through or refused; the sentence is the one of U-VER-3. */
export interface InspectVerdict {
  code: string;
  listVersion: string;
  sentence: string;
  canonical: string | null;
  matchedEntry?: string;
  near?: { text: string; why: string }[];
  suggestion?: string;
}

/** A tool's view of one run. */
export interface Inspector {
  readonly appId: string;
  readonly launchId: string;
  /** The last 2,000 events, oldest first. */
  history(): readonly InspectEvent[];
  /** Calls the listener for each event from now on; the result stops it. */
  subscribe(listener: (event: InspectEvent) => void): () => void;
  /** Page stack, bottom to top. */
  stack(): readonly StackPage[];
  /** Key to JSON text. */
  storage(): Readonly<Record<string, string>>;
  /** Writes a key of the program's storage. */
  setStorage(key: string, json: string): Promise<void>;
  /** Removes a key of the program's storage. */
  removeStorage(key: string): Promise<void>;
  /** Tree of a page as the view drew it. */
  tree(pageId: number): Promise<Json>;
  /** Replaces the scripted answers (F-CAT-2) while the app runs. */
  setAnswer(api: string, answer: "approve" | "cancel" | { value: unknown } | null): void;
  /** Facts of the run for a header line. */
  info(): { releaseVersion: string; releaseState: string; ownerKind: string; name: string; sandbox: "url" | "inline" };
}
