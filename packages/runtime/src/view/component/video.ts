import type { Json } from "@berth/core/wire";
import { keepStyle } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, keep, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";

const asVideo = (element: DrawnElement): HTMLVideoElement => element as unknown as HTMLVideoElement; // a real video

const source = (property: "src" | "poster", use: "media" | "image"): AttributeUse => ({
  live: (element: DrawnElement, value, context: ViewContext) => {
    const address = context.address(element, value);
    element.dataset[property] = address;
    if (address === "") return asVideo(element).removeAttribute(property);
    context.resources.want(address, use, (outcome) => {
      if (element.dataset[property] !== address) return;
      if ("url" in outcome) asVideo(element)[property] = outcome.url;
      else {
        asVideo(element).removeAttribute(property);
        context.toHost(["resourceError", address, use, outcome.refused]);
        if (property === "src") context.emit(element, "error", { errMsg: outcome.message });
      }
    });
  },
});

/** The official demo gives these as text "true" and "false". */
const flag = (property: "controls" | "autoplay" | "loop" | "muted"): AttributeUse => {
  return (element, value) => {
    const on = value === null ? property === "controls" : isOn(value) && value !== "false";
    asVideo(element)[property] = on;
    // The property alone does not survive the cloning of a template.
    if (property === "muted") element.toggleAttribute(property, on);
  };
};

class VideoController implements Controller {
  readonly #video: HTMLVideoElement;
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.#element.hasAttribute("data-berth-full")) return;
    event.stopPropagation();
    this.#fill(false, 0);
  };

  constructor(element: DrawnElement, context: ViewContext) {
    this.#video = asVideo(element);
    this.#element = element;
    this.#context = context;
    context.window.addEventListener("keydown", this.#escape, true);
  }

  call(method: string, args: Json[]): Json | undefined {
    const video = this.#video;
    const first = args[0] ?? null;
    // The context of the worker gives one object; a lone value is its `value`.
    const given = typeof first === "object" && first !== null && !Array.isArray(first) ? first : { value: first };
    const value = given["value"] ?? null;
    switch (method) {
      case "play":
        // Engines refuse to play before a gesture; that is no error of the program.
        video.play().catch(() => undefined);
        return null;
      case "pause":
        video.pause();
        return null;
      case "stop":
        video.pause();
        video.currentTime = 0;
        this.#context.emit(this.#element, "stop", {});
        return null;
      case "seek":
        video.currentTime = numberOf(given["position"] ?? value, 0);
        return null;
      case "playbackRate":
        video.playbackRate = Math.min(16, Math.max(0.1, numberOf(given["rate"] ?? value, 1)));
        return null;
      case "mute":
        video.muted = value === null || isOn(value);
        return null;
      case "requestFullScreen":
        this.#fill(true, numberOf(given["direction"] ?? this.#element.getAttribute("direction"), 0));
        return null;
      case "exitFullScreen":
        this.#fill(false, 0);
        return null;
      case "showStatusBar":
      case "hideStatusBar":
        return null;
      default:
        return undefined;
    }
  }

  /** Over the whole page: a frame in a sandbox may not take the screen. */
  #fill(on: boolean, direction: number): void {
    if (this.#element.hasAttribute("data-berth-full") === on) return;
    keep(this.#element, "data-berth-full", on && String(direction));
    this.#context.emit(this.#element, "fullScreenChange", { fullScreen: on, direction });
  }

  dispose(): void {
    this.#video.pause();
    this.#context.window.removeEventListener("keydown", this.#escape, true);
  }
}

/** F-TAG-37. */
export const video: Component = {
  make(element) {
    element.setAttribute("controls", "");
    element.setAttribute("playsinline", "");
    element.setAttribute("preload", "metadata");
    element.setAttribute("controlslist", "nodownload noremoteplayback nofullscreen");
    element.setAttribute("disablepictureinpicture", "");
  },
  attributes: {
    src: source("src", "media"),
    poster: source("poster", "image"),
    controls: flag("controls"),
    autoplay: flag("autoplay"),
    loop: flag("loop"),
    muted: flag("muted"),
    "initial-time": {
      live: (element, value) => {
        asVideo(element).currentTime = numberOf(value, 0);
      },
    },
    "object-fit": (element, value, context) => {
      const known = /^(?:contain|fill|cover)$/.test(textOf(value));
      if (value !== null && !known) context.warn(`video: unknown object-fit ${textOf(value)}`, element);
      keepStyle(element, "object-fit", known ? textOf(value) : "");
    },
    duration: "keep",
    direction: "keep",
    "poster-size": "keep",
    "show-fullscreen-btn": "keep",
    "show-play-btn": "keep",
    "show-center-play-btn": "keep",
    "show-mute-btn": "keep",
    "enable-progress-gesture": "keep",
    "enable-native": "keep",
    "mobilenet-hint-type": "keep",
  },
  on: {
    play: (element, _event, context) => context.emit(element, "play", {}),
    pause: (element, _event, context) => context.emit(element, "pause", {}),
    ended: (element, _event, context) => context.emit(element, "ended", {}),
    waiting: (element, _event, context) => context.emit(element, "loading", {}),
    error: (element, _event, context) => {
      // Taking the address away is no error.
      if (!element.hasAttribute("src")) return;
      context.toHost(["resourceError", element.dataset["src"] ?? "", "media", "DECODE"]);
      context.emit(element, "error", { errMsg: "the medium could not be played" });
    },
    timeupdate: (element, _event, context) =>
      context.emit(element, "timeUpdate", {
        currentTime: asVideo(element).currentTime,
        videoDuration: numberOf(asVideo(element).duration, 0),
      }),
  },
  mount: (element, context) => new VideoController(element, context),
};
