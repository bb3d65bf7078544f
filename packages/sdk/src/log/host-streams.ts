import type { EventScope } from "@berth/core/events";
import type { EventStream } from "./stream.js";

/** Makes the scope of one of the instance's streams from what is true now. */
export type ScopeOf = (streamId: string, facts: Partial<EventScope>) => EventScope;

/** The host's own streams, one for itself and one for each app it has something to say of. */
export class HostStreams {
  readonly #scope: ScopeOf;
  readonly #streams = new Map<string, EventStream>();
  #counter = { seq: 0 };

  constructor(scope: ScopeOf) {
    this.#scope = scope;
  }

  /** The stream of an app; "" for the host itself. `instance` gives its id when it is made. */
  of(appId: string, instance: () => string): EventStream {
    const found = this.#streams.get(appId);
    if (found !== undefined) return found;
    const id = instance();
    const counter = this.#counter;
    // Streams of several apps share the instance's counter (L-EV-2).
    const stream: EventStream = {
      id,
      keepsSamples: true,
      scope: this.#scope(id, about(appId)),
      rules: {},
      get seq() {
        return counter.seq;
      },
      set seq(value) {
        counter.seq = value;
      },
    };
    this.#streams.set(appId, stream);
    return stream;
  }

  /** User or network changed. */
  refresh(): void {
    for (const [appId, stream] of this.#streams) stream.scope = this.#scope(stream.id, about(appId));
  }

  /** None of them is used again. */
  clear(): void {
    this.#streams.clear();
    this.#counter = { seq: 0 };
  }
}

function about(appId: string): Partial<EventScope> {
  return appId === "" ? {} : { appId };
}
