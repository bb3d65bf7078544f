import type { WorkerExtra } from "../extra/worker-extra.js";

/** A port as the runtime uses it; a `MessagePort` fits. */
export interface RuntimePort {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

/** Clock and timers of the realm; the program's timers run on them (F-GEN-4). */
export interface RuntimeClock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Calls `fn` once after `ms`; returns a function that prevents it. */
  setTimer(ms: number, fn: () => void): () => void;
}

/** A worker made by this one. */
export interface SpawnedWorker {
  port: RuntimePort;
  terminate(): void;
}

/** Everything the worker runtime takes from its realm; nothing else is ambient. */
export interface WorkerEnvironment {
  hostPort: RuntimePort;
  viewPort: RuntimePort;
  /** Runs the text of a unit with these names in its global scope. Throws what the text throws. */
  importUnit(root: string, code: string, globals: Readonly<Record<string, unknown>>): void;
  /** Runs the text of the worker's second script. */
  importExtra(code: string): WorkerExtra | null;
  /** Makes a worker that runs this text; absent where there are none. */
  spawn?(code: string): SpawnedWorker;
  clock: RuntimeClock;
  /** A number in [0, 1). */
  random(): number;
  /** Runs `fn` in a macrotask of its own, as soon as possible. */
  macrotask(fn: () => void): void;
  /** Where console output of the program also goes, or null. */
  console: Pick<Console, "log" | "info" | "warn" | "error" | "debug"> | null;
  /** Replaces addresses of unit blobs in a stack (host-link `error` note). */
  cleanStack(stack: string): string;
}
