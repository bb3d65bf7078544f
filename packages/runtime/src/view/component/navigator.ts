import { type Component, keptNumber } from "./component.js";
import { hoverAttributes } from "./view.js";

/** F-TAG-34. Where to go is the worker's business: it gets `navigate` {url, openType, delta}. */
export const navigator: Component = {
  make(element) {
    element.setAttribute("role", "link");
    element.setAttribute("tabindex", "0");
  },
  attributes: { ...hoverAttributes, url: "keep", "open-type": "keep", delta: "keep", "app-id": "keep", path: "keep" },
  tap(element, context) {
    context.tell(element, "navigate", {
      url: element.getAttribute("url") ?? "",
      openType: element.getAttribute("open-type") ?? "navigate",
      delta: keptNumber(element, "delta", 1),
    });
  },
};
