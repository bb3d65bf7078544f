import type { HostEventName, HostToView, HostToWorker, Json, ViewToHost, WorkerNote } from "@berth/core/wire";
import { ViewLink } from "../bridge/view-link.js";
import { Watchdog } from "../bridge/watchdog.js";
import { type BridgeEnd, type CallAnswer, type WorkerCall, WorkerLink } from "../bridge/worker-link.js";
import { shownValue } from "../inspect/inspect-hub.js";
import { LaunchError } from "../launch-error.js";
import type { AppPackage } from "../load/app-package.js";
import { type Guest, type ShellSource, startGuest } from "../sandbox/guest.js";
import type { HostCore } from "./host-core.js";
import { type GuestExtra, neededExtras } from "./needed-extras.js";

/** What a connection works with. */
export interface GuestParts {
  core: HostCore;
  parent: Node;
  signal: AbortSignal;
  shell(): Promise<ShellSource>;
}

type Unit = ReturnType<AppPackage["unit"]>;

/** The program of a guest, and who hears it. */
export interface GuestProgram {
  /** Code and styles of a unit, fetched when it came apart from the main package; null when it cannot be had. */
  unit(root: string): Promise<Unit>;
  call(call: WorkerCall): Promise<CallAnswer>;
  /** Navigation waits for a subpackage (F-SUB-4). */
  unitAwaited(root: string): void;
  note(note: WorkerNote): void;
  fromView(message: ViewToHost): void;
  viewBreach(): void;
  /** Whether the watchdog counts silence now. */
  watching(): boolean;
  unresponsive(sinceMs: number): void;
  ended(reason: BridgeEnd): void;
}

type Report = (result: Record<string, string>) => void;

/** A running guest with the host's ends of its two ports and the watch over it. */
export class GuestConnection {
  readonly #parts: GuestParts;
  readonly #trees = new Map<number, (tree: Json) => void>();
  #guest: Guest | null = null;
  #worker: WorkerLink | null = null;
  #view: ViewLink | null = null;
  #watchdog: Watchdog | null = null;
  #nextTree = 1;
  #program: GuestProgram | null = null;
  #endedBefore: BridgeEnd | null = null;
  #ended: (reason: BridgeEnd) => void = () => {};
  readonly #stop = new AbortController();
  /** Outcomes of the units that the worker has, or gets as soon as they and what they need are there. */
  readonly #loading = new Map<string, Promise<boolean>>();
  readonly #loaded = new Set<string>();
  readonly #extras = new Map<GuestExtra, Promise<void>>();

  constructor(parts: GuestParts) {
    this.#parts = parts;
  }

  /** Frame of the stage, null while there is none. */
  get stageElement(): HTMLIFrameElement | null {
    return this.#guest?.stage.element ?? null;
  }

