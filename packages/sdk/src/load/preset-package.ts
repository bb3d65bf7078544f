import type { ReleaseInfo } from "../host-types.js";
import type { LocalStore } from "./local-store.js";

/** A mini program that ships with the host and opens without a network (H-UPD-1). */
export interface PresetPackage {
  appId: string;
  /** `release` of the platform's answer for the app, as it was when the host was built. */
  release: ReleaseInfo;
  /** The package that the release names first, or where it lies beside the host's own files. Its signature is checked as ever. */
  package: Uint8Array | { url: string };
}

/** The presets of a host, without those that the platform has told not to open any more. */
export class Presets {
  readonly #presets: readonly PresetPackage[];
  readonly #store: LocalStore;

  constructor(presets: readonly PresetPackage[], store: LocalStore) {
    this.#presets = presets;
    this.#store = store;
  }

  async find(appId: string): Promise<PresetPackage | null> {
    const preset = this.#presets.find((each) => each.appId === appId);
    if (preset === undefined) return null;
    const gone = await this.#store.get("settings", `presetGone|${appId}`).catch(() => undefined);
    return gone === preset.release.releaseVersion ? null : preset;
  }

  /** The platform does not serve the app: its preset does not open either, offline or not (P-OFF-4). */
  async gone(appId: string): Promise<void> {
    const version = this.#presets.find((each) => each.appId === appId)?.release.releaseVersion;
    if (version !== undefined) await this.#store.set("settings", `presetGone|${appId}`, version).catch(() => {});
  }
}

/** The preset's bytes, not verified. Rejects when they cannot be read. */
export async function presetBytes(preset: PresetPackage, send: typeof fetch): Promise<Uint8Array<ArrayBuffer>> {
  if (preset.package instanceof Uint8Array) return new Uint8Array(preset.package);
  const response = await send(preset.package.url, { credentials: "omit" });
  if (!response.ok) throw new Error(`${preset.package.url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
