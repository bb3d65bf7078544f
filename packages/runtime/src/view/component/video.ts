import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, numberOf, textOf, type ViewContext } from "./component.js";

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
        context.toHost(["resourceError", address, use, outcome.refused]);
        if (property === "src") context.emit(element, "error", { errMsg: outcome.message });
      }
    });
  },
});
const flag = (property: "controls" | "autoplay" | "loop" | "muted"): AttributeUse => {
  return (element, value) => {
    asVideo(element)[property] = value === null ? property === "controls" : isOn(value);
  };
};

/** F-TAG-37. */
export const video: Component = {
  make(element) {
    element.setAttribute("controls", "");
    element.setAttribute("playsinline", "");
    element.setAttribute("controlslist", "nodownload noremoteplayback");
    element.setAttribute("disablepictureinpicture", "");
  },
  attributes: {
    src: source("src", "media"),
    poster: source("poster", "image"),
    controls: flag("controls"),
    autoplay: flag("autoplay"),
    loop: flag("loop"),
    muted: flag("muted"),
    "initial-time": (element, value) => {
      asVideo(element).currentTime = numberOf(value, 0);
    },
    "object-fit": (element, value) => {
      element.style.objectFit = /^(?:contain|fill|cover)$/.test(textOf(value)) ? textOf(value) : "contain";
    },
    duration: "keep",
    direction: "keep",
    "show-fullscreen-btn": "keep",
    "show-play-btn": "keep",
    "show-center-play-btn": "keep",
    "show-mute-btn": "keep",
    "enable-progress-gesture": "keep",
  },
  on: {
    play: (element, _event, context) => context.emit(element, "play", {}),
    pause: (element, _event, context) => context.emit(element, "pause", {}),
    ended: (element, _event, context) => context.emit(element, "ended", {}),
    waiting: (element, _event, context) => context.emit(element, "loading", {}),
    error: (element, _event, context) => context.emit(element, "error", { errMsg: "the medium could not be played" }),
    timeupdate: (element, _event, context) =>
      context.emit(element, "timeUpdate", {
        currentTime: asVideo(element).currentTime,
        videoDuration: numberOf(asVideo(element).duration, 0),
      }),
  },
  mount: (element) => ({
    call(method, args) {
      if (method === "play") {
        // Engines refuse to play before a gesture; that is no error of the program.
        asVideo(element)
          .play()
          .catch(() => undefined);
      } else if (method === "pause") asVideo(element).pause();
      else if (method === "stop") {
        asVideo(element).pause();
        asVideo(element).currentTime = 0;
      } else if (method === "seek") asVideo(element).currentTime = numberOf(args[0], 0);
      else if (method === "playbackRate") asVideo(element).playbackRate = numberOf(args[0], 1);
      else if (method === "mute") asVideo(element).muted = args[0] === undefined || isOn(args[0]);
      else return undefined;
      return null;
    },
    dispose: () => asVideo(element).pause(),
  }),
};
