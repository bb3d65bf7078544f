import type { RunContext } from "./run-context.js";

/** Bytes behind an address that a program gave, decided like any other resource (S-RES-3). */
export async function mediumOf(
  run: RunContext,
  address: string,
  use: "image" | "media",
): Promise<Blob | { error: number; message: string }> {
  const got = await run.resources.get(address, use);
  if ("blob" in got) return got.blob;
  if ("refused" in got) return { error: 12, message: got.message };
  if (got.address.startsWith("data:")) {
    const [head = "", body = ""] = got.address.split(",", 2);
    try {
      const bytes = head.includes(";base64") ? atob(body) : decodeURIComponent(body);
      return new Blob([Uint8Array.from(bytes, (c) => c.charCodeAt(0))], { type: head.slice(5).split(";")[0] ?? "" });
    } catch {
      return { error: 12, message: "the data address cannot be read" };
    }
  }
  return { error: 12, message: "the page cannot read the bytes of the address" };
}
