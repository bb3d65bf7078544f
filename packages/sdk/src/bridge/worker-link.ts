import type { Cancel, Clock } from "@berth/core";
import type { ApiFailure, HostEventName, HostToWorker, Json, WorkerNote } from "@berth/core/wire";
import type { SandboxLimits } from "../host-types.js";
import { plainCopy } from "./plain-copy.js";
import { RateBucket } from "./rate-bucket.js";
import { readWorkerMessage } from "./worker-message.js";

/** Why the bridge ended an app (S-MSG-4, S-MSG-9, S-MSG-11). */
export type BridgeEnd = "flood" | "protocol" | "hang";

/** A call as the host handles it. */
export interface WorkerCall {
  id: number;
  api: string;
  params: unknown;
  pageId: number;
}

/** Answer of a call: 1 and the result of success, or 0 and a failure. */
export type CallAnswer = { ok: 1; result: unknown } | { ok: 0; result: ApiFailure };

/** Who hears the worker. Handlers must not throw; if one does, the call it handled fails with 3. */
export interface WorkerLinkHandlers {
  ready(selfTest: Record<string, string>): void;
  call(call: WorkerCall): Promise<CallAnswer>;
  note(note: WorkerNote): void;
  pong(n: number): void;
  /** The bridge gave up on the guest; nothing more is heard from it. */
  end(reason: BridgeEnd): void;
}

/** What a message counts at least, bytes: a bound for small ones, whose cost is not their size. */
const leastBytes = 256;
/** Longest time for which one guest's messages keep the host's thread, ms. */
const sliceMs = 8;
/** Messages between two looks at the clock. */
const lookEvery = 32;

/**
 * The host's end of the worker's port.
 *
 * The other side is hostile. What arrives is counted against a bucket before anything acts on it: within the bucket it
 * is handled at once and in order, beyond it waits in a bounded queue, beyond that the app ends (S-MSG-4). Posts and
 * bytes are counted, not calls: what a program says in one microtask is one post, however many calls are in it. The
 * thread is given back after every slice, so that no post, however long, makes the host stand still. What breaks
 * the schema is dropped and counted, and too much of it ends the app (S-MSG-9). Every call is answered exactly once,
 * also when the app ends (S-MSG-10); answers of one microtask leave as one post.
 */
export class WorkerLink {
  readonly #port: MessagePort;
  readonly #limits: SandboxLimits;
  readonly #clock: Clock;
  readonly #handlers: WorkerLinkHandlers;
  readonly #bucket: RateBucket;
  readonly #open = new Set<number>();
  #outbox: HostToWorker[] = [];
  #flushing = false;
  #waiting: { raw: unknown; bytes: number; posts: 0 | 1 }[] = [];
  #waitingBytes = 0;
  #waitingPosts = 0;
  #drain: Cancel | null = null;
  #lastId = 0;
  #breaches: number[] = [];
  #ready = false;
  #closed = false;

  constructor(port: MessagePort, limits: SandboxLimits, clock: Clock, handlers: WorkerLinkHandlers) {
    this.#port = port;
    this.#limits = limits;
    this.#clock = clock;
    this.#handlers = handlers;
    this.#bucket = new RateBucket(limits, clock);
    port.onmessage = (event) => this.#receive(event.data);
    port.onmessageerror = () => this.#breach();
  }

  /** Calls that were not answered yet. */
  get openCalls(): number {
    return this.#open.size;
  }

