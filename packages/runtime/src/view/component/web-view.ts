import { type Component, textOf } from "./component.js";

/** F-TAG-38. The frame is the host's, in a stage of its own; the view only says which address the page wants. */
export const webView: Component = {
  attributes: { src: "state" },
  mount(element, context) {
    const page = context.pageOf(element);
    const node = context.nodeOf(element);
    return {
      set(name, value) {
        if (name === "src" && page !== null) context.toHost(["webview", page.id, node, textOf(value) || null]);
      },
      dispose() {
        if (page !== null) context.toHost(["webview", page.id, node, null]);
      },
    };
  },
};
