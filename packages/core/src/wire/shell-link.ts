import type { Json } from "./json.js";

/**
 * The one message the shell accepts (S-ARCH-10), sent by the host with `postMessage` to the shell's window with three
 * ports: `[workerHost, viewHost]` and a MessageChannel made by the shell itself for worker and view.
 *
 * Berth has a third port, view to host, beside the two of S-ARCH-10: bytes of pictures and the place of a web-view go
 * between two trusted parties and never through the worker.
 */
export interface ShellBoot {
  berth: 1;
  kind: "boot";
  /** Text of the worker runtime. */
  worker: string;
  selfTest: boolean;
  /** Limits the worker keeps by itself (S-MSG). */
  limits: Record<string, number>;
}

/** First message of the shell to its worker; ports: host, view. */
export interface WorkerBoot {
  kind: "boot";
  selfTest: boolean;
  limits: Record<string, number>;
}

/** Why nothing of a page can be seen (L-BLK-7). */
export type BlankReason = "no_render" | "nothing_drawn" | "hidden" | "covered" | "outside";

/** View to host, over its own port; each post is one message. */
export type ViewToHost =
  /** Shell runs; S-SELF ids of the shell's half to "ok" or what went wrong. */
  | [kind: "ready", selfTest: Record<string, string>]
  /** Bytes wanted: a package path ("/assets/a.png"), https address, data:, or a file of the app ("berth-file:..."). */
  | [kind: "resource", id: number, address: string, use: "image" | "media" | "font"]
  /** First batch of that page is in the DOM. */
  | [kind: "firstRender", pageId: number]
  /** A web-view came, changed its src, or went (src null). */
  | [kind: "webview", pageId: number, node: number, src: string | null]
  /** The program posts to its web page (createWebViewContext). */
  | [kind: "webviewPost", pageId: number, data: Json]
  /** The view wants its second script; answered once by `extra`. */
  | [kind: "extra"]
  /** S-VIEW: something was refused; for the log. */
  | [kind: "dropped", what: string, count: number]
  /** Nothing of a page can be seen (H-LOG-6); `again`: the view looks once more, should the host be loading (L-BLK-5). */
  | [
      kind: "blank",
      pageId: number,
      checkedAfterMs: number,
      why: BlankReason,
      nodes: number,
      entries: number,
      again: boolean,
    ]
  /** Resource that could not be shown (H-LOG-E16). */
  | [kind: "resourceError", address: string, use: string, code: string]
  /** Page was scrolled: transparentTitle auto. */
  | [kind: "scrolled", pageId: number, scrollTop: number]
  /** Escape or hardware back inside the view. */
  | [kind: "back"]
  /** State of the tree for the AXML panel, on request. */
  | [kind: "tree", id: number, tree: Json];

/** Host to view. */
export type HostToView =
  /** Style sheets of one unit. `sheets`: id to text; `pages`: page path to ids in cascade order. */
  | [kind: "styles", sheets: Record<string, string>, pages: Record<string, string[]>]
  /** Answer to resource: a Blob, an address that may be used directly (S-RES-5), or a refusal. */
  | [kind: "resource", id: number, outcome: { blob: Blob } | { address: string } | { refused: string; message: string }]
  /** The view's second script, asked for or not; null: it cannot be read. */
  | [kind: "extra", code: string | null]
  /** Theme and sizes. Insets in px. */
  | [kind: "look", look: ViewLook]
  /** The title bar was tapped twice: back to the top (`enable-back-to-top`, F-TAG-11). */
  | [kind: "toTop"]
  | [kind: "tree", id: number, pageId: number];

/** How the view draws: theme, size of text, language and direction. */
export interface ViewLook {
  colorScheme: "light" | "dark";
  /** Multiplies text sizes; 1 = normal. */
  fontScale: number;
  locale: string;
  direction: "ltr" | "rtl";
  reducedMotion: boolean;
}
