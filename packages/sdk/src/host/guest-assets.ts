import type { GuestAsset } from "../host-types.js";
import { LaunchError } from "../launch-error.js";

/** Text of the guest runtime; addresses are read once and kept. */
export class GuestAssets {
  readonly #fetch: typeof fetch;
  readonly #texts = new Map<string, Promise<string>>();

  constructor(send: typeof fetch) {
    this.#fetch = send;
  }

  /** @throws LaunchError 91007 when an address does not answer. */
  text(asset: GuestAsset): Promise<string> {
    if (typeof asset === "string") return Promise.resolve(asset);
    let text = this.#texts.get(asset.url);
    if (text === undefined) {
      text = this.#read(asset.url);
      this.#texts.set(asset.url, text);
      text.catch(() => this.#texts.delete(asset.url));
    }
    return text;
  }

  /** Starts reading an asset, so that the first open finds it. A failure is told there. */
  preload(asset: GuestAsset): void {
    this.text(asset).catch(() => {});
  }

  async #read(url: string): Promise<string> {
    try {
      const response = await this.#fetch(url, { credentials: "omit" });
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      return await response.text();
    } catch (cause) {
      throw new LaunchError(91007, "start", `the guest runtime at ${url} cannot be read: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
}
