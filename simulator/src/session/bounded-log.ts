import { type ReadonlySignal, signal } from "@preact/signals";

/** Rows in the order they came, at most `limit` of them; what fell out is counted. */
export interface BoundedLog<T> {
  readonly rows: ReadonlySignal<readonly T[]>;
  /** Rows that were dropped to make room. */
  readonly dropped: ReadonlySignal<number>;
  push(row: T): void;
  /** Redraws after a row was changed in place. */
  touch(): void;
  clear(): void;
}

/**
 * A log whose readers are told once per frame however much came: a program that writes 10,000 lines in a loop costs the
 * panel one redraw, not 10,000. `schedule` runs its argument at the next frame.
 */
export function boundedLog<T>(
  limit: number,
  schedule: (fn: () => void) => void = (fn) => void requestAnimationFrame(fn),
): BoundedLog<T> {
  const rows = signal<readonly T[]>([]);
  const dropped = signal(0);
  let waiting: T[] = [];
  let asked = false;
  const flush = (): void => {
    asked = false;
    const all = rows.peek().concat(waiting);
    waiting = [];
    const over = Math.max(0, all.length - limit);
    if (over > 0) dropped.value += over;
    rows.value = over > 0 ? all.slice(over) : all;
  };
  const ask = (): void => {
    if (asked) return;
    asked = true;
    schedule(flush);
  };
  return {
    rows,
    dropped,
    push(row) {
      waiting.push(row);
      // A frame may be long in coming (hidden tab): the wait must not grow without bound either.
      if (waiting.length > 2 * limit) flush();
      else ask();
    },
    touch: ask,
    clear() {
      waiting = [];
      rows.value = [];
      dropped.value = 0;
    },
  };
}
