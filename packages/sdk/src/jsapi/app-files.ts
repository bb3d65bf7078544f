import type { Clock } from "@berth/core";
import type { FileEntry } from "@berth/core/wire";
import { extensionFor, mediaType } from "../gate/media-type.js";
import type { LocalStore } from "../load/local-store.js";

/** All saved files of one user and app, and those in its own folder (F-STO-6, F-CAT-H5). */
export const savedFilesQuota = 10 * 1024 * 1024;

/** Folders whose files are kept. */
const keptPattern = /^berth-file:(?:saved|usr)\//;
/** Most files and directories of an app: a name takes room, too. */
const mostFiles = 10_000;

/** A saved file as the store keeps it; a directory has "/" at the end of its address. */
interface SavedFile {
  blob: Blob;
  createTime: number;
  /** Like `createTime` when absent. */
  modifyTime?: number;
}

/** What a program changed: the content that is at an address now, or null for nothing. */
export type FileChange = [address: string, content: Blob | null];

/**
 * Files of one app: temporary ones live in memory until it ends, saved ones and those of its own folder on the device.
 * Programs see addresses like `berth-file:tmp/1.png` and never bytes of another app.
 */
export class AppFiles {
  readonly #store: LocalStore;
  readonly #prefix: string;
  readonly #clock: Clock;
  readonly #temporary = new Map<string, Blob>();
  #next = 0;
  #saving: Promise<unknown> = Promise.resolve();
  readonly #changed: (entry: FileEntry) => void;

  /** @param changed hears of what is here now or gone, so that the program can know it without asking */
  constructor(store: LocalStore, prefix: string, clock: Clock, changed: (entry: FileEntry) => void = () => {}) {
    this.#changed = changed;
    this.#store = store;
    this.#prefix = `files|${prefix}|`;
    this.#clock = clock;
  }

  /** Keeps a Blob until the app ends; returns its address. */
  addTemporary(blob: Blob): string {
    this.#next += 1;
    const address = `berth-file:tmp/${this.#next}${extensionFor(blob.type)}`;
    this.#temporary.set(address, blob);
    const now = this.#clock.now();
    this.#changed([address, blob, now, now]);
    return address;
  }

  /** Everything that is kept, for the start of the program. */
  async kept(): Promise<FileEntry[]> {
    return (await this.#entries()).map(([address, { blob, createTime, modifyTime }]) => [
      address,
      blob,
      createTime,
      modifyTime ?? createTime,
    ]);
  }

  /**
   * Does what a program did to its files, all or nothing; gives null, or why it was not done.
   *
   * @param told the program does not know of it yet
   */
  change(changes: readonly FileChange[], told = false): Promise<7102 | 7103 | null> {
    return this.#inTurn(() => this.#change(changes, told));
  }

  /** What is at an address, after everything that was asked for before. */
  async read(address: string): Promise<Blob | null> {
    await this.#saving;
    return this.#read(address);
  }

  async #read(address: string): Promise<Blob | null> {
    const temporary = this.#temporary.get(address);
    if (temporary !== undefined) return temporary;
    if (!keptPattern.test(address)) return null;
    const saved = (await this.#store.get("settings", this.#prefix + address)) as SavedFile | undefined;
    return saved?.blob ?? null;
  }

  /** Address of the saved copy, or why it was not saved: 7102 quota, 7103 no such file. */
  save(address: string): Promise<{ address: string } | { error: 7102 | 7103 }> {
    return this.#inTurn(() => this.#save(address));
  }

  /** One after the other: two at once would both find room for one. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#saving.then(work);
    this.#saving = done.catch(() => {});
    return done;
  }

  async #change(changes: readonly FileChange[], told: boolean): Promise<7102 | 7103 | null> {
    const entries = new Map(await this.#entries());
    const now = this.#clock.now();
    for (const [address, content] of changes) {
      if (content !== null && !keptPattern.test(address)) return 7103;
      if (content === null) entries.delete(address);
      else
        entries.set(address, {
          blob: typed(content, address),
          createTime: entries.get(address)?.createTime ?? now,
          modifyTime: now,
        });
    }
    if (sizeOf(entries.values()) > savedFilesQuota || entries.size > mostFiles) return 7102;
    for (const address of new Set(changes.map(([each]) => each))) {
      const entry = entries.get(address);
      this.#temporary.delete(address);
      if (entry !== undefined) await this.#store.set("settings", this.#prefix + address, entry);
      else if (keptPattern.test(address)) await this.#store.delete("settings", this.#prefix + address);
      if (told) this.#changed([address, entry?.blob ?? null, entry?.createTime ?? 0, now]);
    }
    return null;
  }

  async #entries(): Promise<[string, SavedFile][]> {
    const entries = (await this.#store.entries("settings", this.#prefix)) as [string, SavedFile][];
    return entries.map(([key, file]) => [key.slice(this.#prefix.length), file]);
  }

  async #save(address: string): Promise<{ address: string } | { error: 7102 | 7103 }> {
    const blob = await this.#read(address);
    if (blob === null) return { error: 7103 };
    const entries = await this.#entries();
    if (sizeOf(entries.map(([, file]) => file)) + blob.size > savedFilesQuota) return { error: 7102 };
    const createTime = this.#clock.now();
    const taken = entries.map(([each]) => each);
    const saved = `berth-file:saved/${createTime.toString(36)}-${freeNumber(taken, createTime)}${extensionFor(blob.type)}`;
    await this.#store.set("settings", this.#prefix + saved, { blob, createTime } satisfies SavedFile);
    this.#changed([saved, blob, createTime, createTime]);
    return { address: saved };
  }

  async list(): Promise<{ apFilePath: string; size: number; createTime: number }[]> {
    return (await this.#entries())
      .filter(([address]) => address.startsWith("berth-file:saved/"))
      .map(([apFilePath, { blob, createTime }]) => ({ apFilePath, size: blob.size, createTime }));
  }

  async remove(address: string): Promise<boolean> {
    if (!this.#temporary.delete(address)) {
      if ((await this.read(address)) === null) return false;
      await this.#store.delete("settings", this.#prefix + address);
    }
    this.#changed([address, null, 0, 0]);
    return true;
  }

  dispose(): void {
    this.#temporary.clear();
  }
}

/** What a program wrote has the type that its name says, as the view and players want one. */
function typed(blob: Blob, address: string): Blob {
  return blob.type === "" ? blob.slice(0, blob.size, mediaType(address)) : blob;
}

function sizeOf(files: Iterable<SavedFile>): number {
  let total = 0;
  for (const { blob } of files) total += blob.size;
  return total;
}

/** A number that no file saved in this millisecond has. */
function freeNumber(addresses: readonly string[], createTime: number): number {
  const start = `berth-file:saved/${createTime.toString(36)}-`;
  const taken = new Set(
    addresses
      .filter((address) => address.startsWith(start))
      .map((address) => Number.parseInt(address.slice(start.length), 10)),
  );
  let number = 0;
  while (taken.has(number)) number += 1;
  return number;
}
