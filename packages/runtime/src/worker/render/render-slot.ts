import { Bind, type Binding, type Block, type Scope, type TemplateModule } from "@berth/core/wire";
import type { Owner } from "../owner/owner.js";
import { type BlockInstance, type BlockRenderer, type Dirty, reads } from "./block-instance.js";

type SlotBinding = Extract<Binding, [typeof Bind.slot, ...unknown[]]>;

/** Content that the user of a component gave for one of its slots, with the context it was written in. */
export interface SlotFill {
  name: string;
  /** Name of slot-scope, or null. */
  scope: string | null;
  block: Block;
  module: TemplateModule;
  owner: Owner;
  outer: Scope;
}

/** What stands at a `<slot>`. */
export class SlotState {
  name: string | null = null;
  values: Record<string, unknown> | null = null;
  /** Instances of given content, with their fill. */
  filled: { fill: SlotFill; instance: BlockInstance }[] = [];
  fallback: BlockInstance | null = null;
  generation = -1;
}

/** Shows what the user of the component gave for the slot, or its fallback (F-CMP-10). */
export function renderSlot(
  r: BlockRenderer,
  parent: BlockInstance,
  binding: SlotBinding,
  state: SlotState,
  dirty: Dirty,
): void {
  const [, anchor, slotName, values, fallback] = binding;
  const name = typeof slotName === "string" ? slotName : String(r.evaluate(slotName, parent.scope) ?? "");
  const slots = parent.owner.slots;
  let changed = false;
  if (values.length > 0) {
    const before = state.values;
    const now: Record<string, unknown> = {};
    for (const [key, value] of values) {
      now[key] = r.evaluate(value, parent.scope);
      if (before === null || before[key] !== now[key]) changed = true;
    }
    if (changed) state.values = now;
  }
  if (state.name === name && state.generation === slots.generation) {
    for (const { fill, instance } of state.filled) {
      if (fill.scope === null || !changed) continue;
      instance.scope[fill.scope] = state.values;
      r.update(instance, new Set([fill.scope]));
    }
    if (state.fallback !== null && reads(state.fallback.block.u, dirty)) r.update(state.fallback, dirty);
    return;
  }
  clearSlot(r, parent.owner, state);
  state.name = name;
  state.generation = slots.generation;
  // A name that was worked out to be empty names nothing: the fallback stays, as libraries expect.
  const fills = name === "" && typeof slotName !== "string" ? [] : slots.fills;
  for (const fill of fills) {
    if (fill.name !== name || handsOnNothing(fill)) continue;
    let scope = fill.outer;
    if (fill.scope !== null) {
      scope = Object.create(fill.outer) as Scope;
      scope[fill.scope] = state.values ?? {};
    }
    const instance = r.create(fill.block, fill.module, fill.owner, scope, parent, anchor, 0);
    slots.contents.add(instance);
    state.filled.push({ fill, instance });
  }
  if (state.filled.length === 0 && fallback !== null) {
    state.fallback = r.create(fallback, parent.module, parent.owner, parent.scope, parent, anchor, 0);
  }
}

/** Content that only hands slots on which were given nothing themselves: the fallback stays, as libraries expect. */
function handsOnNothing({ block, module, owner }: SlotFill): boolean {
  const passes = ([code, , name, , fallback]: Binding): boolean =>
    code === Bind.slot &&
    fallback === null &&
    typeof name === "string" &&
    !owner.slots.fills.some((fill) => fill.name === name && !handsOnNothing(fill));
  const nodes = module.fragments[block.f]?.c ?? [];
  return nodes.length > 0 && nodes.every((node) => "a" in node) && block.b.every(passes);
}

function clearSlot(r: BlockRenderer, owner: Owner, state: SlotState): void {
  for (const { instance } of state.filled) {
    owner.slots.contents.delete(instance);
    r.remove(instance);
  }
  state.filled = [];
  if (state.fallback !== null) r.remove(state.fallback);
  state.fallback = null;
}
