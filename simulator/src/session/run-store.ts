import type { Json, StackPage } from "@berth/core/wire";
import type { InspectEvent } from "@berth/sdk";
import { signal } from "@preact/signals";
import { boundedLog } from "./bounded-log.js";
import { type ConsoleRow, consoleRow, sameRow } from "./console-row.js";

type Of<K extends InspectEvent["type"]> = Extract<InspectEvent, { type: K }>;
type NetworkEvent = Of<"network">;
type CallStart = Extract<Of<"jsapi">, { phase: "start" }>;
type CallEnd = Extract<Of<"jsapi">, { phase: "end" }>;

/** One call of `my.*`; `end` comes later. */
export interface CallRow {
  key: number;
  time: number;
  callId: number;
  api: string;
  kind: CallStart["kind"];
  params: Json | undefined;
  pagePath: string;
  end: CallEnd | null;
}

/** One request: what was decided, and how it ended unless it was refused. */
export interface NetworkRow {
  key: number;
  time: number;
  decided: NetworkEvent;
  end: NetworkEvent | null;
}

/** One event of the lifecycle log. */
export interface LogRow {
  key: number;
  time: number;
  name: string;
  data: unknown;
}

/** Rows kept by each panel. */
export const panelLimit = 10_000;

/** What the panels show of the current program: one run, sorted into the stores of the panels. */
export class RunStore {
  readonly console = boundedLog<ConsoleRow>(panelLimit);
  readonly calls = boundedLog<CallRow>(panelLimit);
  readonly network = boundedLog<NetworkRow>(panelLimit);
  readonly events = boundedLog<LogRow>(panelLimit);
  readonly state = signal<"loading" | "active" | "background" | "closed" | "failed">("loading");
  readonly stack = signal<readonly StackPage[]>([]);
  readonly storage = signal<Readonly<Record<string, string>>>({});
  /** Milliseconds from open to the first page, once rendered. */
  readonly renderedMs = signal<number | null>(null);
  readonly codes = signal(0);
  #openCalls = new Map<number, CallRow>();
  #openRequests = new Map<number, NetworkRow>();
  #last: ConsoleRow | null = null;
  #next = 1;

  /** Takes one event of the SDK. */
  accept(event: InspectEvent): void {
    const line = consoleRow(event, this.#next++);
    if (line) this.say(line);
    if (event.type === "state") this.state.value = event.state;
    else if (event.type === "launch") this.#launch(event);
    else if (event.type === "jsapi") this.#call(event);
    else if (event.type === "network") this.#request(event);
    else if (event.type === "storage") this.#store(event);
    else if (event.type === "stack") this.stack.value = event.pages;
    else if (event.type === "authCode") this.codes.value += 1;
  }

  /** Takes an event of the lifecycle log, as it passed the consent gate. */
  logged(event: { name: string; time: number; data: unknown }): void {
    this.events.push({ key: this.#next++, ...event });
  }

  /** Adds a console line; an equal one right before it is counted instead. */
  say(row: ConsoleRow): void {
    if (this.#last && sameRow(this.#last, row)) {
      this.#last.count += 1;
      this.console.touch();
      return;
    }
    this.#last = row;
    this.console.push(row);
  }

  /** Empties the console. */
  clearConsole(): void {
    this.#last = null;
    this.console.clear();
  }

  #launch(event: Of<"launch">): void {
    if (event.stage === "rendered") this.renderedMs.value = Math.round(event.sinceMs);
    if (event.stage === "failed") this.state.value = "failed";
  }

  #call(event: Of<"jsapi">): void {
    if (event.phase === "start") {
      const row: CallRow = { key: this.#next++, ...pick(event), params: event.params, end: null };
      this.#openCalls.set(event.callId, row);
      this.calls.push(row);
      return;
    }
    const row = this.#openCalls.get(event.callId);
    // Calls that the worker answered itself have an end only.
    if (!row || event.kind === "local") {
      this.calls.push({ key: this.#next++, ...pick(event), params: undefined, end: event });
      return;
    }
    row.end = event;
    this.#openCalls.delete(event.callId);
    this.calls.touch();
  }

  #request(event: NetworkEvent): void {
    const known = this.#openRequests.get(event.requestId);
    if (known) {
      known.end = event;
      this.#openRequests.delete(event.requestId);
      this.network.touch();
      return;
    }
    const row: NetworkRow = {
      key: this.#next++,
      time: event.time,
      decided: event,
      end: event.phase === "end" ? event : null,
    };
    if (event.phase === "decided" && event.allow) this.#openRequests.set(event.requestId, row);
    this.network.push(row);
  }

  #store(event: Of<"storage">): void {
    if (event.change === "clear") {
      this.storage.value = {};
      return;
    }
    const { [event.key]: _, ...rest } = this.storage.peek();
    this.storage.value = event.value === null ? rest : { ...rest, [event.key]: event.value };
  }
}

function pick(event: CallStart | CallEnd): Pick<CallRow, "time" | "callId" | "api" | "kind" | "pagePath"> {
  return { time: event.time, callId: event.callId, api: event.api, kind: event.kind, pagePath: event.pagePath };
}