  /** What waits behind the bucket: never more than the limits of S-MSG-4. */
  get waiting(): { posts: number; bytes: number } {
    return { posts: this.#waitingPosts, bytes: this.#waitingBytes };
  }

  /** Messages that were dropped in the last minute. */
  get breaches(): number {
    return this.#breaches.length;
  }

  send(message: HostToWorker): void {
    if (this.#closed) return;
    this.#outbox.push(message);
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => this.#flush());
  }

  event(name: HostEventName, data: Json): void {
    this.send(["event", name, data]);
  }

  /** Answers every open call with error 1 and closes the port; idempotent. */
  close(): void {
    if (this.#closed) return;
    for (const id of [...this.#open]) {
      this.#answer(id, { ok: 0, result: { error: 1, errorMessage: "the mini program was closed" } });
    }
    this.#flush();
    this.#closed = true;
    this.#drain?.();
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#waitingPosts = 0;
    this.#port.onmessage = null;
    this.#port.close();
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#closed || this.#outbox.length === 0) return;
    const batch = this.#outbox;
    this.#outbox = [];
    this.#port.postMessage(batch);
  }

  #receive(data: unknown): void {
    if (this.#closed) return;
    if (!Array.isArray(data)) {
      this.#breach();
      return;
    }
    // More than bucket and queue together can hold: nobody needs to look at it.
    if (data.length * leastBytes > this.#limits.bucketBytes + this.#limits.queueBytes) {
      this.#end("flood");
      return;
    }
    const until = this.#clock.monotonic() + sliceMs;
    for (let i = 0; i < data.length && !this.#closed; i += 1) {
      const posts = i === 0 ? 1 : 0;
      const late = i % lookEvery === lookEvery - 1 && this.#clock.monotonic() > until;
      // The bucket wants the size, and the size comes from the copy; when the guest already waits, a cheap bound does.
      if (late || this.#waiting.length > 0) this.#wait(data[i], posts);
      else this.#take(data[i], posts);
    }
  }

  #take(raw: unknown, posts: 0 | 1): void {
    const read = readWorkerMessage(raw, this.#limits);
    if (!read.ok) {
      if (read.oversized === undefined) this.#breach();
      else this.#tooLarge(read.oversized.id);
      return;
    }
    const bytes = Math.max(read.bytes, leastBytes);
    if (!this.#bucket.take(bytes, posts)) {
      this.#wait(raw, posts, bytes);
      return;
    }
    this.#handle(read.message);
  }

  #wait(raw: unknown, posts: 0 | 1, bytes = sizeBound(raw, this.#limits.messageBytes)): void {
    this.#waiting.push({ raw, bytes, posts });
    this.#waitingBytes += bytes;
    this.#waitingPosts += posts;
    if (this.#waitingPosts > this.#limits.queuePosts || this.#waitingBytes > this.#limits.queueBytes) {
      this.#end("flood");
      return;
    }
    this.#drain ??= this.#clock.setTimer(0, () => this.#drainQueue());
  }

  #drainQueue(): void {
    this.#drain = null;
    const until = this.#clock.monotonic() + sliceMs;
    let taken = 0;
    let late = false;
    while (taken < this.#waiting.length && !this.#closed && !late) {
      const next = this.#waiting[taken];
      if (next === undefined || !this.#bucket.take(next.bytes, next.posts)) break;
      taken += 1;
      late = taken % lookEvery === 0 && this.#clock.monotonic() > until;
      this.#waitingBytes -= next.bytes;
      this.#waitingPosts -= next.posts;
      const read = readWorkerMessage(next.raw, this.#limits);
      if (read.ok) this.#handle(read.message);
      else if (read.oversized === undefined) this.#breach();
      else this.#tooLarge(read.oversized.id);
    }
    this.#waiting.splice(0, taken);
    if (this.#waiting.length > 0 && !this.#closed) {
      this.#drain = this.#clock.setTimer(late ? 0 : 20, () => this.#drainQueue());
    }
  }

  #handle(message: Exclude<ReturnType<typeof readWorkerMessage>, { ok: false }>["message"]): void {
    switch (message[0]) {
      case "call":
        this.#call({ id: message[1], api: message[2], params: message[3], pageId: message[4] });
        return;
      case "note":
        this.#handlers.note(message[1]);
        return;
      case "pong":
        this.#handlers.pong(message[1]);
        return;
      case "ready":
        if (this.#ready) this.#breach();
        else {
          this.#ready = true;
          this.#handlers.ready(message[1]);
        }
    }
  }

  #call(call: WorkerCall): void {
    // Ids count up: one that does not is a replay (S-MSG-10).
    if (call.id <= this.#lastId) {
      this.#breach();
      return;
    }
    this.#lastId = call.id;
    const full = this.#open.size >= this.#limits.openCalls;
    this.#open.add(call.id);
    if (full) {
      const errorMessage = `more than ${this.#limits.openCalls} calls are open`;
      this.#answer(call.id, { ok: 0, result: { error: 3, errorMessage } });
      return;
    }
    this.#handlers.call(call).then(
      (answer) => this.#answer(call.id, answer),
      (cause: unknown) =>
        this.#answer(call.id, { ok: 0, result: { error: 3, errorMessage: (cause as Error)?.message ?? "failed" } }),
    );
  }

  #tooLarge(id: number): void {
    if (id <= this.#lastId) {
      this.#breach();
      return;
    }
    this.#lastId = id;
    this.#open.add(id);
    const errorMessage = `a call may carry at most ${this.#limits.messageBytes} bytes, ${this.#limits.depth} levels and ${this.#limits.nodes} values`;
    this.#answer(id, { ok: 0, result: { error: 2, errorMessage } });
  }

  #answer(id: number, answer: CallAnswer): void {
    if (!this.#open.delete(id)) return;
    const limits = { bytes: this.#limits.answerBytes, depth: 1_000, nodes: 2_000_000 };
    const copied = plainCopy(answer.result, limits);
    if (copied.ok) this.send(["answer", id, answer.ok, copied.value]);
    else {
      const errorMessage =
        copied.reason === "size" ? "the answer is larger than 32 MiB" : "the answer is no plain data";
      this.send(["answer", id, 0, { error: 3, errorMessage }]);
    }
  }

  #breach(): void {
    const now = this.#clock.monotonic();
    this.#breaches = this.#breaches.filter((at) => now - at < 60_000);
    this.#breaches.push(now);
    if (this.#breaches.length >= this.#limits.protocolErrorsPerMinute) this.#end("protocol");
  }

  #end(reason: BridgeEnd): void {
    if (this.#closed) return;
    this.close();
    this.#handlers.end(reason);
  }
}

/** Size of an unchecked message, cheaply: exact up to the limit, the limit itself beyond. */
function sizeBound(raw: unknown, limit: number): number {
  const copied = plainCopy(raw, { bytes: limit, depth: 64, nodes: 100_000 });
  return copied.ok ? Math.max(copied.bytes + 16, leastBytes) : limit;
}
