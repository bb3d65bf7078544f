import type { Clock } from "@berth/core";
import type { Stop } from "../device-parts.js";

/** Calls a function again and again, first after `ms` milliseconds, until stopped. */
export function every(clock: Clock, ms: number, fn: () => void): Stop {
  let cancel: Stop = () => {};
  const next = (): void => {
    cancel = clock.setTimer(ms, () => {
      next();
      fn();
    });
  };
  next();
  return () => cancel();
}
