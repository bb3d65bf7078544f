/**
 * The narrowest entry that would admit a refused address, or null where no entry can: only refusals by the list itself
 * are cured by an entry (U-SCH-7: `.*` lifts nothing else).
 */
export function entryFor(code: string, address: string): string | null {
  if (code !== "NOT_LISTED" && code !== "LIST_EMPTY") return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol === "https:" || url.protocol === "wss:") {
    return url.protocol === "https:" ? url.host : `wss://${url.host}`;
  }
  return url.protocol === "http:" || url.protocol === "ws:" ? `${url.protocol}//${url.host}` : null;
}
