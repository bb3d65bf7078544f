import type { StackPage, StackReason, WorkerNote } from "@berth/core/wire";
import type { InspectHub } from "../inspect/inspect-hub.js";
import { LaunchError } from "../launch-error.js";
import type { AppPackage } from "../load/app-package.js";
import type { RunLog } from "./run-log.js";
import { type SourcePosition, sourcePosition } from "./source-position.js";

/** Who hears what the notes of a program mean. */
export interface NoteParts {
  hub: InspectHub;
  log: RunLog;
  package: AppPackage;
  /** The stack changed; `before` was on top. */
  stackChanged(pages: readonly StackPage[], before: StackPage | null, reason: StackReason): void;
  pageReady(path: string): void;
  pageGone(pageId: number): void;
  /** The program threw before its first page was rendered. */
  fatal(error: LaunchError): void;
  leave(reason: "back" | "api"): void;
}

/**
 * Reads what the worker reports without waiting for an answer. Reports feed tools, log and chrome; no decision rests on
 * them (S-GEN-5).
 */
export class ProgramNotes {
  readonly #parts: NoteParts;
  stack: readonly StackPage[] = [];
  /** Message of the last uncaught error. */
  lastError = "";
  /** Where the program threw first before its first render, for the error page. */
  where: { at: SourcePosition | null; stack: string } | null = null;

  constructor(parts: NoteParts) {
    this.#parts = parts;
  }

  /** Path of a page of the stack; of the page on top for others. */
  pagePath(pageId: number): string {
    return (this.stack.find((page) => page.pageId === pageId) ?? this.stack.at(-1))?.path ?? "";
  }

  read(note: WorkerNote): void {
    const { hub, log } = this.#parts;
    switch (note.type) {
      case "console":
        hub.emit({ type: "console", level: note.level, args: note.args, source: "program" });
        return;
      case "error":
        this.#error(note);
        return;
      case "warning":
        hub.emit({ ...note, pagePath: this.pagePath(note.pageId) });
        return;
      case "local": {
        const { api, outcome, errorCode, pageId } = note;
        const durationMs = Math.round(note.durationMs);
        const pagePath = this.pagePath(pageId);
        const call = { callId: 0, api, kind: "local", outcome, errorCode, durationMs, pagePath } as const;
        hub.emit({ type: "jsapi", phase: "end", result: null, ...call });
        log.call(call);
        return;
      }
      case "stack": {
        const before = this.stack.at(-1) ?? null;
        this.stack = note.pages;
        hub.emit({ type: "stack", reason: note.reason, pages: note.pages });
        this.#parts.stackChanged(note.pages, before, note.reason);
        return;
      }
      case "page":
        log.page(note, this.stack.length);
        if (note.phase === "ready") this.#parts.pageReady(note.path);
        if (note.phase === "unload") this.#parts.pageGone(note.pageId);
        hub.emit({ type: "page", phase: note.phase, pageId: note.pageId, path: note.path });
        return;
      case "app":
        hub.emit({ type: "app", phase: note.phase });
        return;
      case "setData":
        hub.emit({ ...note, pagePath: this.pagePath(note.pageId) });
        return;
      case "exit":
        this.#parts.leave(note.reason);
    }
  }

  #error(note: Extract<WorkerNote, { type: "error" }>): void {
    const { hub, log } = this.#parts;
    const pagePath = this.pagePath(note.pageId);
    this.lastError = note.message;
    const at = sourcePosition(note.stack, this.#parts.package);
    hub.emit({ ...note, pagePath, ...(at === null ? {} : { at }) });
    log.error(note, pagePath);
    if (!note.fatal) return;
    this.where ??= { stack: note.stack, at };
    const place = at === null ? "" : ` (${at.file}:${at.line})`;
    const message = `the program threw before its first page was rendered: ${note.name}: ${note.message}${place}`;
    this.#parts.fatal(new LaunchError(91007, "start", message, { details: { stack: note.stack, ...(at ?? {}) } }));
  }
}
