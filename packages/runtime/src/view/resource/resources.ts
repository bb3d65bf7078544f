import type { HostToView } from "@berth/core/wire";

/** What a resource is wanted for. */
export type ResourceUse = "image" | "media" | "font";

/** An address the document may load, or the reason why there is none (S-RES-8). */
export type ResourceOutcome = { url: string } | { refused: string; message: string };

type ResourceAnswer = Extract<HostToView, [kind: "resource", ...unknown[]]>[2];

/** Bytes of blobs whose addresses are kept at most; beyond it the least recently used are revoked. */
const KEPT_BYTES = 32 * 1024 * 1024;

/** Types of `data:` addresses that need no decision (S-RES-9); icon fonts come under many names. */
const LOADABLE = /^data:(?:image|audio|video|font|application\/(?:(?:x-)?font|octet-stream|vnd\.ms-fontobject))\b/i;

interface Entry {
  id: number;
  address: string;
  use: ResourceUse;
  outcome: ResourceOutcome | null;
  bytes: number;
  waiting: ((outcome: ResourceOutcome) => void)[];
}

/**
 * Turns addresses of a program into addresses that the document may load (S-VIEW-4).
 *
 * The host decides and sends bytes; the blob address is made here, since one made by the host loads in no engine. One
 * request for each address, however many elements ask.
 */
export class Resources {
  readonly #request: (id: number, address: string, use: ResourceUse) => void;
  readonly #urls: Pick<typeof URL, "createObjectURL" | "revokeObjectURL">;
  /** In the order of use, least recent first. */
  readonly #byAddress = new Map<string, Entry>();
  readonly #byId = new Map<number, Entry>();
  #nextId = 1;
  #bytes = 0;

  constructor(
    request: (id: number, address: string, use: ResourceUse) => void,
    urls: Pick<typeof URL, "createObjectURL" | "revokeObjectURL">,
  ) {
    this.#request = request;
    this.#urls = urls;
  }

  /** The outcome if it is known already, so that a cached picture does not flicker. */
  known(address: string): ResourceOutcome | null {
    if (/^data:/i.test(address)) {
      return LOADABLE.test(address)
        ? { url: address }
        : { refused: "TYPE", message: "this data: address is no picture, medium or font" };
    }
    const entry = this.#byAddress.get(address);
    if (entry?.outcome == null) return null;
    this.#byAddress.delete(address);
    this.#byAddress.set(address, entry);
    return entry.outcome;
  }

  /** Calls `done` once with the outcome; at once if it is known. */
  want(address: string, use: ResourceUse, done: (outcome: ResourceOutcome) => void): void {
    const known = this.known(address);
    if (known !== null) {
      done(known);
      return;
    }
    let entry = this.#byAddress.get(address);
    if (entry === undefined) {
      entry = { id: this.#nextId++, address, use, outcome: null, bytes: 0, waiting: [] };
      this.#byAddress.set(address, entry);
      this.#byId.set(entry.id, entry);
      entry.waiting.push(done);
      this.#request(entry.id, address, use);
    } else entry.waiting.push(done);
  }

  /** Takes the host's answer; an unknown or answered id is dropped. */
  answer(id: number, answer: ResourceAnswer): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    this.#byId.delete(id);
    const outcome = this.#outcome(entry, answer);
    entry.outcome = outcome;
    // A refusal is not kept: the lists may change while the program runs, and the host keeps what is dear.
    if ("refused" in outcome) this.#byAddress.delete(entry.address);
    for (const done of entry.waiting.splice(0)) done(outcome);
    this.#trim();
  }

  #outcome(entry: Entry, answer: ResourceAnswer): ResourceOutcome {
    if ("blob" in answer && answer.blob instanceof Blob) {
      entry.bytes = answer.blob.size;
      this.#bytes += entry.bytes;
      return { url: this.#urls.createObjectURL(answer.blob) };
    }
    if ("address" in answer && /^(?:https?:|data:)/i.test(answer.address)) return { url: answer.address };
    return "refused" in answer
      ? { refused: String(answer.refused), message: String(answer.message) }
      : { refused: "RESOURCE_INVALID", message: "the host's answer was neither bytes nor an address" };
  }

  #trim(): void {
    for (const [address, entry] of this.#byAddress) {
      if (this.#bytes <= KEPT_BYTES) return;
      if (entry.bytes === 0 || entry.use !== "image") continue;
      this.#byAddress.delete(address);
      this.#revoke(entry);
    }
  }

  #revoke(entry: Entry): void {
    this.#bytes -= entry.bytes;
    if (entry.outcome !== null && "url" in entry.outcome && entry.bytes > 0)
      this.#urls.revokeObjectURL(entry.outcome.url);
  }

  /** Revokes every address. */
  dispose(): void {
    for (const entry of this.#byAddress.values()) this.#revoke(entry);
    this.#byAddress.clear();
    this.#byId.clear();
  }
}
