import type { EventData, ReleaseState, SessionEventName } from "@berth/core/events";

/** The mini program a tracker speaks for. Fields unknown at first are given later with `update`. */
export interface SessionApp {
  appId: string;
  releaseVersion?: string;
  releaseState?: ReleaseState;
  libVersion?: string;
  /** Pages of the manifest; a `pagePath` outside them becomes `(unknown)` (L-SCR-2). Absent: not checked. */
  pages?: readonly string[];
  /** Names that may appear as `api` (L-SCR-2); others become `(unknown)`. Absent: the built-in names. */
  apis?: readonly string[];
}

/** Events that the tracker makes by itself from its calls. */
export type TrackedEventName =
  | "session.start"
  | "session.end"
  | "app.launch_start"
  | "app.launch_success"
  | "app.launch_fail"
  | "app.first_render"
  | "app.exit"
  | "app.show"
  | "app.hide";

/** Events the SDK adds to the running session. */
export type SessionDataEventName = Exclude<SessionEventName, TrackedEventName>;

/** Phases of a start in whole milliseconds (L-STA-2); `durationMs` is their sum and is not given. */
export interface LaunchPhases {
  infoMs: number;
  downloadMs: number;
  unpackMs: number;
  runtimeMs: number;
  renderMs: number;
}

/**
 * Life of the sessions of one mini program (P-AN-12, L-EV-1): the SDK says what happens, the tracker decides which
 * sessions begin and end and makes the events that follow from it.
 *
 * Cold open: `openRequested`, `firstRender`, `launched` (or `launchFailed`, or `exited`). Then `hidden` and `shown` at
 * will, and `exited` when user or system leaves it; after that `openRequested` may come again.
 */
export interface AppSession {
  /** Id of the session under way; null while the gate is closed or no session is. */
  readonly sessionId: string | null;
  readonly launchId: string | null;
  /** New facts about the release; events from now on carry them. */
  update(facts: Partial<Omit<SessionApp, "appId">>): void;
  /** An open was asked for. Gives out session and launch id and emits app.launch_start, unless a session goes on. */
  openRequested(launch: EventData<"app.launch_start">): void;
  /** First render of the first page of a cold start: app.first_render. */
  firstRender(pagePath: string): void;
  /** The first page is visible: session.start, then app.launch_success. */
  launched(result: LaunchPhases & { pagePath: string }): void;
  /** The launch was rejected: app.launch_fail. Not for 91008, which is `exited`. */
  launchFailed(failure: { stage: EventData<"app.launch_fail">["stage"]; errorCode: string | number }): void;
  /** The mini program left the foreground without being closed: app.hide. */
  hidden(): void;
  /** It is back: app.show; after 30 s of the super app in background the old session ends and a new one begins. */
  shown(): void;
  /** Close button, back from the first page, API, memory: app.exit and session.end at once. */
  exited(reason: EventData<"app.exit">["reason"]): void;
  /** Adds any other event to the running session; without one it is not made. */
  emit<N extends SessionDataEventName>(name: N, data: EventData<N>): void;
  /** Forgets the tracker; a session still running ends as `exited("host")`. */
  dispose(): void;
}
