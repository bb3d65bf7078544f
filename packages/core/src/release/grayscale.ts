import { sha256Hex } from "../events/sha256.js";

/**
 * The bucket of a user, 0 to 9999: sticky over versions, targets and time (P-GRAY-3, P-GRAY-4).
 *
 * @param userKey The user id, or {@link deviceKey} of an installation (P-GRAY-5).
 */
export function grayscaleBucket(appId: string, userKey: string): number {
  return Number.parseInt(sha256Hex(`${appId}\n${userKey}`).slice(0, 8), 16) % 10000;
}

/** Key of a device without a user id (P-GRAY-5). */
export function deviceKey(installationId: string): string {
  return `device:${installationId}`;
}

/** Whether a bucket lies in a share of `percent` (P-GRAY-3, P-GRAY-6). */
export function inShare(bucket: number, percent: number): boolean {
  return bucket < percent * 100;
}
