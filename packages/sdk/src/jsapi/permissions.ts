import type { LocalStore } from "../load/local-store.js";

/** Scopes a user grants or refuses (F-API-10). */
export type PermissionScope = "camera" | "album" | "location" | "record" | "userInfo" | "phoneNumber";

/** Answers of one user about one app, kept on the device. */
export class Permissions {
  readonly #store: LocalStore;
  readonly #key: string;
  #answers: Partial<Record<PermissionScope, boolean>> = {};

  constructor(store: LocalStore, prefix: string) {
    this.#store = store;
    this.#key = `permissions|${prefix}`;
  }

  async load(): Promise<void> {
    const kept = await this.#store.get("settings", this.#key);
    this.#answers = (kept as Partial<Record<PermissionScope, boolean>> | undefined) ?? {};
  }

  /** true, false, or undefined when the user was never asked. */
  get(scope: PermissionScope): boolean | undefined {
    return this.#answers[scope];
  }

  async set(scope: PermissionScope, granted: boolean): Promise<void> {
    this.#answers = { ...this.#answers, [scope]: granted };
    await this.#store.set("settings", this.#key, this.#answers);
  }

  /** Every scope ever asked for (H-EXT-2). */
  asked(): { scope: PermissionScope; granted: boolean }[] {
    return Object.entries(this.#answers).map(([scope, granted]) => ({ scope: scope as PermissionScope, granted }));
  }

  /** `authSetting` of `my.getSetting`. */
  authSetting(): Record<Exclude<PermissionScope, "record">, boolean> {
    const of = (scope: PermissionScope): boolean => this.#answers[scope] === true;
    return {
      camera: of("camera"),
      album: of("album"),
      location: of("location"),
      userInfo: of("userInfo"),
      phoneNumber: of("phoneNumber"),
    };
  }
}
