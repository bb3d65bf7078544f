import type { Json } from "@berth/core/wire";
import type { Page } from "./page.js";
import type { PullRefresh } from "./pull-refresh.js";

/** What an open page may be told about its look and behaviour, by the name of the member of `my` (F-CAT-E1, E7). */
export function dressPage(page: Page, pull: PullRefresh | undefined, [member, given]: Json[]): void {
  const params = Object(given) as Record<string, Json>;
  const colour = (name: string): string | null => (typeof params[name] === "string" ? params[name] : null);
  if (member === "setCanPullDown") page.look.pullRefresh = params["canPullDown"] === true;
  else if (member === "setBackgroundTextStyle") {
    pull?.recolour(null, params["textStyle"] === "light" ? "rgb(255 255 255 / .8)" : "");
  } else if (member === "setBackgroundColor") {
    const whole = colour("backgroundColor");
    if (whole !== null) page.layer.style.backgroundColor = whole;
    pull?.recolour(colour("backgroundColorTop") ?? whole, null);
  } else (page.root.activeElement as HTMLElement | null)?.blur();
}
