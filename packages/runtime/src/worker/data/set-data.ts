import type { Realm } from "../boot/realm.js";
import { JsonCopier } from "../link/json-copier.js";
import type { Owner, ProgramFunction } from "../owner/owner.js";
import type { DataPath } from "./observers.js";
import { parsePath } from "./parse-path.js";
import { sameData } from "./same-data.js";
import { getPath, setPath } from "./set-path.js";

/**
 * `this.setData(patch, callback)`: see F-DATA-1 to F-DATA-3 and F-DATA-7.
 *
 * Components of common libraries set data in didUpdate without a condition, and end only because an update that changes
 * nothing calls no didUpdate. So while hooks run, a value that deeply equals the present one is not set: the object that
 * is there stays (a new copy would be a new prop for the components below), didUpdate is not owed, and the callback runs
 * as ever. The name is rendered all the same, since the program may have changed the value in place before (corpus 10);
 * that draws what differs and calls nobody. Outside of hooks nothing is compared: event handlers pay nothing, and their
 * setData is always an update (F-CMP-5).
 */
export function setData(realm: Realm, owner: Owner, patch: unknown, callback?: unknown): void {
  if (!owner.alive) return;
  if (typeof patch === "object" && patch !== null) {
    const { quiet } = realm.updates;
    if (!quiet) owner.remember();
    const copier = dataCopier();
    const keys: string[] = [];
    const paths: DataPath[] = [];
    const cut: string[] = [];
    for (const key of Object.keys(patch)) {
      const { dropped } = copier;
      const value = copier.copy((patch as Record<string, unknown>)[key]);
      if (copier.dropped > dropped) cut.push(key);
      // A key whose value is undefined is not set (F-DATA-3).
      if (value === undefined) continue;
      const path = parsePath(key);
      if (!quiet || !sameData(getPath(owner.instance.data, path), value)) {
        owner.remember();
        setPath(owner.instance.data, path, value, owner.fresh);
      }
      owner.dirty.add(String(path[0]));
      keys.push(key);
      paths.push(path);
    }
    realm.notes.add(owner, copier, keys, cut);
    realm.updates.changed(owner);
    if (owner.observers !== null) realm.extra().observe(realm, owner, paths);
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
  const copier = dataCopier();
  const keys: string[] = [];
  const paths: DataPath[] = [];
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
    paths.push(path);
  }
  realm.notes.add(owner, copier, keys, copier.dropped > 0 ? keys : []);
  realm.updates.changed(owner);
  if (owner.observers !== null) realm.extra().observe(realm, owner, paths);
  afterwards(realm, owner, callback);
}

/** A Date stays one: libraries put it into data and calculate with it (calendar of mini-ali-ui). */
const dataCopier = (): JsonCopier => new JsonCopier(false, undefined, true);

function afterwards(realm: Realm, owner: Owner, callback: unknown): void {
  if (typeof callback !== "function") return;
  const { updates, reporter } = realm;
  const run = (): void => {
    if (owner.alive) reporter.guard(() => (callback as ProgramFunction).call(owner.instance));
  };
  // The callback of a setData in a hook goes on with what the hook does.
  updates.afterDrawn(updates.quiet ? () => updates.quietly(run) : run);
}
