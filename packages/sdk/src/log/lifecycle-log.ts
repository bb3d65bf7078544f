import { uuid } from "@berth/core";
import {
  type EventData,
  type EventName,
  type EventScope,
  emptyAccount,
  eventRow,
  type HostEventName,
  keepsSamples,
  type LogEvent,
  type NetworkType,
  sha256Hex,
} from "@berth/core/events";
import { AppRates } from "./app-rates.js";
import { appRules, appScope } from "./app-scope.js";
import type { AppSession, SessionApp } from "./app-session.js";
import { BatchMaker } from "./batch-maker.js";
import type { EventLogDriver, GateState, LogStats, TenantLogSettings } from "./event-log.js";
import type { FilledOptions } from "./filled-options.js";
import { gateState } from "./gate.js";
import { HostStreams } from "./host-streams.js";
import type { PageSignal, TabChannel } from "./options.js";
import { Outbox, type OutboxOwner } from "./outbox.js";
import { SessionTracker, type TrackerHost } from "./session-tracker.js";
import type { EventStream, PendingEvent } from "./stream.js";

/** Gate, streams and sessions; what lies behind them is the outbox. */
export class LifecycleLog implements EventLogDriver, TrackerHost, OutboxOwner {
  readonly clock: FilledOptions["clock"];
  readonly random: FilledOptions["random"];
  readonly backgroundMs: number;
  readonly #o: FilledOptions;
  readonly account = emptyAccount();
  readonly #out: Outbox;
  readonly #trackers = new Set<SessionTracker>();
  readonly #rates: AppRates;
  readonly #builtinApis: readonly string[];
  readonly #stopListening: () => void;
  readonly #channel: TabChannel | null;
  readonly #hostStreams = new HostStreams((streamId, facts) => this.#scope(streamId, facts));
  #allowed: boolean;
  #tenant: TenantLogSettings | null = null;
  #userId: string | null = null;
  #networkType: NetworkType;
  #instance = "";
  #maker: BatchMaker | null = null;
  /** Whether the closed gate has seen to what lies on disk. */
  #purged = false;
  #disposed = false;

  /** `builtinApis` are those of sessions that name none. */
  constructor(options: FilledOptions, builtinApis: readonly string[]) {
    this.#o = options;
    this.#builtinApis = builtinApis;
    this.clock = options.clock;
    this.random = options.random;
    this.backgroundMs = options.limits.sessionBackground;
    this.#allowed = options.allowed;
    this.#networkType = options.networkType;
    this.#rates = new AppRates(options.clock, options.limits);
    this.#out = new Outbox(options, this);
    this.#stopListening = options.page.listen((signal) => this.#onSignal(signal));
    this.#channel = options.channel?.(options.databaseName, (message) => this.#onMessage(message)) ?? null;
    this.#gateChanged();
  }

  // The host's side.

  setAllowed(allowed: boolean): void {
    this.#allowed = allowed;
    this.#gateChanged();
  }