  /** Makes stage, shell and worker and awaits the self-test. @throws LaunchError 91007, 91008, 91009 */
  async start(): Promise<void> {
    const { core, parent } = this.#parts;
    const signal = AbortSignal.any([this.#parts.signal, this.#stop.signal]);
    const [shell, workerScript] = await Promise.all([this.#parts.shell(), core.workerScript()]);
    if (signal.aborted) throw new LaunchError(91008, "start", "the launch was cancelled");
    const broken = new Promise<never>((_, reject) => {
      this.#ended = (reason) =>
        reject(new LaunchError(91007, "start", `the sandbox ended while it started (${reason})`));
    });
    const starting = (core.startGuest ?? startGuest)({
      parent,
      document,
      shell,
      workerScript,
      limits: core.limits,
      openView: core.openView,
      clock: core.clock,
      signal,
      connect: (workerPort, viewPort) => this.#connect(workerPort, viewPort),
    });
    void starting.then(
      (guest) => {
        if (signal.aborted) guest.dispose();
        else this.#guest = guest;
      },
      () => {},
    );
    await Promise.race([starting, broken]);
    // The worker itself keeps quiet until a program is in it; should its link end nevertheless, `attach` tells.
    this.#ended = (reason) => {
      this.#endedBefore = reason;
    };
  }

  /** Who hears the guest from now on. Before this, whatever it sends is dropped and its calls fail. */
  attach(program: GuestProgram): void {
    this.#program = program;
    this.#ended = program.ended;
    if (this.#endedBefore !== null) program.ended(this.#endedBefore);
  }

  /** Whether the worker has that unit, or it is on its way there. */
  holds(root: string): boolean {
    return this.#loading.has(root);
  }

  /**
   * Styles to the view, then code to the worker, once in a run (F-SUB-4). False when the unit cannot be had.
   *
   * @throws LaunchError 91007 when the worker's second script cannot be read
   */
  async load(root: string): Promise<boolean> {
    let given = this.#loading.get(root);
    if (given === undefined) {
      given = this.#load(root);
      this.#loading.set(root, given);
    }
    try {
      if (await given) this.#loaded.add(root);
    } finally {
      // The next navigation tries again.
      if (!this.#loaded.has(root) && this.#loading.get(root) === given) this.#loading.delete(root);
    }
    return given;
  }

  async #load(root: string): Promise<boolean> {
    const unit = (await this.#program?.unit(root)) ?? null;
    if (unit === null) return false;
    this.toView(["styles", unit.styles.sheets, unit.styles.pages]);
    const extras = neededExtras(unit.code);
    // The view waits by itself, when it draws; in the worker everything has to be there at once.
    if (extras.includes("view")) void this.need("view");
    if (extras.includes("worker")) await this.need("worker");
    this.toWorker(["load", root, unit.code]);
    return true;
  }

  /** Gives worker or view its second script, once. @throws LaunchError 91007 when that of the worker cannot be read. */
  need(of: GuestExtra): Promise<void> {
    let given = this.#extras.get(of);
    if (given === undefined) {
      given = this.#parts.core
        .extraScript(of)
        .then((code) => {
          if (of === "view") this.toView(["extra", code]);
          else this.toWorker(["extra", code]);
        })
        .catch((error: LaunchError) => {
          this.#program?.note({ type: "warning", code: "EXTRA_MISSING", message: error.message, pageId: 0 });
          if (of === "worker") throw error;
          // It draws without: what is missing is shown as a labelled place.
          this.toView(["extra", null]);
        });
      this.#extras.set(of, given);
    }
    return given;
  }

  toWorker(message: HostToWorker): void {
    this.#worker?.send(message);
  }

  event(name: HostEventName, data: Json): void {
    this.#worker?.event(name, data);
  }

  toView(message: HostToView): void {
    this.#view?.send(message);
  }

  /** Starts the watchdog (S-MSG-11). */
  watch(): void {
    const { core } = this.#parts;
    const program = this.#program;
    if (program === null) return;
    this.#watchdog = new Watchdog({
      clock: core.clock,
      everyMs: core.limits.pingEveryMs,
      unresponsiveAfterMs: core.limits.unresponsiveAfterMs,
      hangAfterMs: core.limits.hangAfterMs,
      watching: program.watching,
      ping: (n) => this.toWorker(["ping", n]),
      unresponsive: program.unresponsive,
      hang: () => program.ended("hang"),
    });
  }

  /** Tree of a page for tools; null after a second without an answer. */
  tree(pageId: number): Promise<Json> {
    const id = this.#nextTree++;
    return new Promise((resolve) => {
      this.#trees.set(id, resolve);
      this.toView(["tree", id, pageId]);
      this.#parts.core.clock.setTimer(1_000, () => {
        if (this.#trees.delete(id)) resolve(null);
      });
    });
  }

  /** Ends worker and view at once; open calls are answered first. Idempotent. */
  dispose(): void {
    this.#stop.abort();
    this.#watchdog?.dispose();
    this.#worker?.close();
    this.#view?.close();
    this.#guest?.dispose();
    this.#guest = null;
  }

  #connect(workerPort: MessagePort, viewPort: MessagePort) {
    const { core } = this.#parts;
    let workerReady: Report = () => {};
    let viewReady: Report = () => {};
    const worker = new Promise<Record<string, string>>((resolve) => {
      workerReady = resolve;
    });
    const shell = new Promise<Record<string, string>>((resolve) => {
      viewReady = resolve;
    });
    this.#worker = new WorkerLink(workerPort, core.limits, core.clock, {
      ready: (result) => workerReady(result),
      call: (call) => {
        if (call.api === "loadUnit") return this.#loadUnit(call.params);
        if (call.api === "loadExtra") return this.need("worker").then(() => ({ ok: 1, result: {} }));
        return this.#call(call);
      },
      note: (note) => this.#program?.note(note),
      pong: (n) => this.#watchdog?.pong(n),
      end: (reason) => this.#ended(reason),
    });
    this.#view = new ViewLink(
      viewPort,
      core.limits,
      (message) => {
        if (message[0] === "ready") viewReady(message[1]);
        else if (message[0] === "extra") void this.need("view");
        else if (message[0] === "tree") {
          this.#trees.get(message[1])?.(shownValue(message[2]));
          this.#trees.delete(message[1]);
        } else this.#program?.fromView(message);
      },
      () => this.#program?.viewBreach(),
    );
    return { worker, shell };
  }

  #call(call: WorkerCall): Promise<CallAnswer> {
    const result = { error: 1, errorMessage: "no program is running" };
    return this.#program?.call(call) ?? Promise.resolve({ ok: 0, result });
  }

  async #loadUnit(params: unknown): Promise<CallAnswer> {
    const root = String((params as { root?: unknown } | null)?.root ?? "");
    if (!this.#loaded.has(root)) this.#program?.unitAwaited(root);
    if (root === "" || !(await this.load(root).catch(() => false))) {
      return { ok: 0, result: { error: 7004, errorMessage: `the subpackage ${root} cannot be had` } };
    }
    this.event("unit", { root, ok: true });
    return { ok: 1, result: {} };
  }
}
