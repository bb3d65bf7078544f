import type { HostToView, Json, TouchPoint, ViewLook, ViewToHost, ViewToWorker, WorkerToView } from "@berth/core/wire";
import type { ViewContext } from "./component/component.js";
import { type CallAnswer, isHanded } from "./component/controller.js";
import { addComponents, addIdle, componentOf, isIdle, placeholdLate } from "./component/registry.js";
import { ExtraLoader } from "./extra/extra-loader.js";
import { needsExtra } from "./extra/needs-extra.js";
import { listenToPage } from "./gesture/page-events.js";
import { Appearance } from "./page/appearance.js";
import { keepFocus } from "./page/keep-focus.js";
import type { Page } from "./page/page.js";
import { Pages } from "./page/pages.js";
import { Resources } from "./resource/resources.js";
import { baseSheet, shellSheet } from "./style/base-sheet.js";
import { callOverlay } from "./style/call-overlay.js";
import { Sheets } from "./style/sheets.js";
import { setStyle } from "./style/style-value.js";
import { CONTROL, type DrawnElement, FLAGS, SLOT } from "./tree/marks.js";
import { Tree } from "./tree/tree.js";

/** What a view is made of. */
export interface ViewOptions {
  document: Document;
  window: Window & typeof globalThis;
  /** Drawing operations come from here, events go there. */
  workerPort: MessagePort;
  /** Sheets and resources come from here. */
  hostPort: MessagePort;
  /** Mode of the pages' shadow trees; "open" lets tests and `berth check` look inside. Default "closed". */
  shadowMode?: ShadowRootMode;
}

/** A running view. */
export interface View {
  /** Numbers the view still knows; 0 once everything is gone. */
  readonly nodeCount: number;
  /** Ends everything: pages, listeners, timers, addresses. */
  dispose(): void;
}

/** Most tasks that one batch may leave behind; a component that keeps adding tasks stops there. */
const MAX_TASKS = 100_000;

const DEFAULT_LOOK: ViewLook = {
  colorScheme: "light",
  fontScale: 1,
  locale: "en",
  direction: "ltr",
  reducedMotion: false,
};

/**
 * Starts the renderer in a document: everything it draws comes over the worker's port, everything it may load over the
 * host's (S-VIEW-1 to S-VIEW-8).
 */
