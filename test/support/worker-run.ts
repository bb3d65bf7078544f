import { jsapiExtensions, jsapiNames, jsapiOptions } from "@berth/core/jsapi";
import type { HostToWorker, Json, StartInfo, WorkerNote, WorkerToHost } from "@berth/core/wire";
import { createWorkerRuntime } from "../../packages/runtime/src/worker/create-worker-runtime.js";
import { workerExtra } from "../../packages/runtime/src/worker/extra/worker-extra.js";
import { TreeViewPort } from "./tree-view.js";

/** Answer of the pretended host to one call: a result, or `{error}` for a failure. */
type HostAnswer = (params: Record<string, Json>) => unknown;

/** What a run is started with. */
export interface RunOptions {
  /** Code of the units by root; "" is the main package. */
  units: Record<string, string>;
  app?: Partial<StartInfo["app"]>;
  start?: Partial<Omit<StartInfo, "app">>;
  answers?: Record<string, HostAnswer>;
  /** false: the host has not sent the second script. */
  extra?: boolean;
}

/** The worker runtime in Node, between a pretended host and a tree view. */
export class WorkerRun {
  readonly view = new TreeViewPort();
  readonly notes: WorkerNote[] = [];
  /** Calls that reached the host: API and parameters. */
  readonly calls: [api: string, params: Json][] = [];
  /** Answers by API; more can be put in later. */
  readonly answers: Record<string, HostAnswer>;
  readonly runtime: ReturnType<typeof createWorkerRuntime>;
  readonly #hostPort: { postMessage(message: unknown): void; onmessage: ((event: { data: unknown }) => void) | null };
  readonly #units: Record<string, string>;
  #program: Record<string, unknown> = {};

  constructor(options: RunOptions) {
    this.#units = options.units;
    this.answers = { loadUnit: ({ root }) => this.#loadUnit(String(root)), ...options.answers };
    this.#hostPort = {
      postMessage: (message) => {
        for (const said of structuredClone(message) as WorkerToHost[]) this.#receive(said);
      },
      onmessage: null,
    };
    this.runtime = createWorkerRuntime({
      hostPort: this.#hostPort,
      viewPort: this.view,
      importExtra: () => workerExtra,
      importUnit: (_root, code, globals) => {
        this.#program = globals;
        new Function(...Object.keys(globals), code)(...Object.values(globals));
      },
      clock: {
        now: () => Date.now(),
        monotonic: () => performance.now(),
        setTimer: (ms, fn) => {
          const handle = setTimeout(fn, ms);
          return () => clearTimeout(handle);
        },
      },
      random: Math.random,
      macrotask: (fn) => setImmediate(fn),
      console: null,
      cleanStack: (stack) => stack,
    });
    const pages = options.app?.pages ?? ["index"];
    if (options.extra !== false) this.send(["extra", ""]);
    this.send(["load", "", this.#units[""] ?? ""]);
    this.send([
      "start",
      {
        appId: "app-1",
        options: { path: pages[0] ?? "", query: {}, scene: 1000, referrerInfo: {} },
        storage: {},
        systemInfo: { windowWidth: 375, windowHeight: 600, language: "en" },
        env: { clientName: "test" },
        apis: ["alert", "confirm", "request", "setStorage", "removeStorage", "clearStorage", "showToast"],
        members: jsapiNames,
        missing: jsapiExtensions,
        rules: jsapiOptions,
        customApis: [],
        deterministic: null,
        ...options.start,
        app: {
          pages,
          home: pages[0] ?? "",
          tabs: [],
          units: [{ root: "", pages }],
          looks: {},
          decodeQuery: true,
          ...options.app,
        },
      },
    ]);
  }

  /** A global of the program. */
  global<T>(name: string): T {
    return this.#program[name] as T;
  }

  /** A message of the host. */
  send(message: HostToWorker): void {
    this.#hostPort.onmessage?.({ data: structuredClone([message]) });
  }

  /** Sends a unit that nobody asked for, as a preload rule does. */
  preload(root: string): void {
    this.send(["load", root, this.#units[root] ?? ""]);
  }

  /** Waits until everything that is under way has settled. */
  async settle(): Promise<void> {
    for (let i = 0; i < 25; i++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Notes of errors, as text. */
  errors(): string[] {
    return this.notes.flatMap((note) => (note.type === "error" ? [`${note.kind}: ${note.message}`] : []));
  }

  /** Notes of warnings, as text. */
  warnings(): string[] {
    return this.notes.flatMap((note) => (note.type === "warning" ? [`${note.code}: ${note.message}`] : []));
  }

  /** What the program logged, one line for each call. */
  logged(): string[] {
    return this.notes.flatMap((note) => (note.type === "console" ? [note.args.map(String).join(" ")] : []));
  }

  #receive(message: WorkerToHost): void {
    if (message[0] === "note") this.notes.push(message[1]);
    if (message[0] !== "call") return;
    const [, id, api, params] = message;
    this.calls.push([api, params as Json]);
    const answer = this.answers[api];
    queueMicrotask(() => {
      const result = answer?.((params ?? {}) as Record<string, Json>) ?? {};
      const failed = typeof result === "object" && result !== null && "error" in result;
      this.send(["answer", id, failed ? 0 : 1, result]);
    });
  }

  #loadUnit(root: string): unknown {
    const code = this.#units[root];
    if (code === undefined) return { error: 12, errorMessage: "no such unit" };
    queueMicrotask(() => {
      this.send(["load", root, code]);
      this.send(["event", "unit", { root, ok: true }]);
    });
    return {};
  }
}
