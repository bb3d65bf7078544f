import { componentTable, jsapiOptions, jsapiResults } from "@berth/core/jsapi";

/** Values and names that exist elsewhere and not here. */
const refused = new Set(["button.open-type.getPhoneNumber", "button.open-type.contactShare", "sjs.event"]);

/** Attributes and events of every component (F-TAG-1, F-EVT-2). */
const common =
  /^(?:id|class|style|hidden|animation|slot|key|ref|role|(?:data|aria)-.+|(?:on|catch)(?:Touch(?:Start|Move|End|Cancel)|Tap|LongTap|Appear|Disappear|FirstAppear))$/;

/** Results of factories are objects with methods, which are not listed; of listeners and of all the rest fields are. */
const open = /^(?:create|get.+Manager)/;

/**
 * `my.canIUse(query)` (F-API-6): an API, `api.option`, `api.object.option`, `api.return.field`, a component or
 * `component.attribute`. Libraries ask for `component2`, too, and for `sjs.event`, which is refused though handlers work:
 * what they do with it measures elements at once, and only a view's thread can.
 *
 * @param offered whether a member of `my` works here
 */
export function canIUse(query: unknown, offered: (name: string) => boolean, component2: boolean): boolean {
  if (typeof query !== "string" || query === "" || refused.has(query)) return false;
  if (query === "component2") return component2;
  const parts = query.split(".");
  const [first = "", second = ""] = parts;
  // Members of components and pages: "component.observers", "page.getTabBar".
  if (first === "component" || first === "page") return true;
  const attributes = Object.hasOwn(componentTable, first) ? componentTable[first] : undefined;
  if (attributes !== undefined) {
    const kebab = /^(?:on|catch)[A-Z]/.test(second) ? second : second.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    return second === "" || common.test(kebab) || attributes.split(" ").includes(kebab.replace(/^catch/, "on"));
  }
  const space = offered(`${first}.${second}`) ? 2 : 1;
  const name = parts.slice(0, space).join(".");
  if (!offered(name)) return false;
  const [kind, field] = parts.slice(space);
  if (kind === undefined) return true;
  const fields = (table: Readonly<Record<string, string>>): string[] =>
    Object.hasOwn(table, name) ? (table[name] ?? "").split(" ").map((word) => word.split(":")[0] ?? "") : [];
  if (/^(?:return|success|callback)$/.test(kind)) {
    return field === undefined || open.test(name) || fields(jsapiResults).includes(field);
  }
  if (/^(?:fail|complete)$/.test(kind)) return field === undefined || /^error(?:Message)?$/.test(field);
  return fields(jsapiOptions).includes(kind === "object" && field !== undefined ? field : kind);
}
