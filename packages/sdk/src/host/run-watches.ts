import type { Stop } from "../device-parts.js";

/**
 * What one program watches of the device: begun when it asks, at rest while it is in the background, ended when it asks
 * or ends. So a sensor that nobody hears is off.
 */
export class RunWatches {
  readonly #begun = new Map<string, { start: () => Stop; stop: Stop | null }>();
  readonly #emit: (event: string, data: unknown) => void;
  readonly #ends: Stop[] = [];
  #front = true;

  constructor(emit: (event: string, data: unknown) => void) {
    this.#emit = emit;
  }

  /** Begins to watch; what had that name ends. A start that throws begins nothing. */
  begin(name: string, start: () => Stop): void {
    this.end(name);
    this.#begun.set(name, { start, stop: this.#front ? start() : null });
  }

  /** Ends a watch; nothing happens when there is none. */
  end(name: string): void {
    const watch = this.#begun.get(name);
    this.#begun.delete(name);
    watch?.stop?.();
  }

  /** Begins a watch anew if it is there: something it looks at has changed. */
  again(name: string): void {
    const watch = this.#begun.get(name);
    if (watch !== undefined) this.begin(name, watch.start);
  }

  has(name: string): boolean {
    return this.#begun.has(name);
  }

  /** Tells the listeners of a member, `onX`, while there are any and the program is in front. */
  tell(member: string, data: unknown): void {
    if (this.#front && this.#begun.has(member)) this.#emit(member.slice(2), data);
  }

  /** Has something end with the program. */
  atEnd(stop: Stop): void {
    this.#ends.push(stop);
  }

  /** The program goes to the background, or comes back. */
  setFront(front: boolean): void {
    if (front === this.#front) return;
    this.#front = front;
    for (const watch of this.#begun.values()) {
      if (front) watch.stop = watch.start();
      else {
        watch.stop?.();
        watch.stop = null;
      }
    }
  }

  /** The program has ended. */
  dispose(): void {
    for (const name of [...this.#begun.keys()]) this.end(name);
    for (const end of this.#ends.splice(0)) end();
  }
}
