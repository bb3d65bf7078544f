import type { Extensions } from "../extension.js";
import { badOption } from "./check-options.js";

type Check = "function" | "string" | "function?" | "string?";

/** What an implementation of each point must have, and may have with `?` (H-EXT-8). */
const points: Record<keyof Extensions, Readonly<Record<string, Check>>> = {
  permissionDialog: { ask: "function" },
  settingsView: { open: "function" },
  splashView: { create: "function" },
  errorPage: { html: "string?", render: "function?" },
  storageCipher: { identifier: "string", encrypt: "function", decrypt: "function" },
  updateIntervals: { mode: "string?", asyncSeconds: "function?", syncSeconds: "function?" },
  titleBar: { create: "function" },
  menu: { items: "function" },
  share: { share: "function" },
};

/** The host's implementations of extension points: one each, the last registered wins (H-EXT-8). */
export class ExtensionPoints {
  readonly #own = new Map<keyof Extensions, unknown>();

  /** @throws BerthError 90002 for an unknown point or a missing member; the former implementation stays then. */
  register<K extends keyof Extensions>(name: K, implementation: Extensions[K]): void {
    if (!Object.hasOwn(points, name)) throw badOption("name", `there is no extension point ${name}`);
    if (typeof implementation !== "object" || implementation === null) {
      throw badOption(name, `the extension ${name} must be an object`);
    }
    const members = implementation as Record<string, unknown>;
    for (const [member, check] of Object.entries(points[name])) {
      const value = members[member];
      if (check.endsWith("?") ? value === undefined : false) continue;
      const kind = check.replace("?", "");
      if (typeof value !== kind)
        throw badOption(`${name}.${member}`, `the extension ${name} needs a ${kind} ${member}`);
    }
    if (name === "errorPage" && members["html"] === undefined && members["render"] === undefined) {
      throw badOption("errorPage", "the extension errorPage needs html or render");
    }
    const mode = name === "updateIntervals" ? members["mode"] : undefined;
    if (mode !== undefined && mode !== "default" && mode !== "async" && mode !== "sync") {
      throw badOption("updateIntervals.mode", 'updateIntervals.mode must be "default", "async" or "sync"');
    }
    this.#own.set(name, implementation);
  }

  get<K extends keyof Extensions>(name: K): Extensions[K] | undefined {
    return this.#own.get(name) as Extensions[K] | undefined;
  }
}
