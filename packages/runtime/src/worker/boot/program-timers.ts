import type { Reporter } from "../link/reporter.js";
import type { RuntimeClock } from "./worker-environment.js";

/** Timers of the program on the given clock; what a callback throws is reported with its stack (F-APP-7). */
export function programTimers(clock: RuntimeClock, reporter: Reporter): Record<string, unknown> {
  const running = new Map<number, () => void>();
  let next = 1;
  const start = (fn: unknown, ms: unknown, args: unknown[], repeat: boolean): number => {
    const id = next++;
    if (typeof fn !== "function") {
      reporter.warn("TIMER", "a timer takes a function; code from text is not allowed (F-GEN-2)");
      return id;
    }
    const delay = Math.max(0, Number(ms) || 0);
    const arm = (): void => {
      running.set(
        id,
        clock.setTimer(repeat ? Math.max(1, delay) : delay, () => {
          if (repeat) arm();
          else running.delete(id);
          reporter.guard(() => fn(...args));
        }),
      );
    };
    arm();
    return id;
  };
  const stop = (id: unknown): void => {
    running.get(id as number)?.();
    running.delete(id as number);
  };
  return {
    setTimeout: (fn: unknown, ms?: unknown, ...args: unknown[]) => start(fn, ms, args, false),
    setInterval: (fn: unknown, ms?: unknown, ...args: unknown[]) => start(fn, ms, args, true),
    clearTimeout: stop,
    clearInterval: stop,
  };
}
