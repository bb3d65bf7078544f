import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, keep, type ViewContext } from "./component.js";

const MODES = new Set(
  "scaleToFill,aspectFit,aspectFill,widthFix,heightFix,top,bottom,center,left,right,top left,top right,bottom left,bottom right".split(
    ",",
  ),
);
const pictureOf = (element: Element): HTMLImageElement => element.firstElementChild as HTMLImageElement;
const wanted = new WeakMap<Element, string>();
/** By what scrolls: margins count around a root of our own, not around the window of somebody else's page. */
const observers = new WeakMap<Element, IntersectionObserver>();

function setSource(element: DrawnElement, value: Json, context: ViewContext): void {
  const address = context.address(element, value);
  wanted.set(element, address);
  if (address === "") {
    pictureOf(element).removeAttribute("src");
    return;
  }
  if (element.hasAttribute("lazy-load") && context.resources.known(address) === null) {
    observerOf(element, context)?.observe(element);
    return;
  }
  load(element, address, context);
}

function load(element: DrawnElement, address: string, context: ViewContext): void {
  const fallback = element.getAttribute("default-source");
  if (fallback !== null && context.resources.known(address) === null) showFallback(element, address, fallback, context);
  context.resources.want(address, "image", (outcome) => {
    if (wanted.get(element) !== address) return;
    if ("url" in outcome) {
      delete element.dataset["berthFallback"];
      pictureOf(element).src = outcome.url;
      return;
    }
    if (fallback === null) pictureOf(element).removeAttribute("src");
    context.toHost(["resourceError", address, "image", outcome.refused]);
    context.emit(element, "error", { errMsg: outcome.message });
  });
}

/** The picture shown meanwhile; it reports neither load nor error. */
function showFallback(element: DrawnElement, address: string, fallback: string, context: ViewContext): void {
  context.resources.want(context.address(element, fallback), "image", (outcome) => {
    if (wanted.get(element) !== address || "refused" in outcome || context.resources.known(address) !== null) return;
    element.dataset["berthFallback"] = "";
    pictureOf(element).src = outcome.url;
  });
}

/** Lazy pictures are not even asked for until they are near (one screen away). */
function observerOf(element: DrawnElement, context: ViewContext): IntersectionObserver | undefined {
  const root = context.pageOf(element)?.scroller;
  if (root === undefined) return undefined;
  let observer = observers.get(root);
  if (observer === undefined) {
    observer = new context.window.IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          observer?.unobserve(entry.target);
          load(entry.target as DrawnElement, wanted.get(entry.target) ?? "", context);
        }
      },
      { root, rootMargin: "100% 0px" },
    );
    observers.set(root, observer);
  }
  return observer;
}

/** F-TAG-20. The element keeps its box; the picture is an `img` inside. */
export const image: Component = {
  make(element, document) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.draggable = false;
    element.appendChild(picture);
  },
  attributes: {
    src: { live: setSource },
    mode: (element, value, context) => {
      const known = typeof value === "string" && MODES.has(value);
      if (value !== null && !known) context.warn(`image: unknown mode ${String(value)}`, element);
      keep(element, "mode", known ? value : null);
    },
    "lazy-load": "keep",
    "default-source": "keep",
  },
  on: {
    load: (element, _event, context) => {
      if (element.dataset["berthFallback"] !== undefined) return;
      const picture = pictureOf(element);
      context.emit(element, "load", { width: picture.naturalWidth, height: picture.naturalHeight });
    },
    error: (element, _event, context) => {
      pictureOf(element).removeAttribute("src");
      if (element.dataset["berthFallback"] !== undefined) return;
      context.toHost(["resourceError", wanted.get(element) ?? "", "image", "DECODE"]);
      context.emit(element, "error", { errMsg: "the picture could not be decoded" });
    },
  },
};

/** F-TAG-15. */
export const coverImage: Component = image.make === undefined ? image : { ...image, element: "cover-image" };
