import "fake-indexeddb/auto";
import { decodeLogs, type LogEvent } from "@berth/core/events";
import { createEventLog, type EventLogDriver, type EventLogOptions, type PageSignal } from "@berth/sdk/log";
import { IDBFactory } from "fake-indexeddb";
import { MovingClock, seededRandom, turns } from "../../support/moving-clock.js";

/** Lets everything that is due run: promises and the tasks of the stand-in database. */
export const settle = (): Promise<void> => turns(150);

/** The clocks of a log over the stand-in database. */
export class FakeClock extends MovingClock {
  constructor() {
    super(settle);
  }
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
