/** Canvases that have been drawn on, for the blank check; apart from the canvas, which may be loaded late. */
export const drawnCanvases = new WeakSet<Element>();
