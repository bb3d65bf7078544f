import type { Scope } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { cloneData } from "../data/clone-data.js";
import { type Observer, observe } from "../data/observers.js";
import type { Owner, ProgramFunction, ProgramInstance, Slots } from "../owner/owner.js";
import type { BlockInstance } from "../render/block-instance.js";
import type { ComponentDefinition, HookName } from "./component-definition.js";

/** A living custom component (F-CMP-2 to F-CMP-10). */
export class ComponentRecord implements Owner {
  readonly instance: ProgramInstance;
  readonly scope: Scope = Object.create(null);
  readonly dirty = new Set<string>();
  readonly fresh = new Set<object>();
  readonly slots: Slots = { fills: [], generation: 0, contents: new Set() };
  readonly children = new Set<ComponentRecord>();
  readonly components: Readonly<Record<string, string>>;
  readonly pageId: number;
  readonly depth: number;
  readonly componentPath: string;
  readonly observers: readonly Observer[] | null;
  readonly mixins: ReadonlySet<unknown>;
  root: BlockInstance | null = null;
  alive = true;
  /** Attributes as given by the user of the component. */
  given: Record<string, unknown>;

  readonly #realm: Realm;
  readonly #bound = new Map<string, ProgramFunction>();
  #next: Record<string, unknown> | null = null;
  /** Names of props that came with `#next`, for observers. */
  #came: string[] = [];
  #before: { props: unknown; data: unknown } | null = null;

  constructor(
    realm: Realm,
    readonly definition: ComponentDefinition,
    readonly user: Owner,
    readonly tag: string,
    given: Record<string, unknown>,
    prototype: object,
    identity: Record<string, unknown>,
  ) {
    this.#realm = realm;
    this.given = given;
    this.components = definition.components;
    this.pageId = user.pageId;
    this.depth = user.depth + 1;
    this.componentPath = definition.path;
    this.observers = definition.observers;
    this.mixins = definition.mixins;
    const instance = Object.assign(Object.create(prototype), identity) as ProgramInstance;
    this.instance = instance;
    realm.owners.set(instance, this);
    instance["props"] = this.#withDefaults(given);
    instance.data = {};
    for (const part of definition.data) {
      const value = typeof part === "function" ? realm.reporter.guard(() => part.call(instance)) : cloneData(part);
      if (typeof value === "object" && value !== null) Object.assign(instance.data, value);
    }
  }

  get props(): Record<string, unknown> {
    return this.instance["props"] as Record<string, unknown>;
  }

  /** Hooks before the first render (F-CMP-4), then the names the template sees. */
  begin(): void {
    this.run("created", []);
    this.run("onInit", []);
    this.run("deriveDataFromProps", [this.props]);
    this.run("attached", []);
    Object.assign(this.scope, this.props, this.instance.data, { $id: this.instance["$id"] });
    this.showSlots();
    this.dirty.clear();
    this.fresh.clear();
  }

  /** Tells template and program which slots the user filled: `$slots.name`, `$slots.$default`. */
  showSlots(): void {
    const names: Record<string, boolean> = {};
    for (const { name } of this.slots.fills) {
      names[name === "" ? "$default" : name] = true;
      if (name === "") names["default"] = true;
    }
    this.scope["$slots"] = names;
    this.instance["$slots"] = names;
  }

  /** New attributes from the user of the component; false when nothing changed. */
  receive(given: Record<string, unknown>): boolean {
    const before = this.given;
    let changed = false;
    for (const key of new Set([...Object.keys(before), ...Object.keys(given)])) {
      if (Object.is(before[key], given[key])) continue;
      if (!changed) this.remember();
      changed = true;
      this.dirty.add(key);
      if (this.observers !== null) this.#came.push(key);
    }
    if (changed) {
      this.given = given;
      this.#next = this.#withDefaults(given);
    }
    return changed;
  }

  handler(name: string): ProgramFunction | undefined {
    let bound = this.#bound.get(name);
    if (bound === undefined) {
      const method = (): unknown => {
        const own = this.instance[name];
        return typeof own === "function" ? own : this.props[name];
      };
      if (typeof method() !== "function") return undefined;
      bound = (...args) => (method() as ProgramFunction).apply(this.instance, args);
      this.#bound.set(name, bound);
    }
    return bound;
  }

  read(name: string): unknown {
    return Object.hasOwn(this.instance.data, name) ? this.instance.data[name] : this.props[name];
  }

  remember(): void {
    if (this.#before !== null || this.root === null || this.definition.hooks.didUpdate === undefined) return;
    this.#before = { props: this.props, data: { ...this.instance.data } };
  }

  settle(): void {
    const next = this.#next ?? this.props;
    this.#next = null;
    if (this.dirty.size > 0) this.run("deriveDataFromProps", [next]);
    this.instance["props"] = next;
    if (this.#came.length === 0) return;
    const came = this.#came.map((name) => [name]);
    this.#came = [];
    observe(this.#realm, this, came);
  }

  updated(): void {
    const before = this.#before;
    this.#before = null;
    if (before === null) return;
    this.#realm.updates.hook(() => {
      if (this.alive) this.run("didUpdate", [before.props, before.data]);
    });
  }

  forgive(): void {
    this.#before = null;
  }

  /** Runs the hooks of that name, those of mixins first. */
  run(name: HookName, args: unknown[]): void {
    for (const hook of this.definition.hooks[name] ?? []) {
      try {
        hook.apply(this.instance, args);
      } catch (error) {
        this.#realm.reporter.error("exception", error);
        if (name !== "onError") {
          this.#realm.reporter.broken(error);
          this.run("onError", [error]);
        }
      }
    }
  }

  /** Runs what the component has for a hook of its page (`pageEvents`). */
  follow(name: string, args: unknown[]): void {
    const { pageEvents } = this.definition;
    if (pageEvents === null || !Object.hasOwn(pageEvents, name)) return;
    for (const hook of pageEvents[name] ?? []) this.#realm.reporter.guard(() => hook.apply(this.instance, args));
  }

  /** What selectComponent and `ref` hand out (F-DIR-9). */
  exposed(): unknown {
    const { ref } = this.definition;
    return ref === null ? this.instance : (this.#realm.reporter.guard(() => ref.call(this.instance)) ?? this.instance);
  }

  #withDefaults(given: Record<string, unknown>): Record<string, unknown> {
    const props: Record<string, unknown> = { ...this.definition.props };
    for (const key of Object.keys(given)) if (given[key] !== undefined || !(key in props)) props[key] = given[key];
    return props;
  }
}
