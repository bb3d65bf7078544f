/** Limits of one value that crossed a port (S-MSG-1, S-MSG-6). */
export interface CopyLimits {
  bytes: number;
  depth: number;
  nodes: number;
}

/** A value made of new objects, and its size as S-MSG-1 counts it; or what was wrong with it. */
export type CopyOutcome =
  | { ok: true; value: unknown; bytes: number }
  | { ok: false; reason: "type" | "size" | "depth" | "nodes" };

/**
 * Copies what came over a port into new objects (S-MSG-8): JSON values, ArrayBuffer and Blob pass, everything else is a
 * refusal. Keys that could reach a prototype are dropped. Structured cloning has already removed getters and classes,
 * so a look at the prototype tells a plain object from a Map or a Date.
 */
export function plainCopy(input: unknown, limits: CopyLimits): CopyOutcome {
  let bytes = 0;
  let nodes = 0;
  let reason: "type" | "size" | "depth" | "nodes" | null = null;

  function visit(value: unknown, depth: number): unknown {
    if (reason !== null) return null;
    nodes += 1;
    if (nodes > limits.nodes) {
      reason = "nodes";
      return null;
    }
    switch (typeof value) {
      case "string":
        bytes += 2 * value.length;
        if (bytes > limits.bytes) reason = "size";
        return value;
      case "number":
      case "boolean":
        bytes += 8;
        return value;
      case "undefined":
        return null;
      case "object":
        break;
      default:
        reason = "type";
        return null;
    }
    if (value === null) return null;
    if (depth > limits.depth) {
      reason = "depth";
      return null;
    }
    if (Array.isArray(value)) {
      // Before the loop: an empty array of four thousand million places crosses a port in no time.
      if (value.length > limits.nodes - nodes) {
        reason = "nodes";
        return null;
      }
      const list: unknown[] = new Array(value.length);
      for (let i = 0; i < value.length && reason === null; i += 1) list[i] = visit(value[i], depth + 1);
      return list;
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      const result: Record<string, unknown> = {};
      for (const key of Object.keys(value)) {
        if (reason !== null) return null;
        if (key === "__proto__" || key === "constructor") continue;
        bytes += 2 * key.length;
        const member = (value as Record<string, unknown>)[key];
        const copied = visit(member, depth + 1);
        if (member !== undefined) result[key] = copied;
      }
      if (bytes > limits.bytes) reason = "size";
      return result;
    }
    if (value instanceof ArrayBuffer) {
      // One that can grow was counted as small and may reserve any size.
      if ("resizable" in value && value.resizable === true) {
        reason = "type";
        return null;
      }
      bytes += value.byteLength;
      if (bytes > limits.bytes) reason = "size";
      return value;
    }
    // A Blob is a handle; its bytes are counted where they are read.
    if (typeof Blob !== "undefined" && value instanceof Blob) return value;
    reason = "type";
    return null;
  }

  const value = visit(input, 0);
  return reason === null ? { ok: true, value, bytes } : { ok: false, reason };
}
