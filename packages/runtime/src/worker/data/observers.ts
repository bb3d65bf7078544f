import type { Realm } from "../boot/realm.js";
import type { Owner, ProgramFunction } from "../owner/owner.js";
import { parsePath } from "./parse-path.js";
import { getPath } from "./set-path.js";

/** Parts of a setData key. */
export type DataPath = readonly (string | number)[];

/** One entry of `observers` (F-CMP-11): what it looks at, and what runs with the values. */
export interface Observer {
  paths: { path: DataPath /** `a.**`: members of any depth wake it as well. */; deep: boolean }[];
  run: ProgramFunction;
}

/** Observers that set data which wake each other deeper than this are an endless loop. */
const depthLimit = 30;
let depth = 0;

/** `observers` of a component or page; a key names several paths with commas between. */
export function readObservers(observers: Readonly<Record<string, unknown>>): Observer[] {
  return Object.entries(observers).flatMap(([key, run]) => {
    if (typeof run !== "function") return [];
    const paths = key.split(",").map((part) => {
      const name = part.trim();
      const path = name.replace(/\.?\*\*$/, "");
      return { path: path === "" ? [] : parsePath(path), deep: path !== name };
    });
    return [{ paths, run: run as ProgramFunction }];
  });
}

/** Runs, each once, the observers that one of the changed paths wakes; a value that stayed the same wakes them too. */
export function observe(realm: Realm, owner: Owner, changed: readonly DataPath[]): void {
  if (owner.observers === null) return;
  const woken = owner.observers.filter(({ paths }) => paths.some((each) => changed.some((path) => wakes(path, each))));
  if (woken.length === 0) return;
  if (depth >= depthLimit) {
    realm.reporter.error("exception", new Error("Endless updates: observers set data that wake them again"));
    return;
  }
  depth++;
  try {
    for (const { paths, run } of woken) {
      const values = paths.map(({ path }) => valueAt(owner, path));
      realm.reporter.guard(() => run.apply(owner.instance, values));
    }
  } finally {
    depth--;
  }
}

/** A path wakes an observer of itself and of what lies in it; with `**` also one of what it lies in. */
function wakes(changed: DataPath, { path, deep }: Observer["paths"][number]): boolean {
  if (changed.length > path.length && !deep) return false;
  return changed.every((part, index) => index >= path.length || String(part) === String(path[index]));
}

function valueAt(owner: Owner, path: DataPath): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return { ...(owner.instance["props"] as object | undefined), ...owner.instance.data };
  return getPath(owner.read(String(name)), rest);
}
