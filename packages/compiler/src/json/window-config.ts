import type { Json, PageConfig } from "@berth/core/wire";
import type { Config } from "./config.js";

const switches = new Set(
  "pullRefresh allowsBounceVertical titlePenetrate showTitleLoading responsive enableScrollBar gestureBack".split(" "),
);
const texts = new Set(
  "defaultTitle titleBarColor backgroundColor backgroundImageColor backgroundImageUrl titleImage".split(" "),
);
const titles = new Set(["none", "always", "auto"]);
/** Keys that are no window keys, and window keys of the platform that have no effect here; neither is worth a warning. */
const others = new Set(
  (
    "usingComponents component optionMenu componentGenerics componentPlaceholder styleIsolation options $schema " +
    "enablePullDownRefresh backgroundTextStyle navigationBarTextStyle navigationStyle pageOrientation " +
    "enableWK enableDSL enableJSC"
  ).split(" "),
);

/** Window keys in the types of the manifest (1.2): YES and NO become booleans, numbers in strings numbers. */
export function readWindow(config: Config, members: Readonly<Record<string, Json>>, place: string): PageConfig {
  const result: PageConfig = {};
  const at = (key: string): string => (place === "" ? key : `${place}/${key}`);
  const bad = (key: string, wanted: string): void => config.warn("JSON_WINDOW", `"${key}" is ${wanted}.`, at(key));
  for (const [key, value] of Object.entries(members)) {
    if (key === "usingComponents" || key === "component" || key === "__proto__") continue;
    if (switches.has(key)) {
      const on = asSwitch(value);
      if (on === null) bad(key, "YES, NO, true or false");
      else result[key] = on;
    } else if (key === "onReachBottomDistance") {
      const number = typeof value === "string" ? Number.parseFloat(value) : value;
      if (typeof number === "number" && Number.isFinite(number)) result[key] = number;
      else bad(key, "a number of px");
    } else if (key === "transparentTitle") {
      if (typeof value === "string" && titles.has(value)) result[key] = value as "none" | "always" | "auto";
      else bad(key, "none, always or auto");
    } else if (texts.has(key)) {
      if (typeof value === "string" || typeof value === "number") result[key] = String(value);
      else bad(key, "a text");
    } else {
      if (!others.has(key)) config.warn("JSON_UNKNOWN_KEY", `"${key}" is not known; it has no effect.`, at(key));
      result[key] = value;
    }
  }
  return result;
}

function asSwitch(value: Json): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  const text = value.toUpperCase();
  return text === "YES" || text === "TRUE" ? true : text === "NO" || text === "FALSE" ? false : null;
}
