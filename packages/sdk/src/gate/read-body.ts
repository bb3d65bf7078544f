/** Reads an answer up to `maxBytes`; more, an abort, or a connection that breaks ends the reading. */
export async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | "tooLarge" | "stopped" | "broken"> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return "tooLarge";
      }
      parts.push(value);
    }
  } catch {
    return signal.aborted ? "stopped" : "broken";
  }
  if (signal.aborted) return "stopped";
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
