import { signal } from "@preact/signals";

/** The two lists of a program. */
export type ListName = "serverDomains" | "wapUrls";

/** An entry that another part of the page asks to be added; the domains page takes it up. */
export const offered = signal<{ appId: string; list: ListName; entry: string } | null>(null);

/** Puts an entry into the draft of the domains page, unsaved. */
export function offerEntry(appId: string, list: ListName, entry: string): void {
  offered.value = { appId, list, entry };
}
