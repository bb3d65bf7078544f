import type { Json, PageConfig } from "@berth/core/wire";
import type { Config } from "./config.js";

const switches = new Set(["pullRefresh", "allowsBounceVertical", "titlePenetrate", "showTitleLoading", "responsive"]);
const titles = new Set(["none", "always", "auto"]);

/** Window keys in the types of the manifest (1.2): YES and NO become booleans, numbers in strings numbers. */
export function readWindow(config: Config, members: Record<string, Json>, place: string): PageConfig {
  const result: PageConfig = {};
  const at = (key: string): string => (place === "" ? key : `${place}/${key}`);
  for (const [key, value] of Object.entries(members)) {
    if (key === "usingComponents" || key === "component") continue;
    if (switches.has(key)) {
      const on = asSwitch(value);
      if (on === null) config.warn("JSON_WINDOW", `"${key}" is YES, NO, true or false.`, at(key));
      else result[key] = on;
    } else if (key === "onReachBottomDistance") {
      const number = typeof value === "string" ? Number.parseFloat(value) : value;
      if (typeof number === "number" && Number.isFinite(number)) result[key] = number;
      else config.warn("JSON_WINDOW", `"${key}" is a number of px.`, at(key));
    } else if (key === "transparentTitle") {
      if (typeof value === "string" && titles.has(value)) result[key] = value as "none" | "always" | "auto";
      else config.warn("JSON_WINDOW", `"${key}" is none, always or auto.`, at(key));
    } else if (key === "defaultTitle" || key === "titleBarColor" || key === "backgroundColor") {
      if (typeof value === "string" || typeof value === "number") result[key] = String(value);
      else config.warn("JSON_WINDOW", `"${key}" is a text.`, at(key));
    } else result[key] = value;
  }
  return result;
}

function asSwitch(value: Json): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  const text = value.toUpperCase();
  return text === "YES" || text === "TRUE" ? true : text === "NO" || text === "FALSE" ? false : null;
}
