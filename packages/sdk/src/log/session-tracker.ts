import { type Clock, type Random, uuid } from "@berth/core";
import { type EventData, type EventName, type EventScope, eventRow } from "@berth/core/events";
import type { AppSession, LaunchPhases, SessionApp, SessionDataEventName } from "./app-session.js";
import type { EventStream, PendingEvent } from "./stream.js";

/** What a tracker needs of its log. */
export interface TrackerHost {
  readonly clock: Clock;
  readonly random: Random;
  isOpen(): boolean;
  pageVisible(): boolean;
  /** Background time that ends a session, ms (P-AN-12). */
  readonly backgroundMs: number;
  /** A stream with a new id. */
  newStream(app: SessionApp, facts: Pick<EventScope, "launchId" | "previousId" | "partial">): EventStream;
  /** The scope of a stream, made anew from what is true now. */
  refresh(stream: EventStream, app: SessionApp): void;
  record(stream: EventStream, name: EventName, data: object, time?: number): void;
  eraseDraft(streamId: string): void;
  forget(tracker: SessionTracker): void;
}

interface Moment {
  wall: number;
  mono: number;
}

/** The life of one mini program's sessions (P-AN-12, L-EV-1, L-EXIT-5). */
export class SessionTracker implements AppSession {
  readonly #host: TrackerHost;
  readonly #app: SessionApp;
  #stream: EventStream | null = null;
  #launchId: string | null = null;
  /** idle: nothing runs; launching; running; ended: it runs in background and its session is over. */
  #phase: "idle" | "launching" | "running" | "ended" = "idle";
  #startType: "cold" | "warm" = "cold";
  #rendered = false;
  #inBackground = false;
  /** Last session of this mini program and the user it was of (L-EV-6). */
  #previous: { id: string; userKey: string | undefined } | null = null;
  #launchMono = 0;
  #startMono = 0;
  #shownMono = 0;
  /** When the super app went to background, while it is there. */
  #pageHiddenAt: Moment | null = null;

  constructor(host: TrackerHost, app: SessionApp) {
    this.#host = host;
    this.#app = { ...app };
  }

  get sessionId(): string | null {
    return this.#stream?.id ?? null;
  }

  get launchId(): string | null {
    return this.#launchId;
  }

