import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * The newest answer of `ask`, asked again every `everyMs` while the component is on screen; null before the first.
 * `deps` restart it at once.
 */
export function usePlatformPoll<T>(
  ask: () => Promise<T | null>,
  everyMs: number,
  deps: readonly unknown[],
): { value: T | null; again: () => void } {
  const answer = useSignal<T | null>(null);
  const round = useSignal(0);
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = async (): Promise<void> => {
      const value = await ask().catch(() => null);
      if (ended) return;
      if (value !== null) answer.value = value;
      timer = setTimeout(next, everyMs);
    };
    void next();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [...deps, round.value]);
  return {
    value: answer.value,
    again: () => {
      round.value += 1;
    },
  };
}
