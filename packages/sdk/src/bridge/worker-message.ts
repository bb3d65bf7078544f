import type { WorkerNote, WorkerToHost } from "@berth/core/wire";
import type { SandboxLimits } from "../host-types.js";
import { plainCopy } from "./plain-copy.js";

/** A checked message with its size, or why it is none. `oversized` keeps the call's id, for S-MSG-1 wants an answer. */
export type WorkerMessage =
  | { ok: true; message: WorkerToHost; bytes: number }
  | { ok: false; oversized?: { id: number; api: string } };

const refused: WorkerMessage = { ok: false };

const levels = new Set(["log", "info", "warn", "error", "debug"]);
const reasons = new Set(["launch", "navigateTo", "redirectTo", "navigateBack", "switchTab", "reLaunch"]);
const phases = new Set(["load", "ready", "show", "hide", "unload"]);
const outcomes = new Set(["success", "fail", "cancel"]);

type Fields = Record<string, unknown>;
const text = (v: unknown, max = 65_536): v is string => typeof v === "string" && v.length <= max;
const whole = (v: unknown): v is number => typeof v === "number" && Number.isSafeInteger(v) && v >= 0;
const plain = (v: unknown): v is Fields => typeof v === "object" && v !== null && !Array.isArray(v);

function isStackPage(v: unknown): boolean {
  return (
    plain(v) &&
    whole(v["pageId"]) &&
    text(v["path"], 1024) &&
    typeof v["tab"] === "boolean" &&
    plain(v["query"]) &&
    Object.values(v["query"]).every((value) => text(value))
  );
}

/** The message table for notes: one guard for each kind; a kind that is not here does not pass. */
const noteGuards: Record<WorkerNote["type"], (n: Fields, nameLength: number) => boolean> = {
  console: (n) => levels.has(n["level"] as string) && Array.isArray(n["args"]),
  error: (n) =>
    (n["kind"] === "exception" || n["kind"] === "rejection") &&
    text(n["name"], 1024) &&
    text(n["message"]) &&
    text(n["stack"]) &&
    whole(n["pageId"]) &&
    typeof n["fatal"] === "boolean",
  warning: (n, nameLength) => text(n["code"], nameLength) && text(n["message"]) && whole(n["pageId"]),
  local: (n, nameLength) =>
    text(n["api"], nameLength) &&
    outcomes.has(n["outcome"] as string) &&
    whole(n["errorCode"]) &&
    typeof n["durationMs"] === "number" &&
    whole(n["pageId"]),
  stack: (n) =>
    reasons.has(n["reason"] as string) &&
    Array.isArray(n["pages"]) &&
    n["pages"].length <= 32 &&
    n["pages"].every(isStackPage) &&
    whole(n["from"]),
  page: (n) =>
    phases.has(n["phase"] as string) &&
    whole(n["pageId"]) &&
    text(n["path"], 1024) &&
    reasons.has(n["reason"] as string),
  app: (n) => n["phase"] === "launch" || n["phase"] === "show" || n["phase"] === "hide",
  setData: (n) =>
    whole(n["pageId"]) &&
    (n["component"] === null || text(n["component"], 1024)) &&
    whole(n["bytes"]) &&
    Array.isArray(n["keys"]) &&
    n["keys"].every((key) => typeof key === "string"),
  exit: (n) => n["reason"] === "back" || n["reason"] === "api",
};

/** Parses one message of the worker, once, at the edge (S-MSG-8). */
export function readWorkerMessage(raw: unknown, limits: SandboxLimits): WorkerMessage {
  if (!Array.isArray(raw)) return refused;
  const copyLimits = { bytes: limits.messageBytes, depth: limits.depth, nodes: limits.nodes };
  switch (raw[0]) {
    case "call": {
      const [, id, api, params, pageId] = raw as unknown[];
      if (raw.length > 5 || !whole(id) || id === 0 || !text(api, limits.nameLength) || !whole(pageId)) return refused;
      const copied = plainCopy(params, copyLimits);
      if (!copied.ok) return copied.reason === "type" ? refused : { ok: false, oversized: { id, api } };
      const message: WorkerToHost = ["call", id, api, copied.value as never, pageId];
      return { ok: true, message, bytes: copied.bytes + 2 * api.length + 32 };
    }
    case "note": {
      const copied = plainCopy(raw[1], copyLimits);
      if (!copied.ok || !plain(copied.value)) return refused;
      const type = copied.value["type"];
      if (typeof type !== "string" || !Object.hasOwn(noteGuards, type)) return refused;
      const guard = noteGuards[type as WorkerNote["type"]];
      if (!guard(copied.value, limits.nameLength)) return refused;
      return { ok: true, message: ["note", copied.value as WorkerNote], bytes: copied.bytes + 16 };
    }
    case "pong":
      return whole(raw[1]) ? { ok: true, message: ["pong", raw[1]], bytes: 16 } : refused;
    case "ready": {
      const copied = plainCopy(raw[1], copyLimits);
      if (!copied.ok || !plain(copied.value)) return refused;
      if (!Object.values(copied.value).every((value) => text(value, 1024))) return refused;
      return { ok: true, message: ["ready", copied.value as Record<string, string>], bytes: copied.bytes };
    }
    default:
      return refused;
  }
}
