import type { Stop } from "../device-parts.js";
import type { ApiDefinition } from "./definition.js";
import type { RunContext } from "./run-context.js";

/** Something of the device that has a state and tells when it changes. */
export interface WatchedState {
  read(run: RunContext): unknown;
  watch(run: RunContext, changed: () => void): Stop;
}

/**
 * `onX` and `offX` of a state: listeners hear what it became, nothing of changes that led back, and after a time in the
 * background only whether it is another one now.
 */
export function watchState(event: string, { read, watch }: WatchedState): readonly ApiDefinition[] {
  const member = `on${event}`;
  return [
    {
      name: member,
      handler({ run }) {
        let last: string | null = null;
        const look = async (): Promise<void> => {
          const state = await read(run);
          const text = JSON.stringify(state);
          if (last !== null && text !== last) run.watches.tell(member, state);
          last = text;
        };
        run.watches.begin(member, () => {
          look().catch(() => {});
          return watch(run, () => void look().catch(() => {}));
        });
        return {};
      },
    },
    endOf(event),
  ];
}

/** `offX`: the last listener has gone. */
export function endOf(event: string): ApiDefinition {
  return {
    name: `off${event}`,
    handler({ run }) {
      run.watches.end(`on${event}`);
      return {};
    },
  };
}
