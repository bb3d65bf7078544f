import type { FragmentNode } from "@berth/core/wire";
import type { Code } from "./code.js";

/** Names of one block; with more it is evaluated always, and templates nested deeply stay small. */
const nameLimit = 200;
/** Stands for all names; no expression can read it. */
const manyNames = "*";

/** A block while it is being built: its fragment, its bindings as code, and the names its expressions read. */
export class BlockBuilder {
  readonly nodes: FragmentNode[] = [];
  readonly names = new Set<string>();
  readonly #bindings: Code[] = [];
  readonly #meta: Code[] = [];
  #slots = 0;

  /** A new slot of the fragment, from 1. */
  slot(): number {
    return ++this.#slots;
  }

  /** Adds a binding tuple. */
  bind(code: Code): void {
    this.#bindings.push(code);
  }

  /** Adds what the worker knows of an element with a slot. */
  describe(slot: number, code: Code): void {
    this.#meta.push([`${slot}:`, code]);
  }

  /** Notes that expressions of this block read these names, but for those bound in between. */
  reads(names: Iterable<string>, bound: readonly string[] = []): void {
    if (this.names.has(manyNames)) return;
    for (const name of names) if (!bound.includes(name)) this.names.add(name);
    if (this.names.size <= nameLimit && !this.names.has(manyNames)) return;
    this.names.clear();
    this.names.add(manyNames);
  }

  /** Number of slots given out. */
  get slots(): number {
    return this.#slots;
  }

  /** The `Block` literal; `fragment` is the index of the block's fragment. */
  code(fragment: number): Code {
    const bindings = this.#bindings.map((binding, at): Code => [at === 0 ? "\n" : ",\n", binding]);
    const meta: Code =
      this.#meta.length === 0 ? "" : [",e:{", this.#meta.map((m, at): Code => [at === 0 ? "\n" : ",\n", m]), "}"];
    const names = this.names.has(manyNames) ? null : [...this.names].sort();
    return [`{f:${fragment},u:${JSON.stringify(names)},b:[`, bindings, "]", meta, "}"];
  }
}
