/** Milliseconds a page takes to come or go. */
const DURATION = 250;

/**
 * Moves a layer in from the right, or out to it. Resolves when it is there; at once when nothing may move. A layer in
 * a closing page may be removed meanwhile, the animation then just ends.
 */
export async function slide(layer: HTMLElement, way: "in" | "out", sign: 1 | -1): Promise<void> {
  const away = { transform: `translateX(${sign * 100}%)` };
  const here = { transform: "none" };
  const animation = layer.animate(way === "in" ? [away, here] : [here, away], {
    duration: DURATION,
    easing: "ease-out",
  });
  await animation.finished.catch(() => undefined);
}
