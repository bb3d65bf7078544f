import type { Json } from "@berth/core/wire";

/** Deeper values are cut (S-MSG-6). */
const depthLimit = 64;
/** Objects and lists in one copy; what comes after is cut, so that no value can keep the worker busy without end. */
const defaultNodeLimit = 500_000;

/**
 * Copies program values as JSON does, without going through text: own enumerable members of plain values, `toJSON`
 * obeyed, functions and symbols dropped and counted (F-DATA-3). One copier measures one message.
 */
export class JsonCopier {
  /** Size of what was copied, in characters of its JSON text, near enough for warnings. */
  size = 0;
  /** Functions, symbols, bigints, cycles and too deep values left out. */
  dropped = 0;
  readonly #buffers: boolean;
  readonly #nodeLimit: number;
  readonly #dates: boolean;
  /** Objects that hold the one being copied, outermost first. */
  readonly #holders: object[] = [];
  #nodes = 0;

  /**
   * @param buffers ArrayBuffers pass as they are (S-MSG-8); otherwise they are dropped.
   * @param nodeLimit objects and lists that are copied at most
   * @param dates a Date is copied as a Date: for data that stay in the worker
   */
  constructor(buffers = false, nodeLimit = defaultNodeLimit, dates = false) {
    this.#buffers = buffers;
    this.#nodeLimit = nodeLimit;
    this.#dates = dates;
  }

  /** The copy, or undefined where JSON has no value. */
  copy(value: unknown, depth = 0): Json | undefined {
    switch (typeof value) {
      case "string":
        this.size += value.length + 2;
        return value;
      case "number":
        this.size += 8;
        return Number.isFinite(value) ? value : null;
      case "boolean":
        this.size += 5;
        return value;
      case "undefined":
        return undefined;
      case "object":
        return value === null ? this.#nothing() : this.#object(value, depth);
      default:
        this.dropped++;
        return undefined;
    }
  }

  #nothing(): null {
    this.size += 4;
    return null;
  }

  #object(value: object, depth: number): Json | undefined {
    if (depth >= depthLimit || ++this.#nodes > this.#nodeLimit || this.#holders.includes(value)) {
      this.dropped++;
      return undefined;
    }
    this.size += 2;
    if (Array.isArray(value)) {
      const length = value.length;
      const list = new Array<Json>(length);
      this.#holders.push(value);
      for (let i = 0; i < length; i++) list[i] = this.copy(value[i], depth + 1) ?? null;
      this.#holders.pop();
      this.size += length;
      return list;
    }
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      if (!this.#buffers) {
        this.dropped++;
        return undefined;
      }
      const bytes = value instanceof ArrayBuffer ? value : sliceOf(value);
      this.size += bytes.byteLength;
      // A buffer is no JSON, but it may cross the port as it is (S-MSG-8).
      return bytes as unknown as Json;
    }
    // Not JSON; the cast lets it travel within the worker.
    if (this.#dates && value instanceof Date) return new Date(value) as unknown as Json;
    const source = value as { toJSON?: unknown };
    if (typeof source.toJSON === "function") return this.copy(source.toJSON(), depth + 1);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return this.copy(value.valueOf(), depth + 1);
    }
    const result: { [key: string]: Json } = {};
    this.#holders.push(value);
    for (const key of Object.keys(value)) {
      const member = this.copy((value as Record<string, unknown>)[key], depth + 1);
      if (member === undefined) continue;
      this.size += key.length + 4;
      if (key === "__proto__") continue;
      result[key] = member;
    }
    this.#holders.pop();
    return result;
  }
}

function sliceOf(view: ArrayBufferView): ArrayBuffer {
  const copy = new Uint8Array(view.byteLength);
  copy.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return copy.buffer;
}

/** A JSON copy of a value; undefined where there is none. */
export function jsonCopy(value: unknown): Json | undefined {
  return new JsonCopier().copy(value);
}
