import { keepStyle } from "../style/overlay.js";
import { type DrawnText, FILTER } from "../tree/marks.js";
import { textFilter } from "../tree/text-filter.js";
import { type AttributeUse, type Component, keep, numberOf } from "./component.js";

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
  on: movements,
  attributes: {
    ...view.attributes,
    "scroll-top": {
      live: (element, value) => {
        element.scrollTop = numberOf(value, 0);
      },
    },
  },
};

/** What is there already is filtered as it is shown; what comes is filtered when it is set. */
const textPart = (name: string): AttributeUse => {
  return (element, value) => {
    keep(element, name, value);
    const filter = textFilter(element.getAttribute("space"), element.hasAttribute("decode"));
    for (const node of element.childNodes as Iterable<DrawnText>) {
      if (node.nodeType !== 3) continue;
      if (filter === null) delete node[FILTER];
      else {
        node[FILTER] = filter;
        node.data = filter(node.data);
      }
    }
  };
};

/** F-TAG-16. */
export const text: Component = {
  attributes: {
    selectable: "keep",
    space: textPart("space"),
    decode: textPart("decode"),
    "number-of-lines": (element, value) => {
      const lines = numberOf(value, 0);
      element.toggleAttribute("data-berth-clamp", lines > 0);
      keepStyle(element, "-webkit-line-clamp", lines > 0 ? String(lines) : "");
    },
  },
};
