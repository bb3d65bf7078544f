/** The three numbers of a version (P-VER-1). */
export type VersionParts = readonly [major: number, minor: number, patch: number];

const form = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;

/** The parts of `major.minor.patch`, or null if it is none: 0 to 65535 each, no leading zeros (P-VER-1). */
export function parseVersion(text: string): VersionParts | null {
  const match = form.exec(text);
  if (match === null) return null;
  const parts = [Number(match[1]), Number(match[2]), Number(match[3])] as const;
  return parts.every((part) => part <= 65535) ? parts : null;
}

/** Negative, zero or positive as `a` is below, equal to or above `b`, part by part (P-VER-2). */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a) ?? [-1, -1, -1];
  const right = parseVersion(b) ?? [-1, -1, -1];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
