import type { Realm } from "../boot/realm.js";
import type { ComponentRecord } from "../component/component-record.js";
import { setData, spliceData } from "../data/set-data.js";
import type { Owner, ProgramFunction } from "./owner.js";

/** The instance API that pages and components share (F-PAGE-7, F-CMP-8). */
export function ownerMethods(
  realm: Realm,
  owner: Owner,
  createSelectorQuery: (owner: Owner) => unknown,
): Record<string, unknown> {
  const selectOne = (selector: unknown): unknown => select(owner, selector)[0]?.exposed() ?? null;
  const selectAll = (selector: unknown): unknown[] => select(owner, selector).map((found) => found.exposed());
  return {
    setData: (patch: unknown, callback?: unknown) => setData(realm, owner, patch, callback),
    $spliceData: (patch: unknown, callback?: unknown) => spliceData(realm, owner, patch, callback),
    // Updates of one macrotask are merged anyway (F-DATA-7).
    $batchedUpdates: (fn: unknown) => (typeof fn === "function" ? (fn as ProgramFunction)() : undefined),
    groupSetData: (fn: unknown) => (typeof fn === "function" ? (fn as ProgramFunction)() : undefined),
    createSelectorQuery: () => createSelectorQuery(owner),
    $selectComponent: selectOne,
    $selectAllComponents: selectAll,
    selectComponent: selectOne,
    selectAllComponents: selectAll,
  };
}

/** Components in the template of `owner` that a simple selector names: `#id`, `.class`, or a tag. */
function select(owner: Owner, selector: unknown): ComponentRecord[] {
  if (typeof selector !== "string") return [];
  const last = selector.trim().split(/\s+/).pop() ?? "";
  const parts = last.match(/[#.]?[^#.]+/g) ?? [];
  return [...owner.children].filter((child) =>
    parts.every((part) => {
      const name = part.slice(1);
      if (part.startsWith("#")) return String(child.given["id"] ?? "") === name;
      if (part.startsWith(".")) {
        return String(child.given["class"] ?? child.given["className"] ?? "")
          .split(/\s+/)
          .includes(name);
      }
      return child.tag === part;
    }),
  );
}
