import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, keptNumber, numberOf, textOf } from "./component.js";

function draw(element: DrawnElement): void {
  const percent = Math.min(100, Math.max(0, keptNumber(element, "percent", 0)));
  element.setAttribute("aria-valuenow", String(percent));
  const bar = element.firstElementChild as HTMLElement;
  bar.style.setProperty("--berth-part", `${percent}%`);
  (element.lastElementChild as HTMLElement).textContent = element.hasAttribute("show-info") ? `${percent}%` : "";
}
const variable =
  (name: string, unit = "") =>
  (element: DrawnElement, value: unknown): void =>
    (element.firstElementChild as HTMLElement).style.setProperty(name, value === null ? "" : `${String(value)}${unit}`);

/** F-TAG-19. Its element is `progress-view`: the engine's own `progress` draws nothing of ours. */
export const progress: Component = {
  element: "progress-view",
  make(element, document) {
    element.setAttribute("role", "progressbar");
    element.setAttribute("aria-valuemin", "0");
    element.setAttribute("aria-valuemax", "100");
    const bar = document.createElement("progress-bar");
    bar.append(document.createElement("i"));
    element.append(bar, document.createElement("span"));
    draw(element);
  },
  attributes: {
    percent: {
      live: (element, value, context) => {
        const still = context.look().reducedMotion;
        (element.querySelector("i") as HTMLElement).style.transition = still ? "none" : "";
        element.setAttribute("percent", String(numberOf(value, 0)));
        draw(element);
        if (still && element.hasAttribute("active")) context.emit(element, "activeEnd", {});
      },
    },
    "show-info": (element, value) => {
      element.toggleAttribute("show-info", isOn(value));
      draw(element);
    },
    active: "keep",
    "stroke-width": (element, value) => variable("--berth-track", "px")(element, numberOf(value, 6)),
    "active-color": (element, value) => variable("--berth-accent")(element, textOf(value)),
    "background-color": (element, value) => variable("--berth-line")(element, textOf(value)),
  },
  on: { transitionend: (element, _event, context) => context.emit(element, "activeEnd", {}) },
};
