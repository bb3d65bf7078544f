import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainCopy } from "../../../packages/sdk/src/bridge/plain-copy.js";
import { RateBucket } from "../../../packages/sdk/src/bridge/rate-bucket.js";
import { readViewMessage } from "../../../packages/sdk/src/bridge/view-message.js";
import { Watchdog } from "../../../packages/sdk/src/bridge/watchdog.js";
import { type CallAnswer, WorkerLink } from "../../../packages/sdk/src/bridge/worker-link.js";
import { readWorkerMessage } from "../../../packages/sdk/src/bridge/worker-message.js";
import { defaultLimits } from "../../../packages/sdk/src/limits.js";
import { FakeClock } from "./fake-clock.js";

const limits = { bytes: 1_000, depth: 4, nodes: 50 };

describe("plainCopy (S-MSG-6, S-MSG-8)", () => {
  test("makes new objects and drops keys that reach a prototype", () => {
    const input = JSON.parse('{"a":[1,{"b":null}],"__proto__":{"x":1},"constructor":{"y":1}}');
    const copied = plainCopy(input, limits);
    expect(copied).toMatchObject({ ok: true, value: { a: [1, { b: null }] } });
    expect(Object.keys((copied as { value: object }).value)).toEqual(["a"]);
  });

  test.each([
    ["function", () => 1, "type"],
    ["symbol", Symbol("x"), "type"],
    ["bigint", 1n, "type"],
    ["Map", new Map(), "type"],
    ["Date", new Date(0), "type"],
    ["deep", [[[[[[1]]]]]], "depth"],
    ["many", new Array(60).fill(1), "nodes"],
    ["long text", "x".repeat(501), "size"],
    ["an array with a great length and nothing in it", new Array(4_000_000_000), "nodes"],
    [
      "members without a value",
      Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, undefined])),
      "nodes",
    ],
    ["a buffer that can grow", Reflect.construct(ArrayBuffer, [1, { maxByteLength: 1_000_000 }]), "type"],
    ["large buffer", new ArrayBuffer(1_001), "size"],
  ])("refuses %s", (_, value, reason) => {
    expect(plainCopy(value, limits)).toEqual({ ok: false, reason });
  });

  test("text counts twice its length, buffers their bytes (S-MSG-1)", () => {
    expect(plainCopy("abcd", limits)).toMatchObject({ bytes: 8 });
    expect(plainCopy(new ArrayBuffer(10), limits)).toMatchObject({ bytes: 10 });
  });
});

describe("guards", () => {
  test("no input makes them throw (S-TST-7)", () => {
    const names = fc.constantFrom(
      "call",
      "note",
      "pong",
      "ready",
      "resource",
      "webview",
      "tree",
      "__proto__",
      "toString",
    );
    const message = fc.oneof(
      fc.anything(),
      fc.tuple(names, fc.anything(), fc.anything(), fc.anything(), fc.anything()),
    );
    fc.assert(
      fc.property(message, (raw) => {
        readWorkerMessage(raw, defaultLimits);
        readViewMessage(raw, defaultLimits);
      }),
      { numRuns: 200_000 },
    );
  });

  test.each([
    [["call", 0, "a", {}, 0]],
    [["call", 1.5, "a", {}, 0]],
    [["call", 1, "a".repeat(129), {}, 0]],
    [["call", 1, "a", {}, -1]],
    [["call", 1, "a", () => 1, 0]],
    [["note", { type: "console", level: "shout", args: [] }]],
    [["note", { type: "constructor" }]],
    [["note", { type: "exit", reason: "rage" }]],
    [["pong", "1"]],
    [["ready", { T1: 5 }]],
    [["unknown"]],
    [{}],
  ])("%j is refused", (raw) => {
    expect(readWorkerMessage(raw, defaultLimits).ok).toBe(false);
  });
});

/** A port whose other end is the test. */
class TestPort {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  sent: unknown[][] = [];
  postMessage(batch: unknown[]): void {
    this.sent.push(batch);
  }
  close(): void {}
}

