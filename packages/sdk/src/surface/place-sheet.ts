import type { Place } from "../people-parts.js";
import type { Dialogs } from "./dialogs.js";
import { button, element } from "./element.js";
import type { Words } from "./words.js";

const space = "http://www.w3.org/2000/svg";
const height = 220;

function svg(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const node = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.textContent = text;
  return node;
}

interface View {
  latitude: number;
  longitude: number;
  /** As maps count: 0 shows the world, each further one half as much. */
  zoom: number;
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
const shown = ({ latitude, longitude }: Pick<View, "latitude" | "longitude">): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

/**
 * A drawn piece of the globe with its degrees and a needle in the middle; no streets: those need a service of maps.
 *
 * @param moved hears where the needle is after the user moved it; null: it stays
 */
function grid(view: View, label: string, moved: (() => void) | null): { box: SVGElement; draw(): void } {
  const box = svg("svg", { role: "img", "aria-label": label, tabindex: moved === null ? -1 : 0 });
  Object.assign(box.style, {
    display: "block",
    width: "100%",
    height: `${height}px`,
    background: "color-mix(in srgb, var(--accent) 10%, var(--page))",
    borderRadius: "12px",
    touchAction: moved === null ? "" : "none",
    cursor: moved === null ? "" : "grab",
  });
  const perPixel = (): number => 360 / (256 * 2 ** view.zoom);
  const draw = (): void => {
    const width = box.clientWidth || 320;
    const degrees = perPixel();
    // Lines about every 70 px, at round degrees.
    const raw = degrees * 70;
    const unit = 10 ** Math.floor(Math.log10(raw));
    const step = unit * ([1, 2, 5, 10].find((each) => each * unit >= raw) ?? 10);
    const digits = Math.max(0, -Math.floor(Math.log10(step)));
    const lines: SVGElement[] = [];
    const line = (at: number, across: boolean, degree: number): void => {
      const from = across ? { x1: 0, x2: width, y1: at, y2: at } : { x1: at, x2: at, y1: 0, y2: height };
      lines.push(svg("line", { ...from, stroke: "var(--line)", "stroke-width": 1 }));
      const place = across ? { x: 6, y: at - 4 } : { x: at + 4, y: height - 6 };
      lines.push(svg("text", { ...place, "font-size": 10, fill: "var(--muted)" }, `${degree.toFixed(digits)}°`));
    };
    const stretch = Math.max(0.01, Math.cos((view.latitude * Math.PI) / 180));
    for (let i = Math.ceil((view.longitude - (degrees * width) / 2) / step); ; i += 1) {
      const x = width / 2 + (i * step - view.longitude) / degrees;
      if (x > width) break;
      line(x, false, i * step);
    }
    for (let i = Math.ceil((view.latitude - (degrees * stretch * height) / 2) / step); ; i += 1) {
      const y = height / 2 - (i * step - view.latitude) / (degrees * stretch);
      if (y < 0) break;
      line(y, true, i * step);
    }
    const needle = svg("path", {
      d: "M0 0c-7-10-11-15-11-21a11 11 0 0 1 22 0c0 6-4 11-11 21Zm0-17a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z",
      transform: `translate(${width / 2} ${height / 2})`,
      fill: "var(--accent)",
      "fill-rule": "evenodd",
    });
    box.replaceChildren(...lines, needle);
  };
  const move = (x: number, y: number): void => {
    const stretch = Math.max(0.01, Math.cos((view.latitude * Math.PI) / 180));
    view.longitude = ((((view.longitude - x * perPixel() + 180) % 360) + 360) % 360) - 180;
    view.latitude = clamp(view.latitude + y * perPixel() * stretch, 85);
    draw();
    moved?.();
  };
  if (moved !== null) {
    box.addEventListener("pointerdown", (event) => box.setPointerCapture(event.pointerId));
    box.addEventListener("pointermove", (event) => {
      if (box.hasPointerCapture(event.pointerId)) move(event.movementX, event.movementY);
    });
    box.addEventListener("keydown", ({ key }) => {
      const steps: Record<string, [number, number]> = {
        ArrowLeft: [20, 0],
        ArrowRight: [-20, 0],
        ArrowUp: [0, 20],
        ArrowDown: [0, -20],
      };
      const by = steps[key];
      if (by !== undefined) move(...by);
    });
  }
  queueMicrotask(draw);
  return { box, draw };
}

function zooms(view: View, words: Words, draw: () => void): HTMLElement {
  const by = (step: number) => () => {
    view.zoom = Math.max(1, Math.min(20, view.zoom + step));
    draw();
  };
  const box = element("div", {}, [button("+", "", by(1)), button("−", "", by(-1))]);
  const [closer, farther] = box.children;
  closer?.setAttribute("aria-label", words.closer);
  farther?.setAttribute("aria-label", words.farther);
  for (const each of box.children) {
    Object.assign((each as HTMLElement).style, {
      width: "40px",
      height: "40px",
      margin: "0 0 6px",
      borderRadius: "10px",
      background: "var(--card)",
      fontSize: "20px",
      display: "block",
    });
  }
  Object.assign(box.style, { position: "absolute", right: "8px", top: "8px" });
  return box;
}

function framed(picture: SVGElement, controls: HTMLElement): HTMLElement {
  const frame = element("div", {}, [picture, controls]);
  Object.assign(frame.style, { position: "relative" });
  return frame;
}

function sheet(title: string, body: (Node | null)[], buttons: HTMLElement[]): HTMLElement {
  const head = title === "" ? null : element("div", { class: "sheet-head" }, [element("h2", { text: title })]);
  const inside = element("div", { class: "sheet-body" }, body);
  if (head === null) inside.style.paddingTop = "20px";
  return element("div", { class: "sheet" }, [head, inside, element("div", { class: "sheet-buttons" }, buttons)]);
}

/** Shows a place; tells whether the user wants its coordinates copied or an app of maps. */
export function showPlace(
  dialogs: Dialogs,
  words: Words,
  place: Place & { scale: number },
  maps: boolean,
  signal: AbortSignal,
): Promise<"copy" | "open" | null> {
  return dialogs.panel<"copy" | "open" | null>(null, signal, (answer) => {
    const view = { latitude: place.latitude, longitude: place.longitude, zoom: place.scale };
    const { box, draw } = grid(view, `${place.name} ${shown(place)}`, null);
    const copy = button(words.copyPlace, maps ? "" : "main", () => answer("copy"));
    const main = maps ? button(words.openMap, "main", () => answer("open")) : copy;
    const buttons = maps ? [copy, main] : [button(words.close, "", () => answer(null)), main];
    const address = place.address === "" ? null : element("p", { text: place.address });
    const where = element("p", { text: shown(place) });
    where.style.color = "var(--muted)";
    const body = [framed(box, zooms(view, words, draw)), address, where];
    return { box: sheet(place.name, body, buttons), bottom: true, dismissed: null, focus: main };
  });
}

/** Lets the user choose a place by moving the grid under the needle, or by its coordinates; null: none. */
export function choosePlace(
  dialogs: Dialogs,
  words: Words,
  start: { title: string; latitude: number; longitude: number },
  signal: AbortSignal,
): Promise<Place | null> {
  return dialogs.panel<Place | null>(null, signal, (answer) => {
    const view: View = { latitude: clamp(start.latitude, 85), longitude: clamp(start.longitude, 180), zoom: 15 };
    const name = element("input", {
      class: "field",
      attributes: { type: "text", maxlength: "128", placeholder: words.placeName, "aria-label": words.placeName },
    });
    const field = element("input", {
      class: "field",
      attributes: { type: "text", inputmode: "decimal", "aria-label": words.coordinates },
    });
    const tell = (): void => {
      field.value = shown(view);
    };
    tell();
    const { box, draw } = grid(view, words.coordinates, tell);
    field.addEventListener("input", () => {
      const numbers = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(field.value);
      const [latitude, longitude] = [Number(numbers?.[1]), Number(numbers?.[2])];
      const there = numbers !== null && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
      field.setAttribute("aria-invalid", String(!there));
      if (!there) return;
      Object.assign(view, { latitude, longitude });
      draw();
    });
    const main = button(words.ok, "main", () => {
      const { latitude, longitude } = view;
      answer({ name: name.value.trim() || shown(view), address: shown(view), latitude, longitude });
    });
    const buttons = [button(words.cancel, "", () => answer(null)), main];
    const body = [framed(box, zooms(view, words, draw)), field, name];
    return { box: sheet(start.title, body, buttons), bottom: true, dismissed: null, focus: main };
  });
}
