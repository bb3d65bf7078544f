import { askView } from "./canvas-context.js";
import type { ViewCalls } from "./view-calls.js";

/**
 * A context object of a map, video, camera or the like: every method it is asked for is sent to the element in the view,
 * with the callbacks of a JSAPI.
 */
export function elementContext(view: ViewCalls, pageId: () => number, id: unknown): object {
  const own: Record<string | symbol, unknown> = {};
  return new Proxy(own, {
    get(target, name) {
      if (name in target) return target[name];
      // A promise chain asks for `then`; the context is not a promise.
      if (typeof name !== "string" || name === "then") return undefined;
      return (options?: unknown) => {
        const params = typeof options === "object" && options !== null ? options : { value: options };
        return askView(view, pageId(), String(id ?? ""), name, params);
      };
    },
  });
}
