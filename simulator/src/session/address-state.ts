import { signal } from "@preact/signals";
import { type AddressState, readAddress, writeAddress } from "./address-text.js";

/** The state of this page's address. */
export const address = signal<AddressState>(readAddress(location.search));

/** Changes the state and the address with it. */
export function go(change: Partial<AddressState>, history: "push" | "replace" = "replace"): void {
  address.value = { ...address.peek(), ...change };
  const url = location.pathname + writeAddress(address.peek());
  if (history === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}

window.addEventListener("popstate", () => {
  address.value = readAddress(location.search);
});
