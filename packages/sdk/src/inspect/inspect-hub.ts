import type { Clock } from "@berth/core";
import type { InspectBody, InspectEvent } from "./events.js";

/** Events kept for a tool that comes later. */
export const keptEvents = 2_000;
/** Longest JSON text of a value shown to tools. */
const shownCharacters = 16_384;

/** Gathers what happens in one run for the tools that watch it. */
export class InspectHub {
  readonly #appId: string;
  readonly #launchId: string;
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: InspectEvent) => void>();
  #ring: InspectEvent[] = [];
  #seq = 0;

  constructor(appId: string, launchId: string, clock: Clock) {
    this.#appId = appId;
    this.#launchId = launchId;
    this.#clock = clock;
  }

  /** Whether somebody listens: costly copies are made only then. */
  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  emit(body: InspectBody): void {
    // These come thousands of times a second; without a listener they are not even made.
    if (!this.watched && (body.type === "jsapi" || body.type === "setData" || body.type === "network")) return;
    this.#seq += 1;
    const base = { seq: this.#seq, time: this.#clock.now(), appId: this.#appId, launchId: this.#launchId };
    const event: InspectEvent = { ...body, ...base };
    this.#ring.push(event);
    if (this.#ring.length > 2 * keptEvents) this.#ring = this.#ring.slice(-keptEvents);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        console.error(error);
      }
    }
  }

  history(): readonly InspectEvent[] {
    return this.#ring.slice(-keptEvents);
  }

  subscribe(listener: (event: InspectEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A value as tools may keep it: a JSON copy, cut where it is long. */
export function shownValue(value: unknown): import("@berth/core/wire").Json {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    return "(cannot be shown)";
  }
  if (text === undefined) return null;
  if (text.length <= shownCharacters) return JSON.parse(text);
  return { truncated: true, characters: text.length, text: text.slice(0, shownCharacters) };
}
