import type { Clock } from "@berth/core";
import { extensionFor } from "../gate/media-type.js";
import type { LocalStore } from "../load/local-store.js";

/** All saved files of one user and app (F-STO-6). */
export const savedFilesQuota = 10 * 1024 * 1024;

/** A saved file as the store keeps it. */
interface SavedFile {
  blob: Blob;
  createTime: number;
}

/**
 * Files of one app: temporary ones live in memory until it ends, saved ones on the device. Programs see addresses like
 * `berth-file:tmp/1.png` and never bytes of another app.
 */
export class AppFiles {
  readonly #store: LocalStore;
  readonly #prefix: string;
  readonly #clock: Clock;
  readonly #temporary = new Map<string, Blob>();
  #next = 0;
  #saving: Promise<unknown> = Promise.resolve();

  constructor(store: LocalStore, prefix: string, clock: Clock) {
    this.#store = store;
    this.#prefix = `files|${prefix}|`;
    this.#clock = clock;
  }

  /** Keeps a Blob until the app ends; returns its address. */
  addTemporary(blob: Blob): string {
    this.#next += 1;
    const address = `berth-file:tmp/${this.#next}${extensionFor(blob.type)}`;
    this.#temporary.set(address, blob);
    return address;
  }

  async read(address: string): Promise<Blob | null> {
    const temporary = this.#temporary.get(address);
    if (temporary !== undefined) return temporary;
    if (!address.startsWith("berth-file:saved/")) return null;
    const saved = (await this.#store.get("settings", this.#prefix + address)) as SavedFile | undefined;
    return saved?.blob ?? null;
  }

  /** Address of the saved copy, or why it was not saved: 7102 quota, 7103 no such file. */
  save(address: string): Promise<{ address: string } | { error: 7102 | 7103 }> {
    // One after the other: two at once would both find room for one.
    const saved = this.#saving.then(() => this.#save(address));
    this.#saving = saved.catch(() => {});
    return saved;
  }

  async #save(address: string): Promise<{ address: string } | { error: 7102 | 7103 }> {
    const blob = await this.read(address);
    if (blob === null) return { error: 7103 };
    const list = await this.list();
    const total = list.reduce((sum, file) => sum + file.size, 0);
    if (total + blob.size > savedFilesQuota) return { error: 7102 };
    const createTime = this.#clock.now();
    const saved = `berth-file:saved/${createTime.toString(36)}-${freeNumber(list, createTime)}${extensionFor(blob.type)}`;
    await this.#store.set("settings", this.#prefix + saved, { blob, createTime } satisfies SavedFile);
    return { address: saved };
  }

  async list(): Promise<{ apFilePath: string; size: number; createTime: number }[]> {
    const entries = (await this.#store.entries("settings", this.#prefix)) as [string, SavedFile][];
    return entries.map(([key, file]) => ({
      apFilePath: key.slice(this.#prefix.length),
      size: file.blob.size,
      createTime: file.createTime,
    }));
  }

  async remove(address: string): Promise<boolean> {
    if (this.#temporary.delete(address)) return true;
    if ((await this.read(address)) === null) return false;
    await this.#store.delete("settings", this.#prefix + address);
    return true;
  }

  dispose(): void {
    this.#temporary.clear();
  }
}

/** A number that no file saved in this millisecond has. */
function freeNumber(list: readonly { apFilePath: string }[], createTime: number): number {
  const start = `berth-file:saved/${createTime.toString(36)}-`;
  const taken = new Set(
    list
      .filter(({ apFilePath }) => apFilePath.startsWith(start))
      .map(({ apFilePath }) => Number.parseInt(apFilePath.slice(start.length), 10)),
  );
  let number = 0;
  while (taken.has(number)) number += 1;
  return number;
}
