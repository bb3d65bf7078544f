import type { Json } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import { NearEdge } from "../gesture/near-edge.js";
import type { Page } from "./page.js";

/** ms after the last movement at which the mark of the scroll position fades. */
const FADE_AFTER = 800;

/**
 * Says that a page was scrolled, once a frame, and when its end came near (F-PAGE-2, F-WIN-6); and shows where it
 * stands (F-WIN-9). The engine's own bar would take its width from the page.
 */
export function followPageScroll(
  page: Page,
  context: ViewContext,
  send: (type: string, detail: Json) => void,
): () => void {
  const { window } = context;
  const end = new NearEdge(false);
  const mark = context.document.createElement("scroll-mark");
  let due = false;
  let fading = 0;
  const report = (): void => {
    due = false;
    const { scrollTop, scrollHeight, clientHeight } = page.scroller;
    context.toHost(["scrolled", page.id, scrollTop]);
    if (page.look.listens.includes("pageScroll")) send("pageScroll", { scrollTop, scrollHeight });
    if (end.comes(scrollHeight - clientHeight, scrollTop, page.look.reachBottomDistance)) {
      if (page.look.listens.includes("reachBottom")) send("reachBottom", {});
    }
    if (!page.look.scrollBar || scrollHeight <= clientHeight) return;
    const size = Math.max(36, (clientHeight * clientHeight) / scrollHeight);
    mark.style.height = `${size}px`;
    mark.style.transform = `translateY(${(scrollTop / (scrollHeight - clientHeight)) * (clientHeight - size)}px)`;
    mark.className = "on";
    window.clearTimeout(fading);
    fading = window.setTimeout(() => {
      mark.className = "";
    }, FADE_AFTER);
  };
  const onScroll = (): void => {
    if (due) return;
    due = true;
    window.requestAnimationFrame(report);
  };
  page.layer.append(mark);
  page.scroller.addEventListener("scroll", onScroll, { passive: true });
  return () => {
    window.clearTimeout(fading);
    page.scroller.removeEventListener("scroll", onScroll);
  };
}
