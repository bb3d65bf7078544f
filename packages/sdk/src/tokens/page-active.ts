/** Whether the page is visible and online, so that a refresh in background makes sense (T-TOK-S6); outside a document yes. */
export function pageActive(): boolean {
  if (typeof document === "undefined") return true;
  return document.visibilityState !== "hidden" && navigator.onLine;
}
