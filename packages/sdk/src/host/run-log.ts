import type { Clock } from "@berth/core";
import type { EventData } from "@berth/core/events";
import { errorFingerprint } from "@berth/core/events";
import type { WorkerNote } from "@berth/core/wire";
import type { JsapiKind } from "../inspect/events.js";
import type { RefusedPolicy } from "../jsapi/run-context.js";
import type { AppSession, SessionDataEventName } from "../log/app-session.js";

type PageNote = Extract<WorkerNote, { type: "page" }>;
type ErrorNote = Extract<WorkerNote, { type: "error" }>;

/** Turns what happens in a run into events of the catalogue (H-LOG-E09 to H-LOG-E18). A failing log is silent (H-LOG-13). */
export class RunLog {
  readonly #session: AppSession;
  readonly #clock: Clock;
  /** Monotonic times by page: created, shown. */
  readonly #created = new Map<number, number>();
  readonly #shown = new Map<number, { at: number; pagePath: string }>();
  /** Pages that were shown once: a tab page among them that is shown again counts as a view. */
  readonly #seen = new Set<number>();
  #lastPath = "";
  #lastFingerprint = "";

  constructor(session: AppSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  emit<N extends SessionDataEventName>(name: N, data: EventData<N>): void {
    try {
      this.#session.emit(name, data);
    } catch {
      // The log never changes what a program or a host sees.
    }
  }

  page(note: PageNote, stackDepth: number): void {
    const now = this.#clock.monotonic();
    const pageId = String(note.pageId);
    const pagePath = note.path;
    const fromPath = this.#lastPath === "" ? {} : { fromPath: this.#lastPath };
    if (note.phase === "load") {
      this.#created.set(note.pageId, now);
      this.emit("page.view", { pageId, pagePath, reason: "load", ...fromPath, stackDepth });
    } else if (note.phase === "ready") {
      const renderMs = Math.round(now - (this.#created.get(note.pageId) ?? now));
      this.emit("page.ready", { pageId, pagePath, renderMs });
    } else if (note.phase === "show") {
      // P-AN-11: not on going back, nor on return from the background.
      if (note.reason === "switchTab" && this.#seen.has(note.pageId)) this.#tabShown(pageId, pagePath, stackDepth);
      this.#shown.set(note.pageId, { at: now, pagePath });
      this.#seen.add(note.pageId);
      this.#lastPath = pagePath;
    } else if (note.phase === "hide" || note.phase === "unload") {
      const reason = note.reason === "switchTab" ? "tab" : note.reason === "navigateBack" ? "back" : "navigate";
      this.#left(note.pageId, reason);
      if (note.phase === "unload") {
        this.#created.delete(note.pageId);
        this.#seen.delete(note.pageId);
      }
    }
  }

  /** The app leaves the foreground with whatever page is on screen. */
  allLeft(reason: "background" | "exit"): void {
    for (const pageId of [...this.#shown.keys()]) this.#left(pageId, reason);
  }

  #left(pageId: number, reason: EventData<"page.leave">["reason"]): void {
    const shown = this.#shown.get(pageId);
    if (shown === undefined) return;
    this.#shown.delete(pageId);
    const dwellMs = Math.round(this.#clock.monotonic() - shown.at);
    this.emit("page.leave", { pageId: String(pageId), pagePath: shown.pagePath, reason, dwellMs });
  }

  #tabShown(pageId: string, pagePath: string, stackDepth: number): void {
    const fromPath = this.#lastPath === "" ? {} : { fromPath: this.#lastPath };
    this.emit("page.view", { pageId, pagePath, reason: "tab", ...fromPath, stackDepth });
  }

  error(note: ErrorNote, pagePath: string): void {
    const [stackTop = ""] = note.stack.split("\n").filter((line) => /^\s*at |@/.test(line));
    const fingerprint = errorFingerprint(note.message, stackTop);
    this.#lastFingerprint = fingerprint;
    const common = { message: note.message, stackTop, fingerprint, type: note.name, pagePath };
    if (note.kind === "rejection") this.emit("js.unhandled_rejection", common);
    else this.emit("js.error", { ...common, thread: "logic", beforeFirstRender: note.fatal });
  }

  call(call: {
    callId: number;
    api: string;
    kind: JsapiKind;
    outcome: "success" | "fail" | "cancel";
    errorCode: number;
    durationMs: number;
    pagePath: string;
  }): void {
    const channel = call.api === "request" || call.api === "httpRequest" ? "http" : "jsapi";
    this.emit("jsapi.call", {
      callId: String(call.callId),
      api: call.api,
      kind: call.kind === "local" ? "builtin" : call.kind,
      channel,
      outcome: call.outcome,
      ...(call.errorCode === 0 ? {} : { errorCode: call.errorCode }),
      durationMs: call.durationMs,
      pagePath: call.pagePath,
    });
  }

  /** Events of the loader: it names only these two, with fields of the catalogue. */
  loader(name: string, data: Record<string, unknown>): void {
    if (name === "package.check") this.emit(name, data as EventData<"package.check">);
    else if (name === "package.download") this.emit(name, data as EventData<"package.download">);
  }

  refusal(policy: RefusedPolicy, api: string, origin: string, errorCode: number, reason?: string): void {
    this.emit("policy.refusal", {
      policy,
      api,
      ...(origin === "" ? {} : { origin }),
      errorCode,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** An incident with its evidence (L-BLK-7). */
  blank(pageId: number, found: Omit<EventData<"page.blank">, "pageId" | "lastErrorFingerprint">): void {
    this.emit("page.blank", {
      ...found,
      pageId: String(pageId),
      checkedAfterMs: Math.round(found.checkedAfterMs),
      ...(this.#lastFingerprint === "" ? {} : { lastErrorFingerprint: this.#lastFingerprint }),
    });
  }
}
