import type { Json, PageLook } from "@berth/core/wire";
import { numberOf } from "../component/component.js";

/** A page's look from what the worker sent; what is missing or odd gets its default. */
export function readLook(value: Json): PageLook {
  const look = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const colour = (value: Json | undefined): string | null =>
    typeof value === "string" && /^[-#\w(),.%\s]+$/.test(value) ? value : null;
  const image = look["pullImage"];
  const listens = Array.isArray(look["listens"]) ? look["listens"] : [];
  return {
    pullRefresh: look["pullRefresh"] === true,
    reachBottomDistance: numberOf(look["reachBottomDistance"], 50),
    listens: listens.filter(
      (name): name is "pageScroll" | "reachBottom" => name === "pageScroll" || name === "reachBottom",
    ),
    backgroundColor: colour(look["backgroundColor"]),
    pullColor: colour(look["pullColor"]),
    pullImage: typeof image === "string" && image !== "" ? image : null,
    gestureBack: look["gestureBack"] === true,
    scrollBar: look["scrollBar"] === true,
    inPx: look["inPx"] === true,
  };
}
