import { Bind, type FragmentNode } from "@berth/core/wire";
import { classText } from "../render/attribute-value.js";
import type { BlockInstance } from "../render/block-instance.js";
import type { ElementPlace } from "../render/element-index.js";

/** Classes that SJS handlers put on (true) or took off (false), by slot. */
const changes = new WeakMap<BlockInstance, Map<number, Map<string, boolean>>>();

/** Notes that a handler put a class on an element or took it off. */
export function changeClass({ instance, slot }: ElementPlace, name: string, on: boolean): void {
  const bySlot = changes.get(instance) ?? new Map<number, Map<string, boolean>>();
  changes.set(instance, bySlot);
  const names = bySlot.get(slot) ?? new Map<string, boolean>();
  bySlot.set(slot, names.set(name, on));
}

/** Whether the element shows that class: as its template says, with what handlers changed on top. */
export function hasClass({ instance, slot }: ElementPlace, name: string): boolean {
  const changed = changes.get(instance)?.get(slot)?.get(name);
  return changed ?? templateClasses(instance, slot).includes(name);
}

/** The classes of an element as its template gives them now. */
export function templateClasses(instance: BlockInstance, slot: number): string[] {
  const { b: bindings, f } = instance.block;
  const at = bindings.findIndex((each) => each[0] === Bind.attribute && each[1] === slot && each[2] === "class");
  const value = at >= 0 ? instance.state[at] : staticClass(instance.module.fragments[f]?.c ?? [], slot);
  return classText(value).split(/\s+/);
}

function staticClass(nodes: readonly FragmentNode[], slot: number): unknown {
  for (const node of nodes) {
    if (!("e" in node)) continue;
    if (node.s === slot) return node.p?.["class"];
    const inner = staticClass(node.c ?? [], slot);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
