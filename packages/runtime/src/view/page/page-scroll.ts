import type { Json } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import type { Page } from "./page.js";

/** Says that a page was scrolled, once a frame, and when its end came near (F-PAGE-2, F-WIN-6). */
export function followPageScroll(
  page: Page,
  context: ViewContext,
  send: (type: string, detail: Json) => void,
): () => void {
  let due = false;
  let near = false;
  const report = (): void => {
    due = false;
    const { scrollTop, scrollHeight, clientHeight } = page.scroller;
    context.toHost(["scrolled", page.id, scrollTop]);
    if (page.look.listens.includes("pageScroll")) send("pageScroll", { scrollTop, scrollHeight });
    const inReach = scrollHeight - clientHeight - scrollTop <= page.look.reachBottomDistance;
    if (inReach && !near && page.look.listens.includes("reachBottom")) send("reachBottom", {});
    near = inReach;
  };
  const onScroll = (): void => {
    if (due) return;
    due = true;
    context.window.requestAnimationFrame(report);
  };
  page.scroller.addEventListener("scroll", onScroll, { passive: true });
  return () => page.scroller.removeEventListener("scroll", onScroll);
}
