import type { LocalStore } from "./local-store.js";

/** After this time what came of a download is not worth keeping, ms. */
export const partialLifeMs = 24 * 3_600_000;

/** When the piece with this key was written; null for a key that is no piece's but a whole package's. */
export function pieceWrittenAt(key: string): number | null {
  const [, , at] = key.split("|");
  return at === undefined ? null : Number(at);
}

/**
 * What came of downloads that did not end, in pieces, so that the next try goes on where the last one stopped, in
 * another tab or after a crash as well (H-UPD-10). Nothing here counts as a package: the whole is verified when it is
 * whole.
 */
export class PartialStore {
  readonly #store: LocalStore;
  readonly #now: () => number;

  constructor(store: LocalStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The pieces from the first byte on, as far as there is no gap. */
  async read(sha256: string): Promise<Uint8Array<ArrayBuffer>[]> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let end = 0;
    try {
      for (const [key, piece] of await this.#store.entries("packages", `${sha256}|`)) {
        if (Number(key.split("|")[1]) !== end || !(piece instanceof Uint8Array)) continue;
        pieces.push(new Uint8Array(piece));
        end += piece.length;
      }
    } catch {
      // A store that fails has nothing to go on from.
    }
    return pieces;
  }

  /** Keeps a piece; a full or broken disk only means that the next try begins earlier. */
  async add(sha256: string, offset: number, piece: Uint8Array): Promise<void> {
    const key = `${sha256}|${String(offset).padStart(12, "0")}|${this.#now()}`;
    await this.#store.set("packages", key, piece).catch(() => {});
  }

  async drop(sha256: string): Promise<void> {
    await this.#store.clear("packages", `${sha256}|`).catch(() => {});
  }
}
