import { IDBFactory } from "fake-indexeddb";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  accepted,
  bench,
  call,
  FakeClock,
  FakePlatform,
  type LogBench,
  openApp,
  settle,
  view,
} from "../unit/log/bench-log.js";

type Fault = "ok" | "500" | "network" | "html" | "stored, then reset" | "413";

/** One device: a database that outlives pages, a platform that outlives answers. */
class Device {
  readonly clock = new FakeClock();
  readonly platform = new FakePlatform();
  readonly factory = new IDBFactory();
  page: LogBench;
  app: ReturnType<typeof openApp>;
  fault: Fault = "ok";
  /** Identities of events that were on disk or sent before their page died. */
  readonly written = new Set<string>();
  #pages = 0;

  constructor() {
    this.platform.answer = (request) => {
      switch (this.fault) {
        case "ok":
          return accepted();
        case "500":
          return new Response("", { status: 500 });
        case "html":
          return new Response("<html>", { headers: { "content-type": "text/html" } });
        case "stored, then reset":
          this.platform.keep(request.events);
          throw new TypeError("reset");
        case "413":
          return request.events.length > 3 ? new Response("", { status: 413 }) : accepted();
        default:
          throw new TypeError("offline");
      }
    };
    // What a 200 that is no acknowledgement carried was not stored by anybody.
    this.platform.stores = () => this.fault !== "html";
    [this.page, this.app] = this.#open();
  }

  #open(): [LogBench, ReturnType<typeof openApp>] {
    this.#pages++;
    const page = bench({}, { clock: this.clock, platform: this.platform, factory: this.factory, seed: this.#pages });
    page.log.subscribe((event) => {
      // Subscribers are told when the write has begun and committed (L-DISK-4).
      this.written.add(event.eventId);
    });
    return [page, openApp(page.log)];
  }

  fail(fault: Fault): void {
    this.fault = fault;
  }

  hideAndShow(): void {
    this.page.page.hide();
    this.page.page.show();
  }

  /** The page is killed: its timers and handlers never run again. */
  async kill(): Promise<void> {
    this.clock.dropTimers();
    [this.page, this.app] = this.#open();
    await settle();
  }
}

type Step = (device: Device) => Promise<void> | void;
const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .nat(12)
      .map((n): [string, Step] => [`view x${n}`, (d) => repeat(n, () => d.app.emit("page.view", view))]),
  },
  {
    weight: 4,
    arbitrary: fc
      .nat(12)
      .map((n): [string, Step] => [`call x${n}`, (d) => repeat(n, () => d.app.emit("jsapi.call", call))]),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(5, 49, 50, 1_000, 6_000, 20_000)
      .map((ms): [string, Step] => [`tick ${ms}`, (d) => d.clock.tick(ms)]),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Fault>("ok", "500", "network", "html", "stored, then reset", "413")
      .map((fault): [string, Step] => [`fault ${fault}`, (d) => d.fail(fault)]),
  },
  {
    weight: 1,
    arbitrary: fc.constant<[string, Step]>(["hide and show", (d) => d.hideAndShow()]),
  },
  { weight: 1, arbitrary: fc.constant<[string, Step]>(["flush", async (d) => void (await d.page.log.flush())]) },
  { weight: 1, arbitrary: fc.constant<[string, Step]>(["kill", (d) => d.kill()]) },
);

function repeat(n: number, fn: () => void): void {
  for (let i = 0; i < n; i++) fn();
}

test("L-TST-14, L-GEN-1, L-GEN-2: what was written arrives, once after identity, whatever fails and dies", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const device = new Device();
      for (const [, run] of steps) await run(device);
      // On disk at the latest 50 ms after emit while the disk answers.
      await device.clock.tick(50);
      expect(device.page.log.stats().queued).toBe(0);
      device.fault = "ok";
      await device.clock.tick(700_000);
      const { platform } = device;
      for (const id of device.written) expect(platform.store.has(id), `${id} lost`).toBe(true);
      expect(device.page.log.stats()).toMatchObject({ stored: 0, queued: 0 });
      expect(Object.values(device.page.log.stats().dropped).every((n) => n === 0)).toBe(true);
      // L-EV-3: numbers of the living session have no gap.
      const seqs = [...platform.store.values()].filter((e) => e.streamId === device.app.sessionId).map((e) => e.seq);
      expect(seqs.sort((a, b) => a - b)).toEqual(seqs.map((_, i) => i + 1));
    }),
    { numRuns: 40 },
  );
}, 120_000);
