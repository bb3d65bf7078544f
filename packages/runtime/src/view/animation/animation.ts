import type { Json } from "@berth/core/wire";
import { numberOf, textOf, type ViewContext } from "../component/component.js";
import { keepStyle } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";

/** One step of an animation: everything in it moves together. */
interface Step {
  duration: number;
  delay: number;
  easing: string;
  origin: string;
  transforms: string[];
  styles: [property: string, value: string][];
}

const running = new WeakMap<Element, () => void>();
const DEGREES = new Set(["rotate", "rotateX", "rotateY", "rotateZ", "rotate3d", "skew", "skewX", "skewY"]);
const LENGTHS = new Set(["translate", "translateX", "translateY", "translateZ", "translate3d"]);
const PLAIN = new Set(["scale", "scaleX", "scaleY", "scaleZ", "scale3d", "matrix", "matrix3d"]);
const STYLES: Readonly<Record<string, string>> = {
  opacity: "opacity",
  backgroundColor: "background-color",
  width: "width",
  height: "height",
  top: "top",
  right: "right",
  bottom: "bottom",
  left: "left",
};
const EASING =
  /^(?:linear|ease|ease-in|ease-out|ease-in-out|step-start|step-end|cubic-bezier\([-\d.,\s]+\)|steps\([\w,\s]+\))$/;

const object = (value: Json | undefined): { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
const array = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
/** A number is px; 750 rpx are the width of the window. */
const length = (value: Json | undefined): string => {
  const [, number, unit] = /^\s*(-?[\d.]+)(r?px|%|vw|vh|rem|em)?\s*$/.exec(textOf(value)) ?? [];
  if (number === undefined) return textOf(value) === "auto" ? "auto" : "0px";
  return unit === "rpx" ? `${Number(number) / 7.5}vw` : number + (unit ?? "px");
};

/**
 * Plays what `createAnimation().export()` gave (F-TAG-1):
 * `{animations: [{config: {duration, timeFunction, delay, transformOrigin}, animation: [[name, args], ...]}]}`. Steps run
 * one after another as transitions; the last state stays, also when the program sets another style. With reduced motion
 * the end state comes at once, and so does the `transitionEnd` that a program may wait for.
 */
export function applyAnimation(element: DrawnElement, value: Json, context: ViewContext): void {
  running.get(element)?.();
  running.delete(element);
  const steps = array(object(value)["animations"] ?? object(value)["actions"] ?? value).map((each) =>
    readStep(object(each)),
  );
  if (steps.length === 0) return;
  let handle = 0;
  const next = (index: number): void => {
    const step = steps[index];
    if (step === undefined) {
      // What the program changes from here on is no part of the animation.
      keepStyle(element, "transition", "");
      running.delete(element);
      return;
    }
    const { reducedMotion } = context.look();
    const instant = reducedMotion || step.duration === 0;
    const changed = [...step.styles];
    if (step.transforms.length > 0) changed.push(["transform", step.transforms.join(" ")]);
    const moves = `${step.duration}ms ${step.easing} ${step.delay}ms`;
    keepStyle(element, "transition", instant ? "none" : changed.map(([name]) => `${name} ${moves}`).join(","));
    keepStyle(element, "transform-origin", step.origin);
    // A transition needs a state to start from that the engine has seen.
    element.getBoundingClientRect();
    const change = (): void => {
      for (const [property, styleValue] of changed) keepStyle(element, property, styleValue);
      if (reducedMotion && step.duration > 0) context.emit(element, "transitionEnd", { elapsedTime: 0 });
      if (instant) next(index + 1);
    };
    const wait = (ms: number, then: () => void): void => {
      handle = context.window.setTimeout(then, ms);
    };
    if (instant && step.delay > 0 && !reducedMotion) wait(step.delay, change);
    else {
      change();
      if (!instant) wait(step.duration + step.delay, () => next(index + 1));
    }
  };
  running.set(element, () => context.window.clearTimeout(handle));
  next(0);
}

function readStep(source: { [key: string]: Json }): Step {
  const option = object(source["option"]);
  const config = { ...object(option["transition"]), ...option, ...object(source["config"]) };
  const easing = textOf(config["timeFunction"] ?? config["timingFunction"]);
  const step: Step = {
    duration: Math.max(0, numberOf(config["duration"], 400)),
    delay: Math.max(0, numberOf(config["delay"], 0)),
    easing: EASING.test(easing) ? easing : "linear",
    origin: /^[-\w%.\s]+$/.test(textOf(config["transformOrigin"])) ? textOf(config["transformOrigin"]) : "50% 50% 0",
    transforms: [],
    styles: [],
  };
  for (const each of array(source["animation"] ?? source["animates"])) {
    const [name, args] = Array.isArray(each) ? [each[0], each[1]] : [object(each)["type"], object(each)["args"]];
    addPart(step, textOf(name), Array.isArray(args) ? args : args === undefined ? [] : [args]);
  }
  return step;
}

function addPart(step: Step, name: string, args: Json[]): void {
  const property = Object.hasOwn(STYLES, name) ? STYLES[name] : undefined;
  if (name === "style" && args.length > 1) addPart(step, textOf(args[0]), args.slice(1));
  else if (property === "opacity") step.styles.push([property, String(numberOf(args[0], 1))]);
  else if (property === "background-color") {
    if (/^[-#\w(),.%\s]+$/.test(textOf(args[0]))) step.styles.push([property, textOf(args[0])]);
  } else if (property !== undefined) step.styles.push([property, length(args[0])]);
  else if (LENGTHS.has(name)) step.transforms.push(`${name}(${args.map(length).join(",")})`);
  else if (PLAIN.has(name)) step.transforms.push(`${name}(${args.map((n) => numberOf(n, 0)).join(",")})`);
  else if (DEGREES.has(name)) {
    const last = args.length - 1;
    const plainFirst = name === "rotate3d" && args.length === 4;
    step.transforms.push(
      `${name === "rotate3d" && !plainFirst ? "rotate" : name}(${args
        .map((n, i) => (plainFirst && i < last ? String(numberOf(n, 0)) : `${numberOf(n, 0)}deg`))
        .join(",")})`,
    );
  }
}
