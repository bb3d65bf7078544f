import type { Realm } from "../boot/realm.js";
import type { ComponentRecord } from "../component/component-record.js";
import { setData, spliceData } from "../data/set-data.js";
import type { ViewCalls } from "../my/view-calls.js";
import { classText } from "../render/attribute-value.js";
import { inDocumentOrder } from "../render/document-order.js";
import type { Owner, ProgramFunction } from "./owner.js";

/** Tag of the component that stands for the tab bar in pages that have a custom one; no program can write it. */
export const tabBarTag = "#tab-bar";

/**
 * A method of program instances: `this` is the page or component it acts on.
 *
 * @throws TypeError in the program when it is called on anything else
 */
export function ownerMethod(realm: Realm, run: (owner: Owner, ...args: unknown[]) => unknown): ProgramFunction {
  return function (this: unknown, ...args) {
    const owner = realm.owners.get(this as object);
    if (owner === undefined) throw new TypeError("A method of a page or component was called without it: keep `this`");
    return run(owner, ...args);
  };
}

/** The instance API that pages and components share (F-PAGE-7, F-CMP-8): one set of functions for all instances. */
export function ownerMethods(
  realm: Realm,
  view: ViewCalls,
  page: (pageId: number) => Owner | undefined,
): Record<string, ProgramFunction> {
  const method = (run: Parameters<typeof ownerMethod>[1]): ProgramFunction => ownerMethod(realm, run);
  const selectOne = method((owner, selector) => select(owner, selector)[0]?.exposed() ?? null);
  const selectAll = method((owner, selector) => select(owner, selector).map((found) => found.exposed()));
  // Updates of one macrotask are merged anyway (F-DATA-7).
  const batch = method((owner, fn) =>
    typeof fn === "function" ? (fn as ProgramFunction).call(owner.instance) : undefined,
  );
  return {
    setData: method((owner, patch, callback) => setData(realm, owner, patch, callback)),
    $spliceData: method((owner, patch, callback) => spliceData(realm, owner, patch, callback)),
    $batchedUpdates: batch,
    groupSetData: batch,
    createSelectorQuery: method((owner) => {
      const { SelectorQuery } = realm.extra();
      return new SelectorQuery(view, realm.reporter, owner.pageId, owner);
    }),
    createIntersectionObserver: method((owner, options) => {
      const { IntersectionObserver } = realm.extra();
      return new IntersectionObserver(realm, view, owner.pageId, options, owner);
    }),
    $selectComponent: selectOne,
    $selectAllComponents: selectAll,
    selectComponent: selectOne,
    selectAllComponents: selectAll,
    getTabBar: method(({ pageId }) => {
      for (const child of page(pageId)?.children ?? []) if (child.tag === tabBarTag) return child.exposed();
      return undefined;
    }),
    hasMixin: method((owner, mixin) => owner.mixins.has(mixin)),
  };
}

/** Components in the template of `owner` that a simple selector names: `#id`, `.class`, or a tag. */
function select(owner: Owner, selector: unknown): ComponentRecord[] {
  if (typeof selector !== "string") return [];
  const last = selector.trim().split(/\s+/).pop() ?? "";
  const parts = last.match(/[#.]?[^#.]+/g) ?? [];
  const found = [...owner.children].filter(({ given, tag }) =>
    parts.every((part) => {
      const name = part.slice(1);
      if (part.startsWith("#")) return String(given["id"] ?? "") === name;
      if (part.startsWith("."))
        return classText(given["class"] ?? given["className"])
          .split(/\s+/)
          .includes(name);
      return tag === part;
    }),
  );
  return inDocumentOrder(found, (child) => child.root);
}