export function createView(options: ViewOptions): View {
  const { document, window, workerPort, hostPort } = options;
  const toWorker = (message: ViewToWorker): void => workerPort.postMessage(message);
  const toHost = (message: ViewToHost): void => hostPort.postMessage(message);
  const resources = new Resources((id, address, use) => toHost(["resource", id, address, use]), window.URL);
  const dropped = new Map<string, number>();
  let look: ViewLook = {
    ...DEFAULT_LOOK,
    reducedMotion: window.matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
  let tasks: (() => void)[] = [];
  let applying = false;
  let ended = false;

  const dress = (text: string): void => {
    const sheet = new window.CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  };
  dress(shellSheet);

  try {
    window.CSS.registerProperty({ name: "--berth-width", syntax: "*", inherits: false });
  } catch {
    // Another view of this document has registered it.
  }

  const note = (what: string): void => {
    dropped.set(what, (dropped.get(what) ?? 0) + 1);
  };
  const sheets = new Sheets(
    {
      document,
      window,
      resources,
      dropped: (what) => {
        toHost(["dropped", `sheet ${what}`, 1]);
        toWorker(["warning", `style sheet: ${what} was dropped (S-VIEW-5)`, 0]);
      },
      failed: (address, code) =>
        toHost(["resourceError", address, /\.(?:woff2?|ttf|otf|eot)\b/i.test(address) ? "font" : "image", code]),
    },
    baseSheet,
  );

  const nodeOf = (start: Node): number => {
    let node: Node | null = start;
    // Bounded: a form can hand out any of its controls as its parent.
    for (let i = 0; node !== null && i < 10_000; i++) {
      const number = (node as DrawnElement)[SLOT];
      if (number !== undefined) return number;
      node = node.parentNode;
    }
    return pages.of(start)?.id ?? 0;
  };

  const context: ViewContext = {
    document,
    window,
    resources,
    look: () => look,
    emit(element, type, detail) {
      const number = element[SLOT];
      if (number === undefined || element[FLAGS]?.[type] === undefined) return;
      toWorker(["event", number, type, detail, null, null, window.performance.now()]);
    },
    tell: (element, type, detail) =>
      toWorker(["event", nodeOf(element), type, detail, null, null, window.performance.now()]),
    toHost,
    warn: (message, element) => toWorker(["warning", message, element === undefined ? 0 : nodeOf(element)]),
    later(task) {
      if (applying) tasks.push(task);
      else task();
    },
    pageOf: (node) => pages.of(node),
    nodeOf,
    inside: (base, element) => tree.inside(base, element),
    extra: () => loader.extra,
    setStyle: (element, text) => setStyle(element, text, context),
    component: (element) => (element.nodeType === 1 ? componentOf(element) : null),
    address(node, value) {
      const text = typeof value === "string" ? value.trim() : "";
      if (text === "" || /^(?:\/|[a-z][-+.a-z0-9]*:)/i.test(text)) return text;
      const folder = `/${pages.of(node)?.path ?? ""}`.replace(/[^/]*$/, "").replace(/^\/+/, "/");
      return new URL(folder + text, "http://package.invalid").pathname;
    },
  };

  /** F-EVT-2: sent once, if an element on the way listens; the worker does the bubbling. */
  const sendUp = (
    path: readonly EventTarget[],
    type: string,
    detail: Json,
    ...rest: [touches: TouchPoint[] | null, changed: TouchPoint[] | null, at: number]
  ): boolean => {
    let inner = 0;
    let tag: string | undefined;
    for (const target of path) {
      const element = target as DrawnElement;
      if (inner === 0) {
        inner = element[SLOT] ?? 0;
        if (inner === 0 && tag === undefined && context.component(element) !== null) tag = element.localName;
      }
      if (element[FLAGS]?.[type] === undefined) continue;
      toWorker(
        tag === undefined ? ["event", inner, type, detail, ...rest] : ["event", inner, type, detail, ...rest, tag],
      );
      return true;
    }
    return false;
  };

  const pages: Pages = new Pages({
    ...context,
    shadowMode: options.shadowMode ?? "closed",
    sheets: (path) => sheets.of(path),
    sendPage: (pageId, type, detail) => toWorker(["page", pageId, type, detail]),
    listen: (page: Page, followers) => listenToPage(page, context, sendUp, followers),
  });
  const appearance = new Appearance(context);

  const tree = new Tree(context, {
    openPage: (id, path, pageLook) => pages.open(id, path, pageLook),
    showPage: (id, transition) => pages.show(id, transition),
    closePage: (id) => pages.close(id),
    call: (callId, node, element, method, args) =>
      context.later(() => void answer(callId, node, element, method, Array.isArray(args) ? args : [])),
    watch: (element) => appearance.watch(element),
    dropped(what) {
      if (loader.settled || !what.startsWith("attribute ")) note(what);
      // Known perhaps, but of a component that is not here: only the second script can tell.
      else {
        loader.want(() => {
          if (!isIdle(what.slice("attribute ".length))) note(what);
          reportDropped();
        });
      }
    },
  });

  const answer = async (
    callId: number,
    node: number,
    element: DrawnElement | null,
    method: string,
    args: Json[],
  ): Promise<void> => {
    const page = pages.get(node);
    let result: ViewToWorker = ["result", callId, 0, `no method ${method}`];
    try {
      const value = page !== null ? pages.call(page, method, args) : callElement(element, method, args);
      const settled = value instanceof Promise ? await value : value;
      if (isHanded(settled)) {
        if (!ended) workerPort.postMessage(["result", callId, 1, settled.value, settled.thing], [settled.thing]);
        return;
      }
      if (settled !== undefined) result = ["result", callId, 1, settled];
    } catch (error) {
      result = ["result", callId, 0, error instanceof Error ? error.message : "failed"];
    }
    if (callId !== 0 && !ended) toWorker(result);
  };

  const runTasks = (): void => {
    for (let i = 0; i < tasks.length && i < MAX_TASKS; i++) {
      try {
        tasks[i]!();
      } catch (error) {
        note(`component: ${error instanceof Error ? error.message : "failed"}`);
      }
    }
    tasks = [];
  };

  const reportDropped = (): void => {
    if (ended) return;
    for (const [what, count] of dropped) {
      toHost(["dropped", what, count]);
      toWorker(["warning", `${what} was dropped by the view (S-VIEW)`, 0]);
    }
    dropped.clear();
  };

  const loader = new ExtraLoader(
    window,
    () => toHost(["extra"]),
    (extra) => {
      if (extra === null) {
        placeholdLate();
        note("second script of the view");
        return;
      }
      addComponents(extra.components);
      addIdle(extra.idleAttributes);
      dress(extra.shellSheet);
      sheets.addBase(extra.sheet);
      pages.restyle();
    },
  );
  /** Batches that wait for the second script, in order; nothing is drawn meanwhile. */
  let held: WorkerToView[] | null = null;
  const goOn = (): void => {
    const messages = held ?? [];
    held = null;
    if (!ended) for (const message of messages) draw(message);
  };

  const draw = (message: WorkerToView): void => {
    if (!Array.isArray(message) || message[0] !== "draw" || !Array.isArray(message[2])) {
      note("message");
      return;
    }
    if (held !== null) {
      held.push(message);
      return;
    }
    if (!loader.settled && needsExtra(message[2])) {
      held = [message];
      loader.want(goOn);
      return;
    }
    applying = true;
    tree.apply(message[2]);
    runTasks();
    applying = false;
    pages.noteRendered();
    toWorker(["drawn", message[1]]);
    reportDropped();
  };

  const applyLook = (next: ViewLook): void => {
    look = { ...look, ...next };
    const root = document.documentElement;
    root.dir = look.direction === "rtl" ? "rtl" : "ltr";
    root.lang = look.locale;
    root.dataset["theme"] = look.colorScheme;
    root.style.fontSize = look.fontScale === 1 ? "" : `${16 * look.fontScale}px`;
    root.style.setProperty("-webkit-text-size-adjust", `${Math.round(look.fontScale * 100)}%`);
  };

  const hear = (message: HostToView): void => {
    switch (message[0]) {
      case "styles":
        sheets.add(message[1], message[2]);
        pages.restyle();
        return;
      case "resource":
        resources.answer(message[1], message[2]);
        return;
      case "extra":
        loader.give(message[1]);
        return;
      case "look":
        applyLook(message[1]);
        return;
      case "toTop":
        pages.toTop();
        return;
      case "tree":
        loader.want(() => {
          const page = pages.get(message[2]);
          toHost(["tree", message[1], (page && loader.extra?.describePage(page)) ?? null]);
        });
        return;
    }
  };

  const onResize = (): void => {
    const page = pages.shown;
    if (page === null) return;
    const detail = { windowWidth: window.innerWidth, windowHeight: window.innerHeight };
    toWorker(["page", page.id, "resize", detail]);
  };
  /** Escape is back also while nothing in the page has the focus. */
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented && event.target === document.body) toHost(["back"]);
  };
  const stopFocus = keepFocus(window, pages);
  window.addEventListener("resize", onResize);
  window.addEventListener("keydown", onKey);
  workerPort.onmessage = (event: MessageEvent) => draw(event.data as WorkerToView);
  hostPort.onmessage = (event: MessageEvent) => hear(event.data as HostToView);

  return {
    get nodeCount() {
      return tree.size;
    },
    dispose() {
      if (ended) return;
      ended = true;
      stopFocus();
      window.removeEventListener("resize", onResize);
      window.removeEventListener("keydown", onKey);
      tree.dispose();
      pages.dispose();
      appearance.dispose();
      resources.dispose();
      workerPort.close();
      hostPort.close();
    },
  };
}

/** Methods every element has, then those of its component. */
function callElement(element: DrawnElement | null, method: string, args: Json[]): CallAnswer {
  if (element === null) return undefined;
  if (method === "focus") element.focus();
  else if (method === "blur") element.blur();
  else return callOverlay(element, method, args) ?? element[CONTROL]?.call?.(method, args);
  return null;
}
