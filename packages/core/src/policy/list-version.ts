/** First 16 hex digits of SHA-256 over the JSON text of the delivered policy (U-PRE-7). */
export async function listVersion(policy: unknown): Promise<string> {
  const text = JSON.stringify(policy) ?? "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
