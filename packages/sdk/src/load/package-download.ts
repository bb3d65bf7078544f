import type { Clock } from "@berth/core";
import type { ReleaseInfo } from "../host-types.js";
import type { PlatformKeys } from "./platform-keys.js";
import { sha256Hex } from "./sha256-hex.js";

/** Outcome of fetching one package file. */
export type DownloadOutcome =
  | { ok: true; zip: Uint8Array<ArrayBuffer>; durationMs: number }
  | { ok: false; kind: "network" | "invalid"; message: string };

/** Pauses between the tries of a download, ms (H-UPD-10). */
export const downloadPauses: readonly number[] = [1_000, 2_000, 4_000];

/** What the platform signs for a package. */
export function packageStatement(appId: string, releaseVersion: string, root: string, sha256: string): string {
  return `berth-package-1\n${appId}\n${releaseVersion}\n${root}\n${sha256}`;
}

/** Whether the bytes are those that the platform signed for this app, version and root. */
export async function verifyPackage(
  appId: string,
  release: ReleaseInfo,
  file: ReleaseInfo["packages"][number],
  zip: Uint8Array<ArrayBuffer>,
  keys: PlatformKeys,
): Promise<string | null> {
  if ((await sha256Hex(zip)) !== file.sha256) return "the digest of the package differs from the platform's answer";
  const statement = packageStatement(appId, release.releaseVersion, file.root, file.sha256);
  const signed = await keys.verify(null, file.signature, new TextEncoder().encode(statement));
  return signed ? null : "the signature of the package does not match the configured keys";
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

/** Fetches and verifies a package; at most three tries. Wrong bytes are not fetched again: they would be the same. */
export async function downloadPackage(
  appId: string,
  release: ReleaseInfo,
  file: ReleaseInfo["packages"][number],
  platform: { url: string; keys: PlatformKeys; fetch: typeof fetch; clock: Clock },
  signal: AbortSignal,
): Promise<DownloadOutcome> {
  const started = platform.clock.monotonic();
  const address = file.url.startsWith("/") ? platform.url + file.url : file.url;
  let message = "";
  for (let attempt = 0; attempt < downloadPauses.length && !signal.aborted; attempt += 1) {
    if (attempt > 0) await pause(platform.clock, downloadPauses[attempt - 1] ?? 0, signal);
    try {
      const response = await platform.fetch(address, { credentials: "omit", signal });
      if (!response.ok) {
        message = `the platform answered ${response.status} for the package`;
        if (response.status < 500) break;
        continue;
      }
      const zip = new Uint8Array(await response.arrayBuffer());
      const wrong = await verifyPackage(appId, release, file, zip, platform.keys);
      if (wrong !== null) return { ok: false, kind: "invalid", message: wrong };
      return { ok: true, zip, durationMs: Math.round(platform.clock.monotonic() - started) };
    } catch (cause) {
      message = `the package cannot be downloaded: ${(cause as Error).message}`;
    }
  }
  return { ok: false, kind: "network", message: signal.aborted ? "the download was stopped" : message };
}
