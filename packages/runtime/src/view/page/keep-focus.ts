import type { Pages } from "./pages.js";

/**
 * Gives the focus back to the element of the page that had it when the window lost it: a browser takes it from an
 * element when something in another document is focused, as in a sheet of the host.
 */
export function keepFocus(window: Window, pages: Pages): () => void {
  const { document } = window;
  let held: HTMLElement | null = null;
  const active = (): HTMLElement | null => (pages.shown?.root.activeElement ?? null) as HTMLElement | null;
  const onIn = (): void => {
    held = active();
  };
  const onOut = (): void => {
    // Lost while the window keeps its own: given up by the user or the program.
    window.setTimeout(() => {
      if (document.hasFocus()) held = active();
    });
  };
  const onFocus = (): void => {
    const before = held;
    held = active();
    if (held === null) before?.focus();
  };
  document.addEventListener("focusin", onIn);
  document.addEventListener("focusout", onOut);
  window.addEventListener("focus", onFocus);
  return () => {
    document.removeEventListener("focusin", onIn);
    document.removeEventListener("focusout", onOut);
    window.removeEventListener("focus", onFocus);
  };
}
