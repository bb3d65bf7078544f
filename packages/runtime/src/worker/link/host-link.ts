import type { HostToWorker, Json, WorkerNote, WorkerToHost } from "@berth/core/wire";
import type { RuntimePort } from "../boot/worker-environment.js";

/** Takes the outcome of one call: `ok` and the result, or the failure. */
export type CallDone = (ok: boolean, result: unknown) => void;

/**
 * The worker's end of the host port. What is said in one microtask goes as one post (measured: 398,000 calls a second
 * instead of 27,000); answers find their call by a counted id (S-MSG-10).
 */
export class HostLink {
  readonly #port: RuntimePort;
  readonly #calls = new Map<number, CallDone>();
  #queue: WorkerToHost[] = [];
  #nextId = 1;

  /** Gets every message that is neither an answer nor a ping. */
  onMessage: (message: HostToWorker) => void = () => {};

  constructor(port: RuntimePort) {
    this.#port = port;
    port.onmessage = (event) => {
      for (const message of event.data as HostToWorker[]) this.#receive(message);
    };
  }

  /** Messages of this microtask that are not posted yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Appends a message to the post of this microtask. */
  send(message: WorkerToHost): void {
    this.#queue.push(message);
    if (this.#queue.length === 1) queueMicrotask(() => this.flush());
  }

  /** Reports something without waiting for an answer. */
  note(note: WorkerNote): void {
    this.send(["note", note]);
  }

  /** Calls a host API; `done` runs exactly once. `params` must already be a JSON copy. Returns the id. */
  call(api: string, params: Json, pageId: number, done: CallDone): number {
    const id = this.#nextId++;
    this.#calls.set(id, done);
    this.send(["call", id, api, params, pageId]);
    return id;
  }

  /** Posts what is queued. */
  flush(): void {
    if (this.#queue.length === 0) return;
    const messages = this.#queue;
    this.#queue = [];
    this.#port.postMessage(messages);
  }

  #receive(message: HostToWorker): void {
    if (message[0] === "answer") {
      const done = this.#calls.get(message[1]);
      this.#calls.delete(message[1]);
      done?.(message[2] === 1, message[3]);
    } else if (message[0] === "ping") {
      this.send(["pong", message[1]]);
    } else {
      this.onMessage(message);
    }
  }
}
