import type { Json } from "@berth/core/wire";
import { glide } from "../gesture/glide.js";
import { NearEdge } from "../gesture/near-edge.js";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, keptNumber, numberOf, textOf, type ViewContext } from "./component.js";

/** What is known of a scroll-view: its edges, and whether a frame is asked for. */
interface ScrollState {
  due: boolean;
  top: NearEdge;
  bottom: NearEdge;
  left: NearEdge;
  right: NearEdge;
}
const states = new WeakMap<Element, ScrollState>();

function scrollTo(element: DrawnElement, to: { top?: number; left?: number }, context: ViewContext): void {
  const smooth = element.hasAttribute("scroll-with-animation") && !context.look().reducedMotion;
  if (smooth) glide(element, to, keptNumber(element, "scroll-animation-duration", 300), context.window);
  else element.scrollTo(to);
}

const position = (axis: "top" | "left"): AttributeUse => ({
  live: (element: DrawnElement, value: Json, context: ViewContext) => {
    // mini-ali-ui gives a fresh `{ _v: 40 }`, to scroll again to where it has scrolled before.
    const at = (value as { _v?: Json } | null)?._v ?? value;
    if (at !== null) scrollTo(element, { [axis]: numberOf(at, 0) }, context);
  },
});

function report(element: DrawnElement, context: ViewContext): void {
  const state = states.get(element);
  if (state === undefined || !element.isConnected) return;
  state.due = false;
  const { scrollTop, scrollLeft, scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
  context.emit(element, "scroll", { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  const upper = keptNumber(element, "upper-threshold", 50);
  const lower = keptNumber(element, "lower-threshold", 50);
  const along = (way: "y" | "x", at: number, end: number, first: NearEdge, last: NearEdge): void => {
    if (!element.hasAttribute(`scroll-${way}`)) return;
    const [start, finish] = way === "y" ? ["top", "bottom"] : ["left", "right"];
    if (first.comes(0, -at, upper)) context.emit(element, "scrollToUpper", { direction: start! });
    if (last.comes(end, at, lower)) context.emit(element, "scrollToLower", { direction: finish! });
  };
  along("y", scrollTop, scrollHeight - clientHeight, state.top, state.bottom);
  // Where text runs to the left, so does scrolling.
  along("x", Math.abs(scrollLeft), scrollWidth - clientWidth, state.left, state.right);
}

/** F-TAG-11. The element scrolls by itself; events are said once a frame. */
export const scrollView: Component = {
  attributes: {
    "scroll-x": "keep",
    "scroll-y": "keep",
    "upper-threshold": "keep",
    "lower-threshold": "keep",
    "scroll-with-animation": "keep",
    "scroll-animation-duration": "keep",
    "enable-back-to-top": "keep",
    "trap-scroll": "keep",
    "disable-scroll": "keep",
    "scroll-top": position("top"),
    "scroll-left": position("left"),
    "scroll-into-view": {
      live: (element, value, context) => {
        const id = textOf(value);
        const target = id === "" ? null : element.querySelector(`[id="${CSS.escape(id)}"]`);
        if (target === null) return;
        const from = element.getBoundingClientRect();
        const to = target.getBoundingClientRect();
        scrollTo(
          element,
          {
            top: element.scrollTop + to.top - from.top - element.clientTop,
            left: element.scrollLeft + to.left - from.left - element.clientLeft,
          },
          context,
        );
      },
    },
  },
  on: {
    scroll: (element, _event, context) => {
      let state = states.get(element);
      if (state === undefined) {
        const edge = (near: boolean): NearEdge => new NearEdge(near);
        state = { due: false, top: edge(true), bottom: edge(false), left: edge(true), right: edge(false) };
        states.set(element, state);
      }
      if (state.due) return;
      state.due = true;
      context.window.requestAnimationFrame(() => report(element, context));
    },
  },
};
