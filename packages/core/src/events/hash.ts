import { sha256Hex } from "./sha256.js";

/** FNV-1a, 32 bit, over the UTF-8 of `text` (L-SMP-1). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** True if a session keeps its class 3 events when one session in `oneIn` does (L-SMP-1). */
export function keepsSamples(sessionId: string, oneIn: number): boolean {
  return oneIn <= 1 || fnv1a(sessionId) % oneIn === 0;
}

/** Short hash that is equal for equal errors: message without numbers and quoted parts, and the first frame (P-AN-31). */
export function errorFingerprint(message: string, stackTop: string): string {
  const normal = message
    .slice(0, 4_096)
    .replace(/(["'`]).*?\1/gs, "$1$1")
    .replace(/0x[0-9a-f]+|\d+/gi, "#");
  const frame = stackTop.split("\n").find((line) => /:\d+/.test(line)) ?? "";
  return sha256Hex(`${normal}\n${frame.trim().replace(/[?#][^:)\s]*/g, "")}`).slice(0, 16);
}
