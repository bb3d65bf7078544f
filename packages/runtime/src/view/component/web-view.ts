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
      // createWebViewContext(id).postMessage: the page behind the address belongs to the host (F-WEB-4).
      call(method, args) {
        if (method !== "postMessage" || page === null) return undefined;
        context.toHost(["webviewPost", page.id, args[0] ?? null]);
        return null;
      },
      dispose() {
        if (page !== null) context.toHost(["webview", page.id, node, null]);
      },
    };
  },
};
