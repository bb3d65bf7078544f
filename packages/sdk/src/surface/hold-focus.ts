/**
 * Remembers what has the focus now; the function returned gives it back, unless the user has gone elsewhere than into
 * `cover` meanwhile. Call it while `cover` still stands.
 */
export function holdFocus(cover: HTMLElement): () => void {
  const held = focused();
  return () => {
    const now = focused();
    const elsewhere = now !== null && now.localName !== "body" && !cover.contains(now);
    cover.remove();
    if (elsewhere || held?.isConnected !== true) return;
    // Of another window when it is in a stage: no `instanceof`. In the shell's frame the view knows where it was.
    const element = held as HTMLElement;
    // A frame that its own document takes for focused still is not focused again.
    if (element.localName === "iframe") element.blur();
    element.focus();
  };
}

/** The innermost element with the focus, through open shadow trees and documents of this origin. */
function focused(): Element | null {
  let found = document.activeElement;
  while (found !== null) {
    const inner: Element | null | undefined =
      found.shadowRoot?.activeElement ?? (found as HTMLIFrameElement).contentDocument?.activeElement;
    if (inner === null || inner === undefined) break;
    found = inner;
  }
  return found;
}
