import type { Realm } from "../boot/realm.js";
import type { JsonCopier } from "../link/json-copier.js";
import type { Owner } from "../owner/owner.js";

/** Size from which the updates of one macrotask warn (F-LIM-8), in characters of JSON. */
const warnSize = 256 * 1024;
/** Keys that one note names at most. */
const keyLimit = 50;

interface Pending {
  pageId: number;
  component: string | null;
  bytes: number;
  keys: Set<string>;
}

/**
 * Tells the host of updates, one note for all that the instances of a component (or a page) set in a macrotask: a program
 * that sets data in a tight loop must not flood the port (S-MSG-4).
 */
export class SetDataNotes {
  readonly #realm: () => Realm;
  readonly #pending = new Map<string, Pending>();

  /** @param realm read late, since both need each other */
  constructor(realm: () => Realm) {
    this.#realm = realm;
  }

  /** @param cut keys of `keys`, and others, whose values lost functions or symbols in the copy */
  add(owner: Owner, copier: JsonCopier, keys: readonly string[], cut: readonly string[]): void {
    const { pageId, componentPath } = owner;
    const place = `${pageId} ${componentPath}`;
    let note = this.#pending.get(place);
    if (note === undefined) {
      note = { pageId, component: componentPath, bytes: 0, keys: new Set() };
      this.#pending.set(place, note);
    }
    note.bytes += copier.size;
    for (const key of keys) if (note.keys.size < keyLimit) note.keys.add(key);
    if (cut.length > 0) {
      const text = `setData dropped functions or symbols in ${cut.slice(0, keyLimit).join(", ")} (F-DATA-3)`;
      this.#realm().reporter.warnOnce("SETDATA_VALUE", text);
    }
  }

  /** Sends what has gathered; called with each flush of updates. */
  send(): void {
    if (this.#pending.size === 0) return;
    const { host, reporter } = this.#realm();
    for (const { pageId, component, bytes, keys } of this.#pending.values()) {
      host.note({ type: "setData", pageId, component, bytes, keys: [...keys] });
      if (bytes <= warnSize) continue;
      const text = `setData of ${Math.round(bytes / 1024)} KiB (${[...keys].join(", ")}); send only what changed`;
      reporter.warn("SETDATA_SIZE", text, pageId);
    }
    this.#pending.clear();
  }
}
