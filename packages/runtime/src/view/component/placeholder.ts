import type { Component } from "./component.js";

/**
 * F-TAG-40: a labelled place for what a page cannot offer; says so with `error` code 1. The element has a name
 * of ours: engines have an `audio`, some a `camera` that asks for a permission.
 */
export function placeholder(name: string): Component {
  return {
    element: "berth-place",
    make: (element) => element.setAttribute("data-berth-place", name),
    attributes: { src: "keep", type: "keep", mode: "keep", size: "keep", color: "keep" },
    mount(element, context) {
      context.emit(element, "error", { code: 1, errMsg: `${name} is not available on this host` });
      return {};
    },
  };
}
