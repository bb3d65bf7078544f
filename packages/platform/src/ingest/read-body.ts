/** L-ING-A4. */
const sentLimit = 1024 * 1024;
const unpackedLimit = 8 * 1024 * 1024;

/** The JSON of a request, or the status that refuses it (L-ING-A2, A4, A5). */
export type BodyOutcome = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415; message: string };

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | "too_big" | "broken"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > unpackedLimit) {
        await reader.cancel();
        return "too_big";
      }
      chunks.push(value);
    }
  } catch {
    return "broken";
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Reads an OTLP/JSON body, plain or gzip; unpacking stops at the limit. */
export async function readLogBody(request: Request): Promise<BodyOutcome> {
  const media = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  // A keepalive request at page exit may be text/plain, which needs no preflight (L-EXIT-3).
  if (media !== "application/json" && media !== "text/plain")
    return { ok: false, status: 415, message: "the media type is application/json" };
  const encoding = (request.headers.get("content-encoding") ?? "identity").toLowerCase();
  if (encoding !== "identity" && encoding !== "gzip")
    return { ok: false, status: 415, message: "the encoding is gzip or none" };
  const sent = new Uint8Array(await request.arrayBuffer());
  if (sent.byteLength > sentLimit) return { ok: false, status: 413, message: "a request has at most 1 MiB" };
  const bytes = encoding === "gzip" ? await unpack(sent) : sent;
  if (bytes === "too_big") return { ok: false, status: 413, message: "a request unpacks to at most 8 MiB" };
  if (bytes === "broken") return { ok: false, status: 400, message: "broken gzip" };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, status: 400, message: "the body is not JSON" };
  }
}
