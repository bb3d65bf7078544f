import { pluginFolder } from "@berth/core/wire";
import { type ApiOutcome, failWith, succeed } from "./async-api.js";

/** F-STO-1, F-STO-2. */
const valueLimit = 200 * 1024;
const totalLimit = 10 * 1024 * 1024;
const keyLimit = 256;

/** The storage as the worker knows it: sync reads answer from here, writes change it at once (F-STO-4). */
export class StorageMirror {
  readonly #values: Map<string, string>;
  #size = 0;

  /** @param root folder of the plugin that it is for; each sees its own keys, and the program none of theirs (F-PLG-3) */
  constructor(values: Readonly<Record<string, string>>, root = "") {
    const space = root === "" ? "" : `${root}/`;
    const own = Object.entries(values).filter(([key]) =>
      space === "" ? !key.startsWith(`${pluginFolder}/`) : key.startsWith(space),
    );
    this.#values = new Map(own.map(([key, text]) => [key.slice(space.length), text]));
    for (const [key, text] of this.#values) this.#size += sizeOf(key, text);
  }

  get(key: unknown): ApiOutcome {
    if (!validKey(key)) return badKey;
    const text = this.#values.get(key);
    return succeed({ data: text === undefined ? null : JSON.parse(text), success: true });
  }

  /** On failure the old value stays (F-STO-1). */
  set(key: unknown, data: unknown): ApiOutcome {
    if (!validKey(key)) return badKey;
    let text: string;
    try {
      text = JSON.stringify(data ?? null) ?? "null";
    } catch {
      return failWith(2, "setStorage: data is not JSON");
    }
    if (text.length > valueLimit) return failWith(7101, "setStorage: the value is longer than 200 x 1024 characters");
    const old = this.#values.get(key);
    const size = this.#size - (old === undefined ? 0 : sizeOf(key, old)) + sizeOf(key, text);
    if (size > totalLimit) return failWith(7102, "setStorage: more than 10 MB in the storage");
    this.#values.set(key, text);
    this.#size = size;
    return succeed({ success: true });
  }

  remove(key: unknown): ApiOutcome {
    if (!validKey(key)) return badKey;
    const old = this.#values.get(key);
    if (old !== undefined) this.#size -= sizeOf(key, old);
    this.#values.delete(key);
    return succeed({ success: true });
  }

  clear(): ApiOutcome {
    this.#values.clear();
    this.#size = 0;
    return succeed({ success: true });
  }

  /** Sizes in KB. */
  info(): ApiOutcome {
    return succeed({
      keys: [...this.#values.keys()],
      currentSize: Math.ceil(this.#size / 1024),
      limitSize: totalLimit / 1024,
      success: true,
    });
  }
}

const badKey = failWith(2, "storage: key must be a text of 1 to 256 characters");

function validKey(key: unknown): key is string {
  return typeof key === "string" && key.length > 0 && key.length <= keyLimit;
}

/** UTF-8 bytes of key plus JSON text. */
function sizeOf(key: string, text: string): number {
  return utf8Length(key) + utf8Length(text);
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes++;
    // A surrogate pair is two units and four bytes; each half has one more so far.
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) bytes++;
  }
  return bytes;
}
