import type { Component, ViewContext } from "../component/component.js";
import type { Page } from "../page/page.js";
import { type DrawnElement, FLAGS } from "../tree/marks.js";
import { ringByKeyboard } from "./focus-ring.js";
import type { Follower } from "./follower.js";
import { type SendUp, Touches } from "./touches.js";

/** Events of the document that components handle; [name, whether it has to be caught on the way down]. */
const HEARD: readonly (readonly [string, boolean])[] = [
  ["input", false],
  ["focusin", false],
  ["focusout", false],
  ["submit", false],
  ["keydown", false],
  ["click", false],
  ["scroll", true],
  ["load", true],
  ["error", true],
  ["play", true],
  ["pause", true],
  ["ended", true],
  ["waiting", true],
  ["timeupdate", true],
  ["transitionend", false],
  ["animationstart", false],
  ["animationiteration", false],
  ["animationend", false],
];
/** Of these, an element inside may pass the event on to a component further out. */
const PASSES = new Set(["click", "submit"]);
const NATIVE_KEYS = /^(?:button|input|textarea|video|select)$/;

/** Listens once for everything that happens in a page: no element has a listener of its own. */
export function listenToPage(
  page: Page,
  context: ViewContext,
  send: SendUp,
  followers: readonly Follower[],
): () => void {
  const root = page.root;
  const touches = new Touches(page, context, send, followers);
  const ends: (() => void)[] = [() => touches.dispose(), ringByKeyboard(page.host, context.window)];
  const listen = (type: string, capture: boolean, handler: (event: Event) => void): void => {
    root.addEventListener(type, handler, { capture });
    ends.push(() => root.removeEventListener(type, handler, { capture }));
  };

  for (const [type, capture] of HEARD) listen(type, capture, (event) => toComponent(event, type, root, context));

  listen("click", false, (event) => {
    const path = withinPage(event, root);
    if (!touches.isTap(event as MouseEvent) || path.some(isDisabledButton)) return;
    tap(event as MouseEvent, path, page, context, send);
  });

  listen("keydown", false, (event) => {
    const key = event as KeyboardEvent;
    if (key.defaultPrevented) return;
    if (key.key === "Escape") return context.toHost(["back"]);
    if (key.key !== "Enter" && key.key !== " ") return;
    const element = event.composedPath()[0] as DrawnElement;
    if (NATIVE_KEYS.test(element.localName)) return;
    const tappable = element[FLAGS]?.["tap"] !== undefined || context.component(element)?.tap !== undefined;
    if (!tappable) return;
    event.preventDefault();
    element.click();
  });

  return () => {
    for (const end of ends.splice(0)) end();
  };
}

const isDisabledButton = (target: EventTarget): boolean =>
  (target as Element).localName === "button" && (target as Element).hasAttribute("disabled");

/** Way of an event from inside out, up to the page's root. */
function withinPage(event: Event, root: ShadowRoot): EventTarget[] {
  const path = event.composedPath();
  return path.slice(0, Math.max(0, path.indexOf(root)));
}

function toComponent(event: Event, type: string, root: ShadowRoot, context: ViewContext): void {
  for (const target of withinPage(event, root)) {
    const element = target as DrawnElement;
    const component: Component | null = context.component(element);
    if (component === null) continue;
    const handler = component.on?.[type];
    if (handler !== undefined) {
      handler(element, event, context);
      return;
    }
    if (!PASSES.has(type)) return;
  }
}

/** A tap: the event for the program first, then what components do with it. */
function tap(event: MouseEvent, path: EventTarget[], page: Page, context: ViewContext, send: SendUp): void {
  const { clientX, clientY } = event;
  const pageX = clientX + page.scroller.scrollLeft;
  const pageY = clientY + page.scroller.scrollTop;
  const point = { identifier: 0, pageX, pageY, clientX, clientY };
  send(path, "tap", { x: clientX, y: clientY, clientX, clientY, pageX, pageY }, [point], [point], event.timeStamp);
  for (const target of path) {
    const element = target as DrawnElement;
    context.component(element)?.tap?.(element, context, path);
  }
}
