import type { EventClass } from "@berth/core/events";

/**
 * Events between emit and disk: one first-in-first-out queue for each class within one budget, so that making room takes
 * constant time (L-DROP-2).
 */
export class Ring<T extends { readonly class: EventClass }> {
  readonly #queues: [Queue<T>, Queue<T>, Queue<T>, Queue<T>] = [new Queue(), new Queue(), new Queue(), new Queue()];
  readonly #capacity: number;
  /** Taken out and not yet known to be on disk; they count against the budget (L-DISK-5). */
  #pending = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Events waiting here or on their way to disk. */
  get size(): number {
    return this.#size + this.#pending;
  }

  /** Events waiting here. */
  get waiting(): number {
    return this.#size;
  }

  /** Adds an event; false when one was dropped for it, the newcomer itself included. */
  push(item: T): boolean {
    if (this.size < this.#capacity) {
      this.#add(item);
      return true;
    }
    for (let lowest = 3; lowest >= item.class; lowest--) {
      if (this.#queues[lowest as EventClass].shift() === undefined) continue;
      this.#size--;
      this.#add(item);
      return false;
    }
    return false;
  }

  /** Takes everything out, class by class. Followed by `settled`. */
  drain(): T[] {
    const items = this.#queues.flatMap((queue) => queue.takeAll());
    this.#pending += items.length;
    this.#size = 0;
    return items;
  }

  /** So many events of a drain are in a store, or dropped and counted. */
  settled(count: number): void {
    this.#pending -= count;
  }

  clear(): void {
    for (const queue of this.#queues) queue.takeAll();
    this.#size = 0;
  }

  #add(item: T): void {
    this.#queues[item.class].push(item);
    this.#size++;
  }
}

/** Array with a moving start: shift without moving what is behind. */
class Queue<T> {
  #items: T[] = [];
  #start = 0;

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#start];
    if (item === undefined) return undefined;
    this.#start++;
    if (this.#start > 1_024 && this.#start * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return item;
  }

  takeAll(): T[] {
    const items = this.#start === 0 ? this.#items : this.#items.slice(this.#start);
    this.#items = [];
    this.#start = 0;
    return items;
  }
}
