const transforms =
  "matrix matrix3d rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ skew skewX skewY " +
  "translate translate3d translateX translateY translateZ";
const styles = "opacity backgroundColor width height top left bottom right";

/** One step of an exported animation: what changes together, and how. */
export interface AnimationStep {
  config: { duration: number; timeFunction: string; delay: number; transformOrigin: string };
  animation: [name: string, args: unknown[]][];
}

/**
 * `my.createAnimation(options)`: methods collect changes, `step` ends a group, `export` gives all groups as
 * `{animations: AnimationStep[]}` and forgets them.
 */
export function createAnimation(options: unknown): Record<string, (...args: unknown[]) => unknown> {
  const base = read(options, { duration: 400, timeFunction: "linear", delay: 0, transformOrigin: "50% 50% 0" });
  let steps: AnimationStep[] = [];
  let group: AnimationStep["animation"] = [];
  const animation: Record<string, (...args: unknown[]) => unknown> = {};
  for (const name of `${transforms} ${styles}`.split(" ")) {
    animation[name] = (...args) => {
      group.push([name, args]);
      return animation;
    };
  }
  animation["step"] = (own) => {
    steps.push({ config: read(own, base), animation: group });
    group = [];
    return animation;
  };
  animation["export"] = () => {
    const exported = steps;
    steps = [];
    return { animations: exported };
  };
  return animation;
}

function read(options: unknown, base: AnimationStep["config"]): AnimationStep["config"] {
  const { duration, timeFunction, timingFunction, delay, transformOrigin } = (options ?? {}) as Record<string, unknown>;
  const easing = timeFunction ?? timingFunction;
  return {
    duration: typeof duration === "number" ? duration : base.duration,
    timeFunction: typeof easing === "string" ? easing : base.timeFunction,
    delay: typeof delay === "number" ? delay : base.delay,
    transformOrigin: typeof transformOrigin === "string" ? transformOrigin : base.transformOrigin,
  };
}