function link(
  call: () => Promise<CallAnswer> = async () => ({ ok: 1, result: {} }),
  change: Partial<typeof defaultLimits> = {},
) {
  const port = new TestPort();
  const clock = new FakeClock();
  const ends: string[] = [];
  const made = new WorkerLink(port as unknown as MessagePort, { ...defaultLimits, ...change }, clock, {
    ready: () => {},
    call,
    note: () => {},
    pong: () => {},
    end: (reason) => ends.push(reason),
  });
  const receive = (...messages: unknown[]): void => port.onmessage?.({ data: messages });
  const answers = (): unknown[] => port.sent.flat().filter((message) => (message as unknown[])[0] === "answer");
  return { port, clock, ends, made, receive, answers };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("WorkerLink", () => {
  test("answers of one microtask leave as one post", async () => {
    const { receive, port } = link();
    receive(["call", 1, "a", {}, 0], ["call", 2, "a", {}, 0], ["call", 3, "a", {}, 0]);
    await settle();
    expect(port.sent).toHaveLength(1);
    expect(port.sent[0]).toHaveLength(3);
  });

  test("open calls are answered with 1 at close, and never again (S-MSG-10)", async () => {
    let finish: (answer: CallAnswer) => void = () => {};
    const { receive, made, answers } = link(() => new Promise((resolve) => (finish = resolve)));
    receive(["call", 1, "a", {}, 0]);
    made.close();
    finish({ ok: 1, result: {} });
    await settle();
    expect(answers()).toEqual([["answer", 1, 0, { error: 1, errorMessage: "the mini program was closed" }]]);
  });

  test("a handler that throws and an answer that is no data end with 3", async () => {
    const thrown = link(async () => {
      throw new Error("boom");
    });
    thrown.receive(["call", 1, "a", {}, 0]);
    const odd = link(async () => ({ ok: 1, result: { f: () => 1 } }));
    odd.receive(["call", 1, "a", {}, 0]);
    await settle();
    expect(thrown.answers()).toEqual([["answer", 1, 0, { error: 3, errorMessage: "boom" }]]);
    expect(odd.answers()).toEqual([["answer", 1, 0, { error: 3, errorMessage: "the answer is no plain data" }]]);
  });

  test("beyond the bucket messages wait in order; beyond the queue the app ends as flood (S-MSG-4)", async () => {
    const small = { bucketPosts: 3, refillPostsPerSecond: 10, queuePosts: 4 };
    const { receive, clock, ends, answers } = link(undefined, small);
    for (let id = 1; id <= 6; id += 1) receive(["call", id, "a", {}, 0]);
    await settle();
    expect(answers()).toHaveLength(3);
    clock.advance(1_000);
    await settle();
    expect(answers().map((message) => (message as number[])[1])).toEqual([1, 2, 3, 4, 5, 6]);
    clock.advance(0);
    for (let id = 7; id <= 40; id += 1) receive(["call", id, "a", {}, 0]);
    expect(ends).toEqual(["flood"]);
    expect(clock.pending).toBe(0);
  });

  test("while a guest floods, what waits stays within posts and bytes, and goes with the app (S-MSG-4)", () => {
    for (const params of [{}, { text: "x".repeat(500_000) }]) {
      const { receive, ends, made, port } = link();
      let [posts, bytes] = [0, 0];
      for (let id = 1; id <= 200_000 && ends.length === 0; id += 1) {
        receive(["call", id, "a", params, 0]);
        posts = Math.max(posts, made.waiting.posts);
        bytes = Math.max(bytes, made.waiting.bytes);
      }
      expect(ends).toEqual(["flood"]);
      expect(Math.max(posts / defaultLimits.queuePosts, bytes / defaultLimits.queueBytes)).toBeGreaterThan(0.9);
      expect(posts).toBeLessThanOrEqual(defaultLimits.queuePosts);
      expect(bytes).toBeLessThanOrEqual(defaultLimits.queueBytes);
      // Nothing is kept of an ended app, and nothing more is heard.
      expect(made.waiting).toEqual({ posts: 0, bytes: 0 });
      expect(port.onmessage).toBeNull();
    }
  });

  test("a post counts once, however many calls are in it; small messages count 256 bytes (S-MSG-4)", async () => {
    const calls = (from: number, count: number): unknown[] =>
      Array.from({ length: count }, (_, i) => ["call", from + i, "a", {}, 0]);
    const posts = link(undefined, { bucketPosts: 2, refillPostsPerSecond: 0 });
    posts.receive(...calls(1, 30));
    posts.receive(...calls(31, 30));
    posts.receive(...calls(61, 30));
    await settle();
    expect(posts.answers()).toHaveLength(60);
    const bytes = link(undefined, { bucketBytes: 256 * 5, refillBytesPerSecond: 256, queueBytes: 256 * 100 });
    bytes.receive(...calls(1, 8));
    await settle();
    expect(bytes.answers()).toHaveLength(5);
    bytes.clock.advance(1_100);
    await settle();
    expect(bytes.answers()).toHaveLength(6);
    bytes.receive(...calls(9, 106));
    expect(bytes.ends).toEqual(["flood"]);
  });

  test("a long post is handled in slices and gives the thread back between them (S-MSG-4)", async () => {
    let handled = 0;
    const { receive, clock } = link(async () => {
      handled += 1;
      return { ok: 1, result: {} };
    });
    const monotonic = clock.monotonic.bind(clock);
    // Handling one call takes a millisecond.
    clock.monotonic = () => monotonic() + handled;
    receive(...Array.from({ length: 100 }, (_, i) => ["call", i + 1, "a", {}, 0]));
    expect(handled).toBeLessThan(40);
    for (let turn = 0; turn < 5; turn += 1) clock.advance(1);
    expect(handled).toBe(100);
  });

  test("99 breaches in a minute are borne, the hundredth ends the app (S-MSG-9)", () => {
    const { receive, ends, clock } = link();
    for (let i = 0; i < 99; i += 1) receive(["nonsense"]);
    expect(ends).toEqual([]);
    clock.advance(60_001);
    for (let i = 0; i < 99; i += 1) receive(["nonsense"]);
    expect(ends).toEqual([]);
    receive(["nonsense"]);
    expect(ends).toEqual(["protocol"]);
  });
});

test("the bucket refills with time and never beyond its size", () => {
  const clock = new FakeClock();
  const bucket = new RateBucket(
    { bucketPosts: 2, bucketBytes: 100, refillPostsPerSecond: 1, refillBytesPerSecond: 50 },
    clock,
  );
  expect([bucket.take(60, 1), bucket.take(60, 1)]).toEqual([true, false]);
  clock.advance(1_000);
  expect([bucket.take(60, 1), bucket.take(1, 1)]).toEqual([true, true]);
  clock.advance(60_000);
  expect([bucket.take(1_000, 1), bucket.take(1, 0)]).toEqual([true, false]);
});

describe("Watchdog (S-MSG-11)", () => {
  function watch(watching = () => true) {
    const clock = new FakeClock();
    const seen: string[] = [];
    const dog = new Watchdog({
      clock,
      everyMs: 5_000,
      unresponsiveAfterMs: 10_000,
      hangAfterMs: 30_000,
      watching,
      ping: (n) => seen.push(`ping ${n}`),
      unresponsive: (ms) => seen.push(`unresponsive ${ms}`),
      hang: () => seen.push("hang"),
    });
    return { clock, seen, dog };
  }

  test("a guest that answers is pinged every 5 s and never reported", () => {
    const { clock, seen, dog } = watch();
    for (let n = 1; n <= 3; n += 1) {
      clock.advance(5_000);
      dog.pong(n);
    }
    expect(seen).toEqual(["ping 1", "ping 2", "ping 3"]);
    dog.dispose();
    expect(clock.pending).toBe(0);
  });

  test("silence is reported once after 10 s and ends after 30 s", () => {
    const { clock, seen } = watch();
    clock.advance(36_000);
    expect(seen).toEqual(["ping 1", "unresponsive 10000", "hang"]);
    expect(clock.pending).toBe(0);
  });

  test("a late pong takes the report back", () => {
    const { clock, seen, dog } = watch();
    clock.advance(16_000);
    dog.pong(1);
    expect(seen).toEqual(["ping 1", "unresponsive 10000", "unresponsive 0"]);
    dog.dispose();
  });

  test("a guest that works through what came before the ping is not silent", () => {
    const { clock, seen, dog } = watch();
    clock.advance(5_000);
    for (let i = 0; i < 20; i += 1) {
      clock.advance(4_000);
      dog.pong(0);
    }
    expect(seen).toEqual(["ping 1"]);
    clock.advance(10_000);
    dog.pong(0);
    expect(seen).toEqual(["ping 1", "unresponsive 10000", "unresponsive 0"]);
    dog.pong(1);
    clock.advance(5_000);
    expect(seen.at(-1)).toBe("ping 2");
    dog.dispose();
  });

  test("while hidden, and while our own timers are late, the watch stands still", () => {
    let visible = true;
    const { clock, seen, dog } = watch(() => visible);
    clock.advance(5_000);
    visible = false;
    clock.advance(120_000);
    visible = true;
    for (let i = 0; i < 50; i += 1) {
      clock.stall(4_000);
      clock.advance(0);
    }
    expect(seen).toEqual(["ping 1"]);
    dog.dispose();
  });
});
