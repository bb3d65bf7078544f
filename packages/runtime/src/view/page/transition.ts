/** Milliseconds a page takes to come or go. */
const DURATION = 250;

/**
 * Moves a layer in from the right, or out to it, from where a finger may have left it. Resolves when it is there; a
 * layer that is removed meanwhile ends its animation.
 */
export async function slide(layer: HTMLElement, way: "in" | "out", sign: 1 | -1): Promise<void> {
  const away = { transform: `translateX(${sign * 100}%)` };
  const here = { transform: layer.style.transform || "none" };
  const animation = layer.animate(way === "in" ? [away, here] : [here, away], {
    duration: DURATION,
    easing: "ease-out",
  });
  await animation.finished.catch(() => undefined);
}
