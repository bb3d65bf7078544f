import type { Json, QueryStep } from "@berth/core/wire";
import type { ViewContext } from "../component/component.js";
import type { Page } from "./page.js";

/**
 * Answers a selector query of a page: one value for each step, null where nothing matches. A value holds what was
 * wanted together, and `node`, the number of the element's node, so that the worker can add its dataset.
 */
export function queryPage(page: Page, steps: Json, context: ViewContext): Json[] {
  if (!Array.isArray(steps)) return [];
  return steps.slice(0, 1000).map((each) => {
    const step = each as unknown as Partial<QueryStep> | null; // fields are checked one by one below
    const want = new Set(Array.isArray(step?.want) ? step.want : []);
    if (typeof step?.selector !== "string") return viewport(page, want);
    const { within } = step;
    const found =
      typeof within === "number"
        ? find(page.root, step.selector, true).filter((element) => context.inside(within, element))
        : find(page.root, step.selector, step.all === true);
    const read = (element: Element): Json => describe(element, want, context);
    if (step.all === true) return found.slice(0, 5000).map(read);
    return found[0] === undefined ? null : read(found[0]);
  });
}

function find(root: ShadowRoot, selector: string, all: boolean): Element[] {
  try {
    if (all) return [...root.querySelectorAll(selector)];
    const one = root.querySelector(selector);
    return one === null ? [] : [one];
  } catch {
    // No selector of this engine: nothing matches.
    return [];
  }
}

function viewport(page: Page, want: Set<string>): Json {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientWidth, clientHeight } = page.scroller;
  const value: Record<string, Json> = { id: "" };
  if (want.has("rect") || want.has("size")) {
    Object.assign(value, {
      left: 0,
      top: 0,
      right: clientWidth,
      bottom: clientHeight,
      width: clientWidth,
      height: clientHeight,
    });
  }
  if (want.has("scroll")) Object.assign(value, { scrollTop, scrollLeft, scrollHeight, scrollWidth });
  return value;
}

function describe(element: Element, want: Set<string>, context: ViewContext): Json {
  const value: Record<string, Json> = { id: element.getAttribute("id") ?? "", node: context.nodeOf(element) };
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  if (want.has("rect")) Object.assign(value, { left, top, right, bottom, width, height });
  if (want.has("size")) Object.assign(value, { width, height });
  if (want.has("scroll")) {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element;
    Object.assign(value, { scrollTop, scrollLeft, scrollHeight, scrollWidth });
  }
  if (want.has("properties")) {
    const read = context.component(element)?.value;
    if (read !== undefined) value["value"] = read(element as HTMLElement);
  }
  return value;
}
