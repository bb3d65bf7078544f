import { factoryNames } from "./factories.js";

/** Built-in components (framework.md section 18). */
const components = new Set(
  (
    "view scroll-view swiper swiper-item movable-area movable-view cover-view cover-image text rich-text icon progress " +
    "image button form label input textarea checkbox checkbox-group radio radio-group switch slider picker picker-view " +
    "picker-view-column navigator canvas map video web-view slot block template"
  ).split(" "),
);
/** Attributes and options that exist elsewhere and not here. */
const missing = new Set(["button.open-type.getPhoneNumber", "button.open-type.contactShare"]);

/**
 * `my.canIUse(query)` (F-API-6): whether the API or component named first is there. Options, return fields and
 * attributes are taken as known, apart from a short list. Libraries ask for `component2`, too; and for `sjs.event`, which
 * is refused though handlers work: what they do with it measures elements at once, and only a view's thread can.
 */
export function canIUse(
  query: unknown,
  hostApis: readonly string[],
  own: readonly string[],
  component2: boolean,
): boolean {
  if (typeof query !== "string" || query === "" || missing.has(query)) return false;
  if (query === "component2") return component2;
  const name = query.split(".")[0] ?? "";
  // Members of components and pages: "component.observers", "page.getTabBar".
  if (name === "component" || name === "page") return true;
  if (components.has(name)) return true;
  if (own.includes(name) || factoryNames.includes(name) || hostApis.includes(name)) return true;
  return /^(?:on|off)(?:AppShow|AppHide|Error|UnhandledRejection|PageNotFound|NetworkStatusChange)$/.test(name);
}
