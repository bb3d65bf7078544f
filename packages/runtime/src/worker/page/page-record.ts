import type { Scope } from "@berth/core/wire";
import type { PageDefinition } from "../app/entry-registry.js";
import type { Realm } from "../boot/realm.js";
import type { ComponentRecord } from "../component/component-record.js";
import type { Owner, ProgramFunction, ProgramInstance, Slots } from "../owner/owner.js";
import type { BlockInstance } from "../render/block-instance.js";
import { mergePageMixins } from "./merge-page-mixins.js";

/** A living page (F-PAGE). */
export class PageRecord implements Owner {
  readonly instance: ProgramInstance;
  readonly scope: Scope = Object.create(null);
  readonly dirty = new Set<string>();
  readonly fresh = new Set<object>();
  readonly slots: Slots = { fills: [], generation: 0, contents: new Set() };
  readonly children = new Set<ComponentRecord>();
  readonly components: Readonly<Record<string, string>>;
  readonly depth = 0;
  readonly componentPath = null;
  readonly path: string;
  /** Options with mixins merged. */
  readonly options: Readonly<Record<string, unknown>>;
  root: BlockInstance | null = null;
  alive = true;
  /** onReady has run. */
  ready = false;
  shown = false;

  readonly #realm: Realm;
  readonly #bound = new Map<string, ProgramFunction>();

  constructor(
    realm: Realm,
    readonly definition: PageDefinition,
    readonly pageId: number,
    readonly query: Record<string, string>,
    readonly tab: boolean,
    methods: (owner: Owner) => Record<string, unknown>,
  ) {
    this.#realm = realm;
    this.path = definition.entry.path;
    this.components = definition.entry.components;
    this.options = mergePageMixins(definition.options);
    const { data, ...members } = this.options;
    const instance = members as ProgramInstance;
    this.instance = instance;
    for (const [name, method] of Object.entries(methods(this))) instance[name] = method;
    instance["route"] = this.path;
    const values = typeof data === "function" ? realm.reporter.guard(() => data.call(instance)) : data;
    // A shallow copy: nested values stay shared with later visits (F-PAGE-4).
    instance.data = typeof values === "object" && values !== null ? { ...values } : {};
  }

  /** Makes what the template sees out of the data as they are now. */
  begin(): void {
    Object.assign(this.scope, this.instance.data);
    this.dirty.clear();
    this.fresh.clear();
  }

  /** Runs a hook if the page has it. */
  run(name: string, args: unknown[]): unknown {
    const hook = this.instance[name];
    return typeof hook === "function" ? this.#realm.reporter.guard(() => hook.apply(this.instance, args)) : undefined;
  }

  /** Whether `events` holds a handler of that name (F-PAGE-3). */
  hasEvent(name: string): boolean {
    return typeof this.#event(name) === "function";
  }

  /** Runs a handler of `events` if there is one. */
  runEvent(name: string, args: unknown[]): unknown {
    const handler = this.#event(name);
    return typeof handler === "function"
      ? this.#realm.reporter.guard(() => (handler as ProgramFunction).apply(this.instance, args))
      : undefined;
  }

  handler(name: string): ProgramFunction | undefined {
    let bound = this.#bound.get(name);
    if (bound === undefined) {
      if (typeof this.instance[name] !== "function") return undefined;
      bound = (...args) => (this.instance[name] as ProgramFunction).apply(this.instance, args);
      this.#bound.set(name, bound);
    }
    return bound;
  }

  read(name: string): unknown {
    return this.instance.data[name];
  }

  remember(): void {}

  settle(): void {}

  updated(): void {}

  forgive(): void {}

  #event(name: string): unknown {
    const events = this.instance["events"];
    return typeof events === "object" && events !== null ? (events as Record<string, unknown>)[name] : undefined;
  }
}
