import type { Fragment } from "@berth/core/wire";
import type { BlockInstance } from "./block-instance.js";

/** Place of an element: its instance and slot. */
export interface ElementPlace {
  instance: BlockInstance;
  slot: number;
}

/** Finds elements by node number, and the way from an element outwards, across blocks, slots and components. */
export class ElementIndex {
  readonly #instances = new Map<number, BlockInstance>();
  readonly #parents = new WeakMap<Fragment, number[]>();
  #largest = 0;

  add(instance: BlockInstance): void {
    this.#instances.set(instance.base, instance);
    const size = fragmentOf(instance).n;
    if (size > this.#largest) this.#largest = size;
  }

  delete(instance: BlockInstance): void {
    this.#instances.delete(instance.base);
  }

  /** Living instances with elements, in order of creation. */
  instances(): Iterable<BlockInstance> {
    return this.#instances.values();
  }

  /** The element with that node number, or null when it is gone. */
  find(node: number): ElementPlace | null {
    const lowest = node - this.#largest;
    for (let base = node - 1; base >= lowest; base--) {
      const instance = this.#instances.get(base);
      if (instance !== undefined) {
        return base + fragmentOf(instance).n >= node ? { instance, slot: node - base } : null;
      }
    }
    return null;
  }

  /** The next element outwards that has a slot, or null at the page. */
  parent(place: ElementPlace): ElementPlace | null {
    let slot = this.#up(place.instance, place.slot);
    let instance: BlockInstance | null = place.instance;
    while (slot === 0) {
      const anchor: number = instance.anchor;
      instance = instance.parent;
      if (instance === null) return null;
      slot = this.#up(instance, anchor);
    }
    return { instance, slot };
  }

  #up(instance: BlockInstance, slot: number): number {
    const fragment = fragmentOf(instance);
    let parents = this.#parents.get(fragment);
    if (parents === undefined) {
      parents = parentSlots(fragment);
      this.#parents.set(fragment, parents);
    }
    return parents[slot] ?? 0;
  }
}

function fragmentOf(instance: BlockInstance): Fragment {
  return instance.module.fragments[instance.block.f] as Fragment;
}

/** By slot: the nearest element around it that has a slot, 0 for none. */
function parentSlots(fragment: Fragment): number[] {
  const parents = new Array<number>(fragment.n + 1).fill(0);
  const visit = (nodes: Fragment["c"], above: number): void => {
    for (const node of nodes) {
      if ("a" in node) parents[node.a] = above;
      else if ("d" in node) parents[node.d] = above;
      else if ("e" in node) {
        if (node.s !== undefined) parents[node.s] = above;
        if (node.c !== undefined) visit(node.c, node.s ?? above);
      }
    }
  };
  visit(fragment.c, 0);
  return parents;
}
