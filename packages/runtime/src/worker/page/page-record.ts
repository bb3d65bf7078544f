import type { Scope } from "@berth/core/wire";
import type { PageDefinition } from "../app/entry-registry.js";
import type { Realm } from "../boot/realm.js";
import type { ComponentRecord } from "../component/component-record.js";
import type { Observer } from "../data/observers.js";
import type { Owner, ProgramFunction, ProgramInstance, Slots } from "../owner/owner.js";
import type { BlockInstance } from "../render/block-instance.js";

/** A living page (F-PAGE). */
export class PageRecord implements Owner {
  readonly instance: ProgramInstance;
  readonly scope: Scope = Object.create(null);
  readonly dirty = new Set<string>();
  readonly fresh = new Set<object>();
  readonly slots: Slots = { fills: [], generation: 0, contents: new Set() };
  readonly children = new Set<ComponentRecord>();
  readonly components: Readonly<Record<string, string>>;
  readonly observers: readonly Observer[] | null;
  readonly mixins: ReadonlySet<unknown>;
  /** Components that follow its hooks (`pageEvents`). */
  readonly followers = new Set<ComponentRecord>();
  readonly depth = 0;
  readonly componentPath = null;
  readonly path: string;
  /** Options with mixins merged. */
  readonly options: Readonly<Record<string, unknown>>;
  root: BlockInstance | null = null;
  /** The custom tab bar, if it has one. */
  tabBar: BlockInstance | null = null;
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
    methods: Record<string, ProgramFunction>,
  ) {
    this.#realm = realm;
    this.path = definition.entry.path;
    this.components = definition.entry.components;
    const { mixins } = definition.options;
    this.options = Array.isArray(mixins)
      ? realm.extra().mergePageMixins(definition.options)
      : { ...definition.options };
    const { data, ...members } = this.options;
    const { options, observers } = members;
    const { observers: observing } = Object(options) as { observers?: unknown };
    this.observers =
      observing === true ? realm.extra().readObservers(Object(observers) as Record<string, unknown>) : null;
    this.mixins = new Set(Array.isArray(mixins) ? mixins : []);
    const instance = Object.assign(members, methods) as ProgramInstance;
    this.instance = instance;
    realm.owners.set(instance, this);
    // Read-only (F-PAGE-7); a program that writes it is not stopped for it.
    Object.defineProperty(instance, "route", { get: () => this.path, set: () => {}, enumerable: true });
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

  /** Runs a hook if the page has it, then what its components have for it. */
  run(name: string, args: unknown[]): unknown {
    const hook = this.instance[name];
    const result =
      typeof hook === "function" ? this.#realm.reporter.guard(() => hook.apply(this.instance, args)) : undefined;
    if (name !== "onShareAppMessage") this.follow(name, args);
    return result;
  }

  /** Runs what components of the page have for one of its hooks. */
  follow(name: string, args: unknown[]): void {
    for (const component of this.followers) component.follow(name, args);
  }

  /** Something happened to the page: its hook, its handler in `events` (F-PAGE-3), its components. */
  fire(name: string, args: unknown[]): void {
    this.run(name, args);
    this.runEvent(name, args);
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
