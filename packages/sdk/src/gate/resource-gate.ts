import type { AppFiles } from "../jsapi/app-files.js";
import type { AppPackage } from "../load/app-package.js";
import type { AppPolicies } from "./app-policies.js";
import { mediaType } from "./media-type.js";
import { originOf, type RequestGate } from "./request-gate.js";

/** Bytes for the view, an address it may use itself, or a refusal. */
export type ResourceOutcome =
  | { blob: Blob }
  | { address: string }
  /** `told`: the tools have heard of it as a network event. */
  | { refused: string; message: string; told: boolean };

/** Largest answers by use, bytes, and the cache of one app (S-RES-4). */
export const resourceLimits = {
  image: 10 * 1024 * 1024,
  font: 5 * 1024 * 1024,
  media: 50 * 1024 * 1024,
  cache: 32 * 1024 * 1024,
  concurrent: 6,
  timeoutMs: 30_000,
};

/** Pictures, media, fonts, and the names that fonts had before `font/*` (S-RES-4). */
const acceptedType =
  /^(?:(?:image|audio|video|font)\/[\w.+-]+|application\/(?:(?:x-)?font-(?:woff2?|ttf|otf|opentype|truetype|sfnt)|vnd\.ms-(?:fontobject|opentype)))\s*(?:;|$)/i;

/** What the gate works with. */
export interface ResourceGateParts {
  package: AppPackage;
  files: AppFiles;
  policies: AppPolicies;
  requests: RequestGate;
  /** Compiled sources stand in the shell's policy, so an element may load what the page cannot read (S-RES-6). */
  elementFallback: boolean;
  signal: AbortSignal;
}

/** Gives pictures, media and fonts to the view of one app (section 9 of the sandbox specification). */
export class ResourceGate {
  readonly #parts: ResourceGateParts;
  readonly #cache = new Map<string, Blob>();
  #cacheBytes = 0;
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(parts: ResourceGateParts) {
    this.#parts = parts;
  }

  async get(address: string, use: "image" | "media" | "font"): Promise<ResourceOutcome> {
    const { package: files, policies } = this.#parts;
    if (address.startsWith("data:")) return { address };
    if (address.startsWith("berth-file:")) {
      const blob = await this.#parts.files.read(address);
      return blob === null ? { refused: "NOT_FOUND", message: `there is no file ${address}`, told: false } : { blob };
    }
    if (!/^[a-z][a-z0-9+.-]*:/i.test(address) && !address.startsWith("//")) {
      const path = decodePath(address);
      const bytes = files.file(path);
      if (bytes === null) return { refused: "NOT_FOUND", message: `the package has no file ${path}`, told: false };
      return { blob: new Blob([bytes], { type: mediaType(path) }) };
    }
    if (policies.resourcesOpen) {
      const verdict = policies.decide("resource", address);
      if (verdict.allow) return { address: String(verdict.canonical) };
    }
    const cached = this.#cache.get(address);
    if (cached !== undefined) {
      this.#cache.delete(address);
      this.#cache.set(address, cached);
      return { blob: cached };
    }
    return this.#fetch(address, use);
  }

  async #fetch(address: string, use: "image" | "media" | "font"): Promise<ResourceOutcome> {
    await this.#slot();
    try {
      const outcome = await this.#parts.requests.send({
        api: "resource",
        shownApi: "resource",
        callId: 0,
        url: address,
        method: "GET",
        headers: {},
        body: null,
        timeoutMs: resourceLimits.timeoutMs,
        enableCookie: false,
        maxBytes: resourceLimits[use],
        signal: this.#parts.signal,
      });
      if (outcome.kind === "denied" || outcome.kind === "refused") {
        return { refused: outcome.code, message: outcome.message, told: true };
      }
      if (outcome.kind === "failed") {
        const verdict = this.#parts.policies.decide("resource", address);
        if (this.#parts.elementFallback && outcome.reason === "network" && verdict.allow) {
          return { address: String(verdict.canonical) };
        }
        return { refused: outcome.reason.toUpperCase(), message: outcome.message, told: true };
      }
      const type = outcome.headers["content-type"] ?? mediaType(new URL(address).pathname);
      if (outcome.status !== 200 && outcome.status !== 206) {
        return {
          refused: `HTTP_${outcome.status}`,
          message: `${originOf(address)} answered ${outcome.status}`,
          told: true,
        };
      }
      if (!acceptedType.test(type))
        return { refused: "TYPE", message: `${type} is no picture, medium or font`, told: false };
      const blob = new Blob([outcome.body], { type });
      this.#keep(address, blob);
      return { blob };
    } finally {
      // Who waits gets the place itself, so that nobody who comes meanwhile can take it.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #keep(address: string, blob: Blob): void {
    if (blob.size > resourceLimits.cache) return;
    // Two askers at once fetch twice.
    this.#cacheBytes -= this.#cache.get(address)?.size ?? 0;
    this.#cache.delete(address);
    this.#cache.set(address, blob);
    this.#cacheBytes += blob.size;
    for (const [key, old] of this.#cache) {
      if (this.#cacheBytes <= resourceLimits.cache) break;
      this.#cache.delete(key);
      this.#cacheBytes -= old.size;
    }
  }

  async #slot(): Promise<void> {
    if (this.#running < resourceLimits.concurrent) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

function decodePath(address: string): string {
  const path = address.replace(/[?#].*$/, "").replace(/^\/+/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
