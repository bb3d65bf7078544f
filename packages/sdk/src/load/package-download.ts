import type { Clock } from "@berth/core";
import type { PartialStore } from "./partial-store.js";

/** Outcome of fetching one package file. The bytes are as many as were promised, and not yet verified. */
export type DownloadOutcome =
  | { ok: true; zip: Uint8Array<ArrayBuffer>; resumed: boolean }
  | { ok: false; kind: "network" | "invalid"; message: string };

/** Pauses between the tries of a download, ms (H-UPD-10). */
export const downloadPauses: readonly number[] = [1_000, 2_000, 4_000];
/** A download of which nothing has come for so long is tried again, ms. */
export const stallMs = 30_000;
/** What came is put on disk in pieces of about this size. */
const pieceBytes = 1024 * 1024;

/** What a download works with. */
export interface DownloadParts {
  address: string;
  sha256: string;
  size: number;
  fetch: typeof fetch;
  clock: Clock;
  partials: PartialStore;
}

/** One try. `again`: another try may do better. */
type Try = { kind: "done"; zip: Uint8Array<ArrayBuffer> } | { kind: "again" | "stop" | "long"; message: string };

/**
 * Fetches a package; at most three tries, each going on where the one before stopped if the server knows ranges. No
 * validator is sent: `If-Range` would cost a preflight on another origin, and the digest says more than an ETag.
 */
export async function downloadPackage(parts: DownloadParts, signal: AbortSignal): Promise<DownloadOutcome> {
  const { clock } = parts;
  const pieces = await parts.partials.read(parts.sha256);
  let resumed = pieces.length > 0;
  let message = "";
  for (let attempt = 0; attempt < downloadPauses.length && !signal.aborted; attempt += 1) {
    if (attempt > 0) await pause(clock, downloadPauses[attempt - 1] ?? 0, signal);
    if (signal.aborted) break;
    const result = await tryOnce(parts, pieces, signal);
    if (result.kind === "done") return { ok: true, zip: result.zip, resumed };
    message = result.message;
    if (result.kind === "long") {
      await parts.partials.drop(parts.sha256);
      return { ok: false, kind: "invalid", message };
    }
    if (result.kind === "stop") break;
    resumed ||= pieces.length > 0;
  }
  return { ok: false, kind: "network", message: signal.aborted ? "the download was stopped" : message };
}

async function tryOnce(parts: DownloadParts, pieces: Uint8Array<ArrayBuffer>[], signal: AbortSignal): Promise<Try> {
  const { clock, size, partials, sha256 } = parts;
  let have = lengthOf(pieces);
  if (have === size) return { kind: "done", zip: joined(pieces, size) };
  const stalled = new AbortController();
  const watch = (): (() => void) => clock.setTimer(stallMs, () => stalled.abort(new Error("nothing came any more")));
  let unwatch = watch();
  let rest: Uint8Array<ArrayBuffer>[] = [];
  const save = async (): Promise<void> => {
    const piece = joined(rest, lengthOf(rest));
    rest = [];
    if (piece.length === 0) return;
    pieces.push(piece);
    await partials.add(sha256, have - piece.length, piece);
  };
  const restart = async (): Promise<void> => {
    pieces.length = 0;
    have = 0;
    await partials.drop(sha256);
  };
  try {
    const response = await parts.fetch(parts.address, {
      credentials: "omit",
      signal: AbortSignal.any([signal, stalled.signal]),
      ...(have > 0 ? { headers: { range: `bytes=${have}-` } } : {}),
    });
    if (!response.ok) {
      // The range is not to be had: from the beginning then.
      if (response.status === 416) await restart();
      const again = response.status >= 500 || [408, 416, 425, 429].includes(response.status);
      return {
        kind: again ? "again" : "stop",
        message: `the platform answered ${response.status} for the package`,
      };
    }
    const range = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
    if (have > 0 && (response.status !== 206 || (range !== null && Number(range[1]) !== have))) await restart();
    const reader = response.body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      unwatch();
      if (done) break;
      unwatch = watch();
      rest.push(value as Uint8Array<ArrayBuffer>);
      have += value.length;
      if (have > size) {
        await reader?.cancel().catch(() => {});
        return { kind: "long", message: "the package is longer than the platform's answer says" };
      }
      if (lengthOf(rest) >= pieceBytes) await save();
    }
    await save();
    if (have === size) return { kind: "done", zip: joined(pieces, size) };
    return { kind: "again", message: `the package ended after ${have} of ${size} bytes` };
  } catch (cause) {
    await save();
    return { kind: "again", message: `the package cannot be downloaded: ${(cause as Error).message}` };
  } finally {
    unwatch();
  }
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(ms, done);
    function done(): void {
      signal.removeEventListener("abort", done);
      cancel();
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
