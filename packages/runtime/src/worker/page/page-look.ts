import type { PageConfig, PageLook } from "@berth/core/wire";

/** px from the bottom at which onReachBottom fires, unless configured (F-WIN-6). */
const defaultReachBottom = 50;

/** What the view needs to know of a page, from its merged configuration and the hooks it has. */
export function pageLook(config: PageConfig, options: Readonly<Record<string, unknown>>, tab: boolean): PageLook {
  const listens: PageLook["listens"] = [];
  if (typeof options["onPageScroll"] === "function") listens.push("pageScroll");
  if (typeof options["onReachBottom"] === "function") listens.push("reachBottom");
  const bounce = yes(config["allowsBounceVertical"], true);
  const distance = Number(config.onReachBottomDistance);
  return {
    pullRefresh: yes(config["pullRefresh"], false) && bounce,
    reachBottomDistance: Number.isFinite(distance) ? distance : defaultReachBottom,
    listens,
    backgroundColor: text(config.backgroundColor),
    pullColor: text(config["backgroundImageColor"]),
    pullImage: text(config["backgroundImageUrl"]),
    gestureBack: yes(config["gestureBack"], true) && !tab,
    scrollBar: yes(config["enableScrollBar"], true),
    ...(config["responsive"] === false ? { inPx: true } : {}),
  };
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** YES/NO keys also take booleans (F-PAGEJ-1). */
function yes(value: unknown, otherwise: boolean): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value.toUpperCase() === "YES" || value === "true";
  return otherwise;
}
