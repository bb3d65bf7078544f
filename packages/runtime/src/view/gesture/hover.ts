import { keptNumber, type ViewContext } from "../component/component.js";

/** Elements that light up by themselves: default class, start and stay time in ms (F-TAG-2, F-TAG-21). */
const BUTTON = { name: "button-hover", start: 20, stay: 70 };
const OTHER = { name: "", start: 50, stay: 400 };

/** Hover classes while a finger is down (F-TAG-2). */
export class Hover {
  readonly #context: ViewContext;
  #pressed: { element: Element; name: string; stay: number; timer: number; on: boolean }[] = [];

  constructor(context: ViewContext) {
    this.#context = context;
  }

  /** A finger went down; `path` is its way from inside out. */
  start(path: readonly EventTarget[]): void {
    this.cancel();
    for (const target of path) {
      const element = target as Element;
      if (element.nodeType !== 1) break;
      const defaults = element.localName === "button" ? BUTTON : OTHER;
      const name = element.getAttribute("hover-class") ?? defaults.name;
      if (name === "" || name === "none" || element.hasAttribute("disabled")) continue;
      const entry = { element, name, stay: keptNumber(element, "hover-stay-time", defaults.stay), timer: 0, on: false };
      entry.timer = this.#context.window.setTimeout(
        () => {
          entry.on = true;
          element.classList.add(...classes(name));
        },
        keptNumber(element, "hover-start-time", defaults.start),
      );
      this.#pressed.push(entry);
      if (element.hasAttribute("hover-stop-propagation")) break;
    }
  }

  /** The finger went up: classes stay a while. */
  end(): void {
    for (const entry of this.#pressed.splice(0)) {
      const off = (): void => entry.element.classList.remove(...classes(entry.name));
      if (entry.on) this.#context.window.setTimeout(off, entry.stay);
      else this.#context.window.clearTimeout(entry.timer);
    }
  }

  /** The finger moved away or scrolls: nothing lights up. */
  cancel(): void {
    for (const entry of this.#pressed.splice(0)) {
      this.#context.window.clearTimeout(entry.timer);
      if (entry.on) entry.element.classList.remove(...classes(entry.name));
    }
  }
}

const classes = (name: string): string[] => name.split(/\s+/).filter((each) => each !== "");
