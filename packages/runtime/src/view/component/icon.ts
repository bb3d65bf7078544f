import type { DrawnElement } from "../tree/marks.js";
import { type Component, numberOf, textOf } from "./component.js";

const SVG = "http://www.w3.org/2000/svg";
const DISC = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z";
const CHECK = "M5 12.5l4.5 4.5L19 7.5";
const CROSS = "M8 8l8 8M16 8l-8 8";

/** Colour, filled path, stroked path in white or (when there is no fill) in the colour. */
const SHAPES: Readonly<Record<string, readonly [colour: string, fill: string, stroke: string]>> = {
  success: ["#00b578", DISC, "M7 12.5l3.5 3.5L17 9"],
  success_no_circle: ["#00b578", "", CHECK],
  info: ["#1677ff", DISC, "M12 7v.5M12 11v6"],
  warn: ["#ff6430", DISC, "M12 6v8M12 17v.5"],
  waiting: ["#1677ff", DISC, "M12 6v6l4 3"],
  cancel: ["#ff3141", DISC, CROSS],
  clear: ["#b2b2b2", DISC, CROSS],
  download: ["#1677ff", DISC, "M12 6v9M8 11.5l4 4 4-4M7 18h10"],
  search: ["#8c8c8c", "", "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21"],
  loading: ["#8c8c8c", "", "M12 3a9 9 0 1 0 9 9"],
};

function draw(element: DrawnElement): void {
  const type = element.getAttribute("icon-type") ?? "";
  const shape = (Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined) ?? SHAPES["info"]!;
  const svg = element.firstElementChild as SVGElement;
  const colour = element.getAttribute("icon-color") || shape[0];
  const paths = shape.slice(1).map((d, i) => {
    const path = element.ownerDocument.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", i === 0 ? colour : "none");
    if (i === 1) {
      path.setAttribute("stroke", shape[1] === "" ? colour : "#fff");
      path.setAttribute("stroke-width", "2");
      path.setAttribute("stroke-linecap", "round");
    }
    return path;
  });
  svg.replaceChildren(...paths.filter((path) => path.getAttribute("d") !== ""));
  svg.classList.toggle("spin", type === "loading");
}

/** F-TAG-18; drawn here, no source needed. */
export const icon: Component = {
  make(element, document) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("width", "23");
    svg.setAttribute("height", "23");
    svg.setAttribute("aria-hidden", "true");
    element.append(svg);
    draw(element);
  },
  attributes: {
    type: (element, value, context) => {
      const type = textOf(value);
      // F-TAG-4: acts as the default.
      if (type !== "" && !Object.hasOwn(SHAPES, type)) context.warn(`icon: unknown type ${type}`, element);
      element.setAttribute("icon-type", type);
      draw(element);
    },
    color: (element, value) => {
      element.setAttribute("icon-color", /^[-#\w(),.%\s]*$/.test(textOf(value)) ? textOf(value) : "");
      draw(element);
    },
    size: (element, value) => {
      const size = String(numberOf(value, 23));
      element.firstElementChild?.setAttribute("width", size);
      element.firstElementChild?.setAttribute("height", size);
    },
  },
};
