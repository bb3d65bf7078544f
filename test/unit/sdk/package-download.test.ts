import { describe, expect, test } from "vitest";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import { downloadPackage } from "../../../packages/sdk/src/load/package-download.js";
import { PartialStore } from "../../../packages/sdk/src/load/partial-store.js";
import { FakeClock } from "./fake-clock.js";

const sha256 = "a".repeat(64);
const whole = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 7 + (i >> 8)) & 255);

/** A body that gives `bytes` and then breaks off, or ends. */
function body(bytes: Uint8Array, breaks: boolean): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) {
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + 65_536)));
        at += 65_536;
      } else if (breaks) controller.error(new TypeError("connection lost"));
      else controller.close();
    },
  });
}

/** A server whose `n`th answer is `answers[n]`; it keeps the ranges that were asked for. */
function download(answers: ((from: number) => Response | Promise<Response>)[], store = memoryStore()) {
  const clock = new FakeClock();
  const ranges: (string | null)[] = [];
  const partials = new PartialStore(store, () => clock.now());
  const send = (async (_: unknown, init: RequestInit) => {
    const range = new Headers(init.headers).get("range");
    ranges.push(range);
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("no connection");
    return answer(Number(/\d+/.exec(range ?? "0")?.[0]));
  }) as typeof fetch;
  const stop = new AbortController();
  const parts = { address: "/p.zip", sha256, size: whole.length, fetch: send, clock, partials };
  const run = async () => {
    const result = downloadPackage(parts, stop.signal);
    let ended = false;
    void result.finally(() => {
      ended = true;
    });
    // Pauses pass as soon as somebody waits for one.
    while (!ended) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!stop.signal.aborted && clock.pending > 0) clock.advance(4_000);
    }
    const outcome = await result;
    // Compared as buffers: element by element, three million take minutes.
    return outcome.ok
      ? { ok: true, isWhole: Buffer.compare(outcome.zip, whole) === 0, resumed: outcome.resumed }
      : outcome;
  };
  return { run, ranges, store, stop, clock, partials };
}

const partial = (from: number, to?: number, breaks = false): Response =>
  new Response(body(whole.subarray(from, to), breaks), {
    status: 206,
    headers: { "content-range": `bytes ${from}-${(to ?? whole.length) - 1}/${whole.length}` },
  });

describe("downloads (H-UPD-10)", () => {
  test("go on where the connection broke, in the same open", async () => {
    const { run, ranges } = download([
      () => new Response(body(whole.subarray(0, 2_000_000), true)),
      (from) => partial(from),
    ]);
    expect(await run()).toEqual({ ok: true, isWhole: true, resumed: true });
    expect(ranges).toEqual([null, "bytes=2000000-"]);
  });

  test("go on after a crash of the page, from what was on disk by then", async () => {
    const store = memoryStore();
    await download([() => new Response(body(whole.subarray(0, 2_000_000), true))], store).run();
    const { run, ranges } = download([(from) => partial(from)], store);
    expect(await run()).toMatchObject({ ok: true, isWhole: true });
    expect(ranges).toEqual(["bytes=2000000-"]);
  });

  test("begin again when the server knows no ranges, answers another one, or 416", async () => {
    const broken = () => new Response(body(whole.subarray(0, 1_500_000), true));
    for (const second of [
      () => new Response(body(whole, false)),
      () => new Response(body(whole, false), { status: 206, headers: { "content-range": "bytes 0-2999999/3000000" } }),
    ]) {
      expect(await download([broken, second]).run()).toMatchObject({ ok: true, isWhole: true });
    }
    const gone = download([broken, () => new Response(null, { status: 416 }), () => new Response(body(whole, false))]);
    expect(await gone.run()).toMatchObject({ ok: true, isWhole: true });
    expect(gone.ranges).toEqual([null, "bytes=1500000-", null]);
  });

  test("are tried three times, with pauses; a refusal is final, an overload is not", async () => {
    const status = (code: number) => () => new Response(null, { status: code });
    const down = download([status(503), status(429), status(500), () => new Response(body(whole, false))]);
    expect(await down.run()).toMatchObject({ ok: false, kind: "network", message: expect.stringContaining("500") });
    expect(down.ranges.length).toBe(3);
    const missing = download([status(404), () => new Response(body(whole, false))]);
    expect(await missing.run()).toMatchObject({ ok: false, kind: "network" });
    expect(missing.ranges.length).toBe(1);
  });

  test("that end early are not whole", async () => {
    const short = () => new Response(body(whole.subarray(0, 10), false));
    const { run } = download([short, (from) => partial(from, 20), (from) => partial(from, 30)]);
    expect(await run()).toMatchObject({ ok: false, message: "the package ended after 30 of 3000000 bytes" });
  });

  test("that never end are cut off where the platform said that they end, and leave nothing", async () => {
    let given = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            given += 65_536;
            controller.enqueue(new Uint8Array(65_536));
          },
        }),
      );
    const { run, store } = download([endless]);
    expect(await run()).toMatchObject({ ok: false, kind: "invalid" });
    expect(given).toBeLessThan(whole.length + 1_000_000);
    expect(await store.keys("packages", "")).toEqual([]);
  });

  test("stop when the program is closed, and keep what came", async () => {
    const { run, stop, partials } = download([
      (from) => {
        setImmediate(() => stop.abort());
        return partial(from, 1_200_000, true);
      },
    ]);
    expect(await run()).toEqual({ ok: false, kind: "network", message: "the download was stopped" });
    expect((await partials.read(sha256)).reduce((sum, piece) => sum + piece.length, 0)).toBeGreaterThan(0);
  });

  test("work on a disk that is full, without going on later", async () => {
    const store = memoryStore();
    store.set = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const { run } = download([() => partial(0, 2_000_000, true), (from) => partial(from)], store);
    expect(await run()).toMatchObject({ ok: true, isWhole: true });
  });
});
