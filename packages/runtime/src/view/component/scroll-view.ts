import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, keptNumber, numberOf, textOf, type ViewContext } from "./component.js";

interface ScrollState {
  top: number;
  left: number;
  /** A frame is asked for. */
  due: boolean;
  atUpper: boolean;
  atLower: boolean;
}
const states = new WeakMap<Element, ScrollState>();

function scrollTo(element: DrawnElement, to: ScrollToOptions, context: ViewContext): void {
  const smooth = element.hasAttribute("scroll-with-animation") && !context.look().reducedMotion;
  element.scrollTo({ ...to, behavior: smooth ? "smooth" : "auto" });
}

const position = (axis: "top" | "left"): AttributeUse => ({
  live: (element: DrawnElement, value: Json, context: ViewContext) => {
    if (value !== null) scrollTo(element, { [axis]: numberOf(value, 0) }, context);
  },
});

function report(element: DrawnElement, context: ViewContext): void {
  const state = states.get(element);
  if (state === undefined || !element.isConnected) return;
  state.due = false;
  const { scrollTop, scrollLeft, scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
  const vertical = element.hasAttribute("scroll-y") || !element.hasAttribute("scroll-x");
  const at = vertical ? scrollTop : Math.abs(scrollLeft);
  const rest = vertical ? scrollHeight - clientHeight - at : scrollWidth - clientWidth - at;
  const back = vertical ? scrollTop < state.top : Math.abs(scrollLeft) < state.left;
  state.top = scrollTop;
  state.left = Math.abs(scrollLeft);
  context.emit(element, "scroll", { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  const upper = at <= keptNumber(element, "upper-threshold", 50);
  const lower = rest <= keptNumber(element, "lower-threshold", 50);
  if (upper && !state.atUpper && back) context.emit(element, "scrollToUpper", { direction: vertical ? "top" : "left" });
  if (lower && !state.atLower && !back)
    context.emit(element, "scrollToLower", { direction: vertical ? "bottom" : "right" });
  state.atUpper = upper;
  state.atLower = lower;
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
        state = { top: 0, left: 0, due: false, atUpper: true, atLower: false };
        states.set(element, state);
      }
      if (state.due) return;
      state.due = true;
      context.window.requestAnimationFrame(() => report(element, context));
    },
  },
};
