import type { Clock } from "@berth/core";

/** What an answer means for the batches of its request (L-SEND-3, L-SEND-R1 to L-SEND-R5). */
export type PostOutcome =
  | { kind: "ok"; rejected: number }
  | { kind: "retry"; network: boolean; retryAfterMs: number }
  | { kind: "tooLarge" }
  | { kind: "refused" }
  | { kind: "auth" }
  | { kind: "off" };

/** How a request leaves. */
export interface PostOptions {
  fetch: typeof fetch;
  clock: Clock;
  url: string;
  token: string;
  body: string;
  gzip: ((text: string) => Promise<Uint8Array>) | null;
  keepalive?: boolean;
  timeoutMs: number;
  retryAfterMaxMs: number;
}

/** One POST with one or more batches; never rejects. */
export async function postLogs(o: PostOptions): Promise<PostOutcome> {
  const controller = new AbortController();
  const cancel = o.clock.setTimer(o.timeoutMs, () => controller.abort());
  try {
    const headers: Record<string, string> = { Authorization: `Bearer ${o.token}`, "Content-Type": "application/json" };
    let body: string | Uint8Array = o.body;
    if (o.gzip !== null) {
      body = await o.gzip(o.body);
      headers["Content-Encoding"] = "gzip";
    }
    const response = await o.fetch(o.url, {
      method: "POST",
      headers,
      body: body as BodyInit,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "error",
      keepalive: o.keepalive === true,
      signal: controller.signal,
    });
    return await readOutcome(response, o);
  } catch {
    return { kind: "retry", network: true, retryAfterMs: 0 };
  } finally {
    cancel();
  }
}

async function readOutcome(response: Response, o: PostOptions): Promise<PostOutcome> {
  const { status } = response;
  if (status >= 200 && status < 300) {
    const rejected = status === 200 ? await readAcknowledgement(response) : null;
    // A login page of a public network also answers 200 (L-SEND-3).
    return rejected === null ? { kind: "retry", network: true, retryAfterMs: 0 } : { kind: "ok", rejected };
  }
  if (status === 413) return { kind: "tooLarge" };
  if (status === 401) return { kind: "auth" };
  if (status === 403) {
    const text = await response.text().catch(() => "");
    return text.includes("COLLECTION_OFF") ? { kind: "off" } : { kind: "auth" };
  }
  const again =
    status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
  if (!again) return { kind: "refused" };
  return { kind: "retry", network: false, retryAfterMs: retryAfter(response.headers.get("retry-after"), o) };
}

/** Records refused in an answer of telemetry.md section 4, or null if it is no such answer. */
async function readAcknowledgement(response: Response): Promise<number | null> {
  if (!/^application\/json\b/i.test(response.headers.get("content-type") ?? "")) return null;
  try {
    const answer: unknown = await response.json();
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return null;
    // A Collector answers `{}` or `{partialSuccess}` (L-SCALE-2); any other member is somebody else's page.
    if (!Object.keys(answer).every((key) => key === "partialSuccess" || key === "berth")) return null;
    const { partialSuccess } = answer as { partialSuccess?: { rejectedLogRecords?: unknown } | null };
    return Math.max(0, Number(partialSuccess?.rejectedLogRecords ?? 0) || 0);
  } catch {
    return null;
  }
}

/** Seconds or a date, at most an hour (L-SEND-4). */
function retryAfter(header: string | null, o: PostOptions): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - o.clock.now();
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), o.retryAfterMaxMs) : 0;
}