  update(facts: Partial<Omit<SessionApp, "appId">>): void {
    Object.assign(this.#app, facts);
    this.refreshScope();
  }

  openRequested(launch: EventData<"app.launch_start">): void {
    this.resume();
    // A session that goes on: the app was only behind another one (H-LOG-E03).
    if (this.#phase === "running") return;
    this.#phase = "launching";
    this.#startType = launch.startType;
    if (launch.startType === "cold") this.#rendered = false;
    this.#launchMono = this.#host.clock.monotonic();
    this.#stream = null;
    if (!this.#host.isOpen()) return;
    this.#launchId = uuid(this.#host.random);
    this.#begin({});
    this.#full("app.launch_start", launch);
  }

  firstRender(pagePath: string): void {
    this.#rendered = true;
    this.#full("app.first_render", { durationMs: this.#sinceLaunch(), pagePath });
  }

  launched({ pagePath, ...phases }: LaunchPhases & { pagePath: string }): void {
    if (this.#phase !== "launching") return;
    this.#phase = "running";
    this.#inBackground = false;
    this.#startMono = this.#host.clock.monotonic();
    this.#shownMono = this.#startMono;
    const durationMs = Object.values(phases).reduce((sum, ms) => sum + Math.round(ms), 0);
    this.#full("session.start", { reason: "open", startType: this.#startType });
    this.#full("app.launch_success", { startType: this.#startType, durationMs, ...phases, pagePath });
    if (!this.#host.pageVisible()) this.pageHidden();
  }

  launchFailed(failure: { stage: EventData<"app.launch_fail">["stage"]; errorCode: string | number }): void {
    if (this.#phase !== "launching") return;
    this.#full("app.launch_fail", { startType: this.#startType, durationMs: this.#sinceLaunch(), ...failure });
    this.#reset();
  }

  hidden(): void {
    if (this.#phase !== "running" || this.#inBackground) return;
    this.#inBackground = true;
    this.#any("app.hide", { foregroundMs: this.#host.clock.monotonic() - this.#shownMono });
  }

  shown(): void {
    this.resume();
    if (this.#phase === "ended") this.#return();
    if (this.#phase !== "running") return;
    this.#inBackground = false;
    this.#shownMono = this.#host.clock.monotonic();
    this.#any("app.show", {});
  }

  exited(reason: EventData<"app.exit">["reason"]): void {
    this.resume();
    if (this.#phase === "launching" || this.#phase === "running") {
      this.#any("app.exit", {
        reason,
        beforeFirstRender: this.#phase === "launching" || !this.#rendered,
        durationMs: this.#sinceLaunch(),
        startType: this.#startType,
      });
    }
    if (this.#phase === "running") this.#end("exit", this.#host.clock.monotonic() - this.#startMono);
    this.#reset();
  }

  emit<N extends SessionDataEventName>(name: N, data: EventData<N>): void {
    if (this.#pageHiddenAt !== null) this.resume();
    this.#any(name, data);
  }

  dispose(): void {
    this.exited("host");
    this.#host.forget(this);
  }

  /** The super app went to background. */
  pageHidden(): void {
    if (this.#phase !== "running" || this.#pageHiddenAt !== null) return;
    this.#pageHiddenAt = { wall: this.#host.clock.now(), mono: this.#host.clock.monotonic() };
  }

  /** The super app may be back: decides whether its absence ended the session. */
  resume(): void {
    const away = this.#pageHiddenAt;
    if (away === null || !this.#host.pageVisible()) return;
    this.#pageHiddenAt = null;
    const { clock, backgroundMs } = this.#host;
    // Either clock may have stood still or been set; the longer absence counts.
    const absence = Math.max(clock.now() - away.wall, clock.monotonic() - away.mono);
    if (this.#stream !== null) this.#host.eraseDraft(this.#stream.id);
    if (absence <= backgroundMs) return;
    this.#end("background", away.mono - this.#startMono, away.wall + backgroundMs);
    this.#phase = "ended";
    if (!this.#inBackground) this.#return();
  }

  /** A session.end as of `backgroundMs` from the moment of hiding, or null when none is due (L-EXIT-5). */
  draft(): (PendingEvent & { streamId: string }) | null {
    const away = this.#pageHiddenAt;
    const stream = this.#stream;
    if (away === null || stream === null || stream.scope.partial || this.#phase !== "running") return null;
    return {
      streamId: stream.id,
      class: 0,
      scope: stream.scope,
      rules: stream.rules,
      seq: stream.seq,
      time: away.wall + this.#host.backgroundMs,
      name: "session.end",
      data: { reason: "background", durationMs: away.mono - this.#startMono },
    };
  }

  /** The gate closed or a purge happened elsewhere: the stream is not used again (L-GATE-7). */
  abandon(): void {
    this.#stream = null;
    this.#launchId = null;
    this.#previous = null;
  }

  refreshScope(): void {
    if (this.#stream !== null) this.#host.refresh(this.#stream, this.#app);
  }

  /** Events that a session whose beginning was not seen leaves out (H-GATE-5). */
  #full(name: EventName, data: object): void {
    if (this.#stream !== null && !this.#stream.scope.partial && this.#host.isOpen()) {
      this.#host.record(this.#stream, name, data);
    }
  }

  #any(name: EventName, data: object): void {
    if ((this.#phase !== "launching" && this.#phase !== "running") || !this.#host.isOpen()) return;
    if (this.#stream === null) this.#begin({ partial: true });
    if (this.#stream !== null && eventRow(name) !== null) this.#host.record(this.#stream, name, data);
  }

  #begin(facts: Pick<EventScope, "partial">): void {
    this.#launchId ??= uuid(this.#host.random);
    const previous = this.#previous;
    this.#stream = this.#host.newStream(this.#app, { launchId: this.#launchId, ...facts });
    if (previous !== null && previous.userKey === this.#stream.scope.userKey) {
      this.#stream.scope = { ...this.#stream.scope, previousId: previous.id };
    }
  }

  #end(reason: "exit" | "background", durationMs: number, time?: number): void {
    this.#host.eraseDraft(this.#stream?.id ?? "");
    if (this.#stream !== null && this.#host.isOpen()) {
      if (!this.#stream.scope.partial) this.#host.record(this.#stream, "session.end", { reason, durationMs }, time);
      this.#previous = { id: this.#stream.id, userKey: this.#stream.scope.userKey };
    }
    this.#stream = null;
  }

  /** Shown again after its session ended: a new one (H-LOG-E01). */
  #return(): void {
    this.#phase = "running";
    this.#startMono = this.#host.clock.monotonic();
    this.#shownMono = this.#startMono;
    if (!this.#host.isOpen()) return;
    this.#begin({});
    this.#full("session.start", { reason: "return", startType: "warm" });
  }

  #reset(): void {
    this.#phase = "idle";
    this.#stream = null;
    this.#launchId = null;
    this.#pageHiddenAt = null;
    this.#inBackground = false;
  }

  #sinceLaunch(): number {
    return this.#host.clock.monotonic() - this.#launchMono;
  }
}
