/** Whether scrolling has come near an end: told once for each time it comes there. */
export class NearEdge {
  #near: boolean;
  #at = 0;

  /** `near`: it is there before anything was scrolled. */
  constructor(near: boolean) {
    this.#near = near;
  }

  /** `at` of `end` px are scrolled; near is what lies within `distance` px. True: it has just come near. */
  comes(end: number, at: number, distance: number): boolean {
    // What has grown since has moved the end away, though nothing was scrolled.
    const before = this.#near && end - this.#at <= distance;
    this.#near = end - at <= distance;
    this.#at = at;
    return this.#near && !before;
  }
}
