import type { Realm } from "../boot/realm.js";
import { JsonCopier } from "../link/json-copier.js";
import type { Owner, ProgramFunction } from "../owner/owner.js";
import { parsePath } from "./parse-path.js";
import { getPath, setPath } from "./set-path.js";

/** Size from which an update warns (F-LIM-8), in characters of JSON. */
const warnSize = 256 * 1024;

/** `this.setData(patch, callback)`: see F-DATA-1 to F-DATA-3 and F-DATA-7. */
export function setData(realm: Realm, owner: Owner, patch: unknown, callback?: unknown): void {
  if (!owner.alive) return;
  if (typeof patch === "object" && patch !== null) {
    owner.remember();
    const copier = new JsonCopier();
    const keys: string[] = [];
    for (const key of Object.keys(patch)) {
      const value = copier.copy((patch as Record<string, unknown>)[key]);
      // A key whose value is undefined is not set (F-DATA-3).
      if (value === undefined) continue;
      const path = parsePath(key);
      setPath(owner.instance.data, path, value, owner.fresh);
      owner.dirty.add(String(path[0]));
      keys.push(key);
    }
    report(realm, owner, copier, keys);
    realm.updates.changed(owner);
  }
  afterwards(realm, owner, callback);
}

/**
 * `this.$spliceData({path: [start, deleteCount, ...items]}, callback)` (F-DATA-5).
 *
 * @throws TypeError when a path is not an array
 */
export function spliceData(realm: Realm, owner: Owner, patch: unknown, callback?: unknown): void {
  if (!owner.alive) return;
  const copier = new JsonCopier();
  const keys: string[] = [];
  for (const [key, operation] of Object.entries((patch ?? {}) as Record<string, unknown>)) {
    const path = parsePath(key);
    const list = getPath(owner.instance.data, path);
    if (!Array.isArray(list)) throw new TypeError(`$spliceData: "${key}" is not an array`);
    if (!Array.isArray(operation)) throw new TypeError(`$spliceData: "${key}" needs [start, deleteCount, ...items]`);
    owner.remember();
    const [start, count, ...items] = operation as [number, number | undefined, ...unknown[]];
    const copy: unknown[] = list.slice();
    copy.splice(start, count ?? 0, ...items.map((item) => copier.copy(item) ?? null));
    owner.fresh.add(copy);
    setPath(owner.instance.data, path, copy, owner.fresh);
    owner.dirty.add(String(path[0]));
    keys.push(key);
  }
  report(realm, owner, copier, keys);
  realm.updates.changed(owner);
  afterwards(realm, owner, callback);
}

function report(realm: Realm, owner: Owner, copier: JsonCopier, keys: string[]): void {
  const { pageId, componentPath } = owner;
  realm.host.note({ type: "setData", pageId, component: componentPath, bytes: copier.size, keys });
  if (copier.size > warnSize) {
    const size = Math.round(copier.size / 1024);
    realm.reporter.warn("SETDATA_SIZE", `setData of ${size} KiB (${keys.join(", ")}); send only what changed`, pageId);
  }
  if (copier.dropped > 0) {
    realm.reporter.warn(
      "SETDATA_VALUE",
      `setData dropped functions or symbols in ${keys.join(", ")} (F-DATA-3)`,
      pageId,
    );
  }
}

function afterwards(realm: Realm, owner: Owner, callback: unknown): void {
  if (typeof callback !== "function") return;
  realm.updates.afterDrawn(() => {
    if (owner.alive) realm.reporter.guard(() => (callback as ProgramFunction).call(owner.instance));
  });
}