  setTenant(settings: TenantLogSettings | null): void {
    const salts = [this.#tenant?.userSalt, this.#tenant?.deviceSalt];
    this.#tenant = settings;
    this.#out.sender.resume();
    if (settings !== null && (salts[0] !== settings.userSalt || salts[1] !== settings.deviceSalt)) this.#maker = null;
    this.#gateChanged();
    this.#refreshScopes();
  }

  consentChanged(): void {
    this.#gateChanged();
  }

  setUser(userId: string | null): void {
    this.#userId = userId === "" ? null : userId;
    this.#refreshScopes();
  }

  setNetworkType(type: NetworkType): void {
    this.#networkType = type;
    this.#refreshScopes();
  }

  subscribe(fn: (event: Readonly<LogEvent>) => void): () => void {
    return this.#out.subscribe(fn);
  }

  sectionViewed(code: string): void {
    this.emitHost("service.section_view", { sectionCode: code });
  }

  emitHost<N extends HostEventName>(name: N, data: EventData<N>, appId = ""): void {
    if (!this.isOpen()) return;
    const stream = this.#hostStreams.of(appId, () => {
      this.#beginInstance();
      return this.#instance;
    });
    this.record(stream, name, data);
  }

  openSession(app: SessionApp): AppSession {
    const tracker = new SessionTracker(this, app);
    this.#trackers.add(tracker);
    return tracker;
  }

  async flush(): Promise<"sent" | "stored" | "memory" | "closed"> {
    if (!this.isOpen() || this.#disposed) return "closed";
    return this.#out.flush();
  }

  stats(): LogStats {
    const { emitted, retries, dropped, sampledOut } = this.account;
    const { stored, sent, nextTryAt } = this.#out.sender;
    return {
      gate: this.#gate(),
      store: this.#out.holder.kind,
      emitted,
      queued: this.#out.queued,
      stored,
      sent,
      retries,
      nextTryAt,
      dropped: { ...dropped },
      sampledOut,
    };
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    for (const tracker of [...this.#trackers]) tracker.dispose();
    this.#disposed = true;
    this.#stopListening();
    await this.#out.dispose();
    this.#channel?.close();
  }

  // What the trackers need.

  isOpen(): boolean {
    return this.#gate() === "open";
  }

  pageVisible(): boolean {
    return this.#o.page.visible();
  }

  newStream(app: SessionApp, facts: Pick<EventScope, "launchId" | "previousId" | "partial">): EventStream {
    this.#beginInstance();
    const id = uuid(this.random);
    const oneIn = this.#tenant?.sampleOneIn ?? 1;
    const keeps = keepsSamples(id, oneIn);
    const sampled = keeps && oneIn > 1 ? { sampleOneIn: oneIn } : {};
    const stream: EventStream = {
      id,
      seq: 0,
      keepsSamples: keeps,
      scope: this.#scope(id, { sessionId: id, ...facts, ...sampled, ...appScope(app) }),
      rules: {},
    };
    this.refresh(stream, app);
    return stream;
  }

  refresh(stream: EventStream, app: SessionApp): void {
    const { launchId, previousId, partial, sampleOneIn } = stream.scope;
    const kept = Object.fromEntries(
      Object.entries({ launchId, previousId, partial, sampleOneIn }).filter(([, value]) => value !== undefined),
    );
    const scope = this.#scope(stream.id, { sessionId: stream.id, ...kept, ...appScope(app) });
    if (JSON.stringify(scope) !== JSON.stringify(stream.scope)) stream.scope = scope;
    stream.rules = appRules(app, this.#builtinApis);
  }

  /** Gate, sampling, number, rate, room, in this order (L-EMIT-2). Never throws (L-EMIT-3). */
  record(stream: EventStream, name: EventName, data: object, time?: number): void {
    const row = eventRow(name);
    if (row === null || this.#disposed || !this.isOpen()) return;
    if (row.class === 3 && !stream.keepsSamples) {
      this.account.sampledOut++;
      return;
    }
    if (name !== "session.end") stream.seq++;
    this.account.emitted++;
    const { scope, rules, seq } = stream;
    if (!this.#rates.take(scope.appId ?? "", row.class)) {
      this.account.dropped.rate++;
      return;
    }
    const event: PendingEvent = {
      class: row.class,
      scope,
      rules,
      seq,
      time: time ?? this.clock.now(),
      name,
      data: data as Readonly<Record<string, unknown>>,
    };
    this.#out.push(event);
  }

  eraseDraft(streamId: string): void {
    if (streamId !== "") this.#out.eraseDraft(streamId);
  }

  forget(tracker: SessionTracker): void {
    this.#trackers.delete(tracker);
  }

  // What the outbox asks.

  token(): string | null {
    return this.#tenant?.token ?? null;
  }

  collectionOff(): void {
    if (this.#tenant !== null) this.setTenant({ ...this.#tenant, collect: false });
  }

  instance(): string {
    return this.#instance;
  }

  maker(): BatchMaker {
    if (this.#maker !== null) return this.#maker;
    this.#beginInstance();
    const { workspaceId, targetAppId, environment, os, osVersion, sdkVersion, installationId, limits } = this.#o;
    const deviceKey = sha256Hex((this.#tenant?.deviceSalt ?? "") + installationId);
    const names = { workspaceId, targetAppId, environment, instanceId: this.#instance, deviceKey };
    const resource = { ...names, os, osVersion, sdkVersion };
    const { clock, random, account } = this;
    this.#maker = new BatchMaker({ clock, random, limits, account, resource });
    return this.#maker;
  }

  drafts(): (PendingEvent & { streamId: string })[] {
    return [...this.#trackers].flatMap((tracker) => tracker.draft() ?? []);
  }

  // Gate.

  #gate(): GateState {
    return gateState({ allowed: this.#allowed, tenant: this.#tenant, userConsent: this.#o.userConsent });
  }

  #gateChanged(): void {
    if (this.#disposed) return;
    const gate = this.#gate();
    if (gate === "open") {
      this.#purged = false;
      this.#out.start();
      return;
    }
    this.#abandon();
    this.#out.stop();
    if (gate === "unknown" || this.#purged) return;
    // Erases everything collected, in memory at once and on disk (H-GATE-4, L-GATE-7).
    this.#purged = true;
    this.#out.purge((generation) => this.#channel?.post({ type: "purged", generation }));
  }

  /** Streams and instance from before a purge are not used again. */
  #abandon(): void {
    this.#out.clear();
    for (const tracker of this.#trackers) tracker.abandon();
    this.#hostStreams.clear();
    this.#instance = "";
    this.#maker = null;
  }

  #onMessage(message: unknown): void {
    if (typeof message !== "object" || message === null) return;
    const { type, generation } = message as { type?: unknown; generation?: unknown };
    const store = this.#out.holder.current;
    if (type !== "purged" || typeof generation !== "number" || store === null || store.kind !== "idb") return;
    this.#abandon();
    void store.survey().catch(() => undefined);
  }

  // Streams and scopes.

  #scope(streamId: string, facts: Partial<EventScope>): EventScope {
    const salt = this.#tenant?.userSalt;
    const user = this.#userId === null || salt === undefined ? {} : { userKey: sha256Hex(salt + this.#userId) };
    return { streamId, networkType: this.#networkType, locale: this.#o.locale, ...user, ...facts };
  }

  #refreshScopes(): void {
    for (const tracker of this.#trackers) tracker.refreshScope();
    this.#hostStreams.refresh();
  }

  #beginInstance(): void {
    if (this.#instance !== "") return;
    this.#instance = uuid(this.random);
    // The account belongs to the instance (L-LOSS-1); losses of an abandoned one are not reported as this one's.
    Object.assign(this.account, emptyAccount(this.#out.holder.kind));
  }

  // The page.

  #onSignal(signal: PageSignal): void {
    try {
      if (signal === "hidden" || signal === "freeze" || signal === "pagehide") this.#leaving();
      else this.#back(signal);
    } catch {
      // L-GEN-5
    }
  }

  #leaving(): void {
    if (!this.isOpen()) return;
    for (const tracker of this.#trackers) tracker.pageHidden();
    this.#out.leaving();
  }

  #back(signal: PageSignal): void {
    if (!this.isOpen()) return;
    if (signal !== "online") for (const tracker of this.#trackers) tracker.resume();
    this.#out.back();
  }
}
