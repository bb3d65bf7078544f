import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, numberOf, type ViewContext } from "./component.js";
import type { CallAnswer, Controller } from "./controller.js";
import { callMap } from "./map-calls.js";
import { drawChrome } from "./map-chrome.js";
import { MapGestures } from "./map-gestures.js";
import { drawMarker, fields, listOf } from "./map-marker.js";
import { clampScale, fit, type Place, placeOf, project, SCALES, type Spot, turn, unproject } from "./map-projection.js";
import { drawShapes } from "./map-shapes.js";

/** px of a cell of the grid at whole scales. */
const CELL = 32;
const PADDING = 24;

/** A grid with everything at its place (F-TAG-5): no map source is needed; positions, gestures and events are true. */
export class MapController implements Controller {
  readonly values = new Map<string, Json>();
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #grid: HTMLElement;
  readonly #shapes: SVGElement;
  readonly #pins: HTMLElement;
  readonly #chrome: HTMLElement;
  readonly #gestures: MapGestures;
  readonly #resized: ResizeObserver;
  centre: Place = { longitude: 0, latitude: 0 };
  scale: number = SCALES.usual;
  #open: string | null = null;
  #wanted = new Set<string>();
  #frame = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    const { document, window } = context;
    const make = (name: string): HTMLElement => document.createElement(name);
    this.#grid = make("map-grid");
    this.#shapes = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.#pins = make("map-pins");
    this.#chrome = make("map-chrome");
    const stage = make("map-stage");
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-label", "map");
    stage.append(this.#grid, this.#shapes, this.#pins, this.#chrome);
    element.prepend(stage);
    stage.addEventListener("click", (event) => this.#tap(event));
    stage.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      (event.target as HTMLElement).click();
    });
    this.#gestures = new MapGestures(stage, this, window);
    this.#resized = new window.ResizeObserver(() => this.#draw());
    this.#resized.observe(element);
  }

  set(name: string, value: Json): void {
    if (value === null) this.values.delete(name);
    else this.values.set(name, value);
    if (name === "longitude" || name === "latitude") this.centre = { ...this.centre, [name]: numberOf(value, 0) };
    else if (name === "scale") this.scale = clampScale(numberOf(value, SCALES.usual));
    this.#want(name);
  }

  call(method: string, args: Json[]): CallAnswer {
    return callMap(this, method, fields(args[0]));
  }

  dispose(): void {
    this.#context.window.cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#gestures.dispose();
  }

  enabled(): boolean {
    return (
      this.values.get("gestureEnable") !== false &&
      numberOf(fields(this.values.get("setting"))["gestureEnable"], 1) !== 0
    );
  }

  begin(): void {
    this.#region("begin");
  }

  move(by: Spot, zoom: number, around: Spot): void {
    const before = this.scale;
    const middle = project(this.centre, before);
    const [step, point] = [turn(by, -this.#turned), turn(around, -this.#turned)];
    // The place under `around` stays there.
    const held = { x: middle.x - step.x + point.x, y: middle.y - step.y + point.y };
    this.scale = clampScale(before + zoom);
    const times = 2 ** (this.scale - before);
    this.centre = unproject({ x: held.x * times - point.x, y: held.y * times - point.y }, this.scale);
    this.#want("move");
  }

  end(): void {
    this.#region("end");
  }

  /** Shows a place, or all of several; tells the program as of a gesture. */
  show(places: readonly Place[]): void {
    this.begin();
    const { clientWidth, clientHeight } = this.#element;
    const { scale, ...centre } = fit(places, clientWidth - 2 * PADDING, clientHeight - 2 * PADDING, this.scale);
    this.scale = scale;
    this.centre = centre;
    this.#want("move");
    this.end();
  }

  /** px from the middle of the map. */
  spot(place: Place): Spot {
    const middle = project(this.centre, this.scale);
    const at = project(place, this.scale);
    return turn({ x: at.x - middle.x, y: at.y - middle.y }, this.#turned);
  }

  placeAt(spot: Spot): Place {
    const middle = project(this.centre, this.scale);
    const { x, y } = turn(spot, -this.#turned);
    return unproject({ x: middle.x + x, y: middle.y + y }, this.scale);
  }

  /** Degrees by which the ground is turned clockwise. */
  get #turned(): number {
    return numberOf(this.values.get("rotate"), 0);
  }

  get size(): { width: number; height: number } {
    return { width: this.#element.clientWidth, height: this.#element.clientHeight };
  }

  get still(): boolean {
    return this.#context.look().reducedMotion;
  }

  get frames(): Window {
    return this.#context.window;
  }

  #region(type: "begin" | "end"): void {
    this.#context.emit(this.#element, "regionChange", { type, ...this.centre, scale: this.scale });
  }

  #want(what: string): void {
    this.#wanted.add(what);
    if (this.#frame === 0) this.#frame = this.#context.window.requestAnimationFrame(() => this.#draw());
  }

  /** Draws what waits for the next frame: who asks for places means those of what was set. */
  settle(): void {
    if (this.#frame === 0) return;
    this.frames.cancelAnimationFrame(this.#frame);
    this.#draw();
  }

  #tap(event: MouseEvent): void {
    event.stopPropagation();
    if (this.#gestures.moved && event.detail !== 0) return;
    const within = (name: string): HTMLElement | undefined =>
      event.composedPath().find((each): each is HTMLElement => (each as Element).localName === name);
    const one = (list: string, part: HTMLElement | undefined): ReturnType<typeof fields> | undefined =>
      part === undefined ? undefined : listOf(this.values.get(list))[Number(part.dataset["at"])];
    const emit = (type: string, detail: Json): void => this.#context.emit(this.#element, type, detail);
    const pin = within("map-pin");
    const control = one("controls", within("map-control"));
    const marker = one("markers", pin);
    if (control !== undefined) emit("controlTap", { controlId: control["id"] ?? null });
    else if (marker !== undefined) {
      const detail = { markerId: marker["id"] ?? null, ...placeOf(marker) };
      if (within("map-callout") !== undefined) emit("calloutTap", detail);
      else {
        this.#open = this.#open === pin?.dataset["at"] ? null : (pin?.dataset["at"] ?? null);
        this.#want("markers");
        emit("markerTap", detail);
      }
    } else {
      if (this.#open !== null) this.#want("markers");
      this.#open = null;
      const { left, top } = this.#element.getBoundingClientRect();
      const { width, height } = this.size;
      const [x, y] = [event.clientX - left, event.clientY - top];
      const place = this.placeAt({ x: x - width / 2, y: y - height / 2 });
      // As any tap it goes up, whether or not the map itself listens.
      this.#context.tell(this.#element, "tap", { ...place, x, y });
    }
  }

  #draw(): void {
    this.#frame = 0;
    const { size, values } = this;
    const wanted = this.#wanted;
    if (size.width === 0) return;
    this.#wanted = new Set();
    const points = listOf(values.get("include-points"));
    if (wanted.has("include-points") && points.length > 0) {
      const padding = fields(values.get("include-padding"));
      const room = (a: string, b: string): number => numberOf(padding[a], PADDING) + numberOf(padding[b], PADDING);
      const width = size.width - room("left", "right");
      const { scale, ...centre } = fit(points.map(placeOf), width, size.height - room("top", "bottom"), this.scale);
      this.centre = centre;
      this.scale = scale;
    }
    const middle = project(this.centre, this.scale);
    const cell = CELL * 2 ** (this.scale - Math.floor(this.scale));
    this.#grid.style.setProperty("--cell", `${cell}px`);
    this.#grid.style.backgroundPosition = `calc(50% - ${middle.x % (cell * 8)}px) calc(50% - ${middle.y % (cell * 8)}px)`;
    // Turned, it needs more than the frame to fill it.
    this.#grid.style.transform = this.#turned === 0 ? "" : `rotate(${this.#turned}deg)`;
    this.#grid.style.inset = this.#turned === 0 ? "" : `${-Math.max(size.width, size.height)}px`;
    this.#grid.parentElement?.toggleAttribute("data-still", !this.enabled());
    this.#shapes.replaceChildren(
      ...drawShapes(values, this.scale, (place) => this.spot(place), this.#context.document),
    );
    if (wanted.has("markers") || wanted.has("show-location")) this.#drawPins();
    this.#placePins();
    if (wanted.has("controls") || wanted.has("setting") || wanted.has("move") || wanted.has("scale"))
      this.#chrome.replaceChildren(...drawChrome(this, this.#element, this.#context));
  }

  #drawPins(): void {
    const { document } = this.#context;
    const focus = (this.#pins.getRootNode() as ShadowRoot).activeElement?.closest<HTMLElement>("map-pin")?.dataset[
      "at"
    ];
    const pins = listOf(this.values.get("markers")).map((marker, at) => {
      const pin = drawMarker(marker, this.#open === String(at), this.#element, this.#context);
      pin.dataset["at"] = String(at);
      return pin;
    });
    const here = isOn(this.values.get("show-location") ?? false) ? [document.createElement("map-here")] : [];
    this.#pins.replaceChildren(...here, ...pins);
    if (focus !== undefined) pins[Number(focus)]?.focus();
  }

  #placePins(): void {
    const markers = listOf(this.values.get("markers"));
    const { width, height } = this.size;
    for (const pin of this.#pins.children as Iterable<HTMLElement> & HTMLCollection) {
      const marker = markers[Number(pin.dataset["at"])];
      const fixed = fields(marker?.["fixedPoint"]);
      const { x, y } =
        fixed["originX"] === undefined
          ? this.spot(marker === undefined ? this.#home : placeOf(marker))
          : { x: numberOf(fixed["originX"], 0) - width / 2, y: numberOf(fixed["originY"], 0) - height / 2 };
      pin.style.transform = `translate(${x.toFixed(1)}px,${y.toFixed(1)}px)`;
    }
  }

  /** Where the program put the map: there is no other place the view knows. */
  get #home(): Place {
    return placeOf({ longitude: this.values.get("longitude") ?? 0, latitude: this.values.get("latitude") ?? 0 });
  }

  home(): void {
    this.show([this.#home]);
  }
}

const ATTRIBUTES =
  "longitude,latitude,scale,markers,polyline,polygon,circles,controls,include-points,include-padding,show-location," +
  "rotate,skew,setting,ground-overlays,tile-overlay,panels,custom-map-style,default-mode,optimize";

/** F-TAG-36. */
export const map: Component = {
  attributes: Object.fromEntries(ATTRIBUTES.split(",").map((name) => [name, "state"] as const)),
  mount: (element, context) => new MapController(element, context),
};
