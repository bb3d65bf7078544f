import type { ViewToHost } from "@berth/core/wire";
import type { SandboxLimits } from "../host-types.js";
import { plainCopy } from "./plain-copy.js";

const text = (v: unknown, max = 65_536): v is string => typeof v === "string" && v.length <= max;
const whole = (v: unknown): v is number => typeof v === "number" && Number.isSafeInteger(v) && v >= 0;
const uses = new Set(["image", "media", "font"]);

type Guard = (m: unknown[]) => boolean;

/** The message table of the view. The view is ours, but a flaw in it must not become one in the host (S-VIEW-8). */
const guards: Record<ViewToHost[0], Guard> = {
  ready: (m) => typeof m[1] === "object" && m[1] !== null && Object.values(m[1]).every((value) => text(value, 1024)),
  // 10 MiB pictures may be written as data: addresses.
  resource: (m) => whole(m[1]) && text(m[2], 16 * 1024 * 1024) && uses.has(m[3] as string),
  firstRender: (m) => whole(m[1]),
  webview: (m) => whole(m[1]) && whole(m[2]) && (m[3] === null || text(m[3])),
  webviewPost: (m) => whole(m[1]),
  extra: () => true,
  dropped: (m) => text(m[1], 1024) && whole(m[2]),
  blank: (m) =>
    whole(m[1]) &&
    typeof m[2] === "number" &&
    ["no_render", "nothing_drawn", "hidden", "covered", "outside"].includes(m[3] as string) &&
    whole(m[4]) &&
    whole(m[5]) &&
    typeof m[6] === "boolean",
  resourceError: (m) => text(m[1]) && text(m[2], 128) && text(m[3], 128),
  scrolled: (m) => whole(m[1]) && typeof m[2] === "number",
  back: () => true,
  tree: (m) => whole(m[1]),
};

/** Parses one message of the view; null when it is none. */
export function readViewMessage(raw: unknown, limits: SandboxLimits): ViewToHost | null {
  if (!Array.isArray(raw) || raw.length > 5) return null;
  const kind = raw[0];
  if (typeof kind !== "string" || !Object.hasOwn(guards, kind)) return null;
  const copied = plainCopy(raw, { bytes: limits.answerBytes, depth: 512, nodes: 1_000_000 });
  if (!copied.ok) return null;
  return guards[kind as ViewToHost[0]](copied.value as unknown[]) ? (copied.value as ViewToHost) : null;
}
