import type { AttributeUse, Component } from "./component.js";
import { numberOf } from "./component.js";

/** F-TAG-2. */
export const hoverAttributes: Readonly<Record<string, AttributeUse>> = {
  "hover-class": "keep",
  "hover-start-time": "keep",
  "hover-stay-time": "keep",
  "hover-stop-propagation": "keep",
};

/** Transitions and animations that programs listen to on a view. */
const movements: Component["on"] = {
  transitionend: (element, event, context) => context.emit(element, "transitionEnd", elapsed(event)),
  animationstart: (element, event, context) => context.emit(element, "animationStart", elapsed(event)),
  animationiteration: (element, event, context) => context.emit(element, "animationIteration", elapsed(event)),
  animationend: (element, event, context) => context.emit(element, "animationEnd", elapsed(event)),
};
const elapsed = (event: Event): { elapsedTime: number } => ({
  elapsedTime: (event as TransitionEvent).elapsedTime ?? 0,
});

/** F-TAG-10. */
export const view: Component = {
  attributes: { "disable-scroll": "keep", ...hoverAttributes },
  on: movements,
};

/** F-TAG-15. */
export const coverView: Component = {
  attributes: {
    ...view.attributes,
    "scroll-top": {
      live: (element, value) => {
        element.scrollTop = numberOf(value, 0);
      },
    },
  },
};

/** F-TAG-16; `space` and `decode` act on the text when it is set. */
export const text: Component = {
  attributes: {
    selectable: "keep",
    space: "keep",
    decode: "keep",
    "number-of-lines": (element, value) => {
      const lines = numberOf(value, 0);
      element.toggleAttribute("data-berth-clamp", lines > 0);
      element.style.setProperty("-webkit-line-clamp", lines > 0 ? String(lines) : "");
    },
  },
};
