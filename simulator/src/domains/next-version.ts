/** The smallest version above all that were uploaded (P-VER-2). */
export function nextVersion(versions: readonly string[]): string {
  let best = [0, 0, 0];
  for (const version of versions) {
    const parts = version.split(".").map(Number);
    const at = [0, 1, 2].find((i) => (parts[i] ?? 0) !== best[i]);
    if (at !== undefined && (parts[at] ?? 0) > (best[at] ?? 0)) best = [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
  }
  return `${best[0]}.${best[1]}.${(best[2] ?? 0) + 1}`;
}
