/**
 * Shows a ring round what has the focus once the keyboard moves it, until a pointer is used: the engine's own rule would
 * also ring every text field that is tapped. Returns a function that stops it.
 */
export function ringByKeyboard(host: HTMLElement, window: Window): () => void {
  const keys = (event: KeyboardEvent): void => {
    if (/^(?:Tab|Arrow|Home|End|Page)/.test(event.key) && (event.key === "Tab" || !isTyping(event))) {
      host.toggleAttribute("data-berth-keys", true);
    }
  };
  const pointer = (): void => host.removeAttribute("data-berth-keys");
  window.addEventListener("keydown", keys, true);
  window.addEventListener("pointerdown", pointer, true);
  return () => {
    window.removeEventListener("keydown", keys, true);
    window.removeEventListener("pointerdown", pointer, true);
  };
}

const isTyping = (event: KeyboardEvent): boolean =>
  /^(?:input|textarea)$/.test((event.composedPath()[0] as Element).localName);
