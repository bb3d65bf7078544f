import "fake-indexeddb/auto";
import type { Clock } from "@berth/core";
import { decodeLogs, type LogEvent } from "@berth/core/events";
import { createEventLog, type EventLogDriver, type EventLogOptions, type PageSignal } from "@berth/sdk/log";
import { IDBFactory } from "fake-indexeddb";

/** Lets everything that is due run: promises and the tasks of the stand-in database. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 150; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Two clocks and timers that move only when told. */
export class FakeClock implements Clock {
  wall = 1_790_000_000_000;
  mono = 1_000;
  #timers: { at: number; fn: () => void }[] = [];

  now(): number {
    return this.wall;
  }
  monotonic(): number {
    return this.mono;
  }
  setTimer(ms: number, fn: () => void): () => void {
    const timer = { at: this.mono + ms, fn };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer);
    };
  }
  /** What a killed page leaves: nothing of it runs again. */
  dropTimers(): void {
    this.#timers = [];
  }
  get timers(): number {
    return this.#timers.length;
  }
  /** Moves both clocks and runs what falls due, letting its consequences happen in between. */
  async tick(ms: number): Promise<void> {
    const end = this.mono + ms;
    for (;;) {
      await settle();
      const due = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#move(Math.max(due.at, this.mono));
      this.#timers = this.#timers.filter((t) => t !== due);
      due.fn();
    }
    this.#move(end);
    await settle();
  }
  #move(to: number): void {
    this.wall += to - this.mono;
    this.mono = to;
  }
}

/** Random bytes that repeat for a seed. */
export function seededRandom(seed = 1): { bytes(length: number): Uint8Array } {
  let x = seed;
  return {
    bytes: (length) =>
      Uint8Array.from({ length }, () => {
        x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
        return x >>> 24;
      }),
  };
}

/** A page that can be hidden and shown. */
export class FakePage {
  #visible = true;
  #listeners = new Set<(signal: PageSignal) => void>();
  visible(): boolean {
    return this.#visible;
  }
  listen(fn: (signal: PageSignal) => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }
  get listeners(): number {
    return this.#listeners.size;
  }
  hide(): void {
    this.#visible = false;
    this.signal("hidden");
  }
  show(): void {
    this.#visible = true;
    this.signal("visible");
  }
  signal(signal: PageSignal): void {
    for (const fn of this.#listeners) fn(signal);
  }
}

/** One request as the stand-in platform saw it. */
export interface SeenRequest {
  events: LogEvent[];
  batchIds: (string | null)[];
  accounts: NonNullable<NonNullable<ReturnType<typeof decodeLogs>>[number]["account"]>[];
  authorization: string | null;
  keepalive: boolean;
}

/** The answer of telemetry.md section 4. */
export const accepted = (): Response =>
  new Response(JSON.stringify({ berth: { serverTime: 0, accepted: 0, duplicates: 0, rejected: [] } }), {
    headers: { "content-type": "application/json" },
  });

/** A platform that counts what reaches it; `answer` may be replaced. */
export class FakePlatform {
  readonly requests: SeenRequest[] = [];
  /** Events by identity, stored whenever `stores` says so. */
  readonly store = new Map<string, LogEvent>();
  doubles = 0;
  answer: (request: SeenRequest) => Response | Promise<Response> = accepted;
  stores: (request: SeenRequest) => boolean = () => true;

  readonly fetch = async (_url: unknown, init: RequestInit = {}): Promise<Response> => {
    const batches = decodeLogs(JSON.parse(String(init.body))) ?? [];
    const request: SeenRequest = {
      events: batches.flatMap((b) => b.records.flatMap((r) => (r.kind === "event" ? [r.event] : []))),
      batchIds: batches.map((b) => b.batchId),
      accounts: batches.flatMap((b) => (b.account === null ? [] : [b.account])),
      authorization: new Headers(init.headers).get("authorization"),
      keepalive: init.keepalive === true,
    };
    const refused = batches.flatMap((b) => b.records.filter((r) => r.kind === "refused"));
    if (refused.length > 0) throw new Error(`the queue sent what ingest refuses: ${JSON.stringify(refused[0])}`);
    this.requests.push(request);
    const response = await this.answer(request);
    if (response.status === 200 && this.stores(request)) this.#keep(request.events);
    return response;
  };

  keep(events: readonly LogEvent[]): void {
    this.#keep(events);
  }

  #keep(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (this.store.has(event.eventId)) this.doubles++;
      this.store.set(event.eventId, event);
    }
  }

  names(): string[] {
    return [...this.store.values()].map((event) => event.name);
  }
}

/** A log over stand-ins. */
export interface LogBench {
  log: EventLogDriver;
  clock: FakeClock;
  page: FakePage;
  platform: FakePlatform;
  factory: IDBFactory;
}

/** Settings of a tenant that collects. */
export const collecting = { collect: true, token: "tok", userSalt: "us", deviceSalt: "ds" };

/** A log with an open gate, unless options or `tenant` say otherwise. */
export function bench(
  options: Partial<EventLogOptions> = {},
  shared: Partial<Omit<LogBench, "log">> & { tenant?: typeof collecting | null; seed?: number } = {},
): LogBench {
  const clock = shared.clock ?? new FakeClock();
  const page = shared.page ?? new FakePage();
  const platform = shared.platform ?? new FakePlatform();
  const factory = shared.factory ?? new IDBFactory();
  const log = createEventLog({
    platformUrl: "https://platform.example",
    workspaceId: "w",
    targetAppId: "t",
    environment: "production",
    installationId: "inst",
    os: "Linux",
    osVersion: "6",
    sdkVersion: "0.1.0",
    libVersion: "0.1.0",
    locale: "en",
    allowed: true,
    clock,
    random: seededRandom(shared.seed),
    fetch: platform.fetch as typeof fetch,
    indexedDB: factory,
    locks: null,
    channel: null,
    page,
    gzip: null,
    ...options,
  });
  if (shared.tenant !== null) log.setTenant(shared.tenant ?? collecting);
  return { log, clock, page, platform, factory };
}

/** Opens a mini program cold, up to the launch's success. */
export function openApp(log: EventLogDriver, appId = "a1"): ReturnType<EventLogDriver["openSession"]> {
  const session = log.openSession({ appId, releaseVersion: "1.0.0", releaseState: "full" });
  session.openRequested({ startType: "cold", source: "id", packageState: "download", updateMethod: "none" });
  session.firstRender("pages/a");
  session.launched({ infoMs: 1, downloadMs: 2, unpackMs: 3, runtimeMs: 4, renderMs: 5, pagePath: "pages/a" });
  return session;
}

/** One page view. */
export const view = { pageId: "p1", pagePath: "pages/a", reason: "load", stackDepth: 1 } as const;
/** One successful API call. */
export const call = {
  callId: "1",
  api: "alert",
  kind: "builtin",
  channel: "jsapi",
  outcome: "success",
  durationMs: 3,
} as const;
