import type { Bind, Binding, ComponentUse } from "@berth/core/wire";
import type { ComponentRecord } from "../component/component-record.js";
import type { Components } from "../component/components.js";
import type { Owner } from "../owner/owner.js";
import { type BlockInstance, type BlockRenderer, type Dirty, reads } from "./block-instance.js";
import type { SlotFill } from "./render-slot.js";
import { createUnknownTag, forgetUnknownTag, type UnknownTag, updateUnknownTag } from "./render-unknown-tag.js";

type ComponentBinding = Extract<Binding, [typeof Bind.component, ...unknown[]]>;

/** F-CMP-12. */
const depthLimit = 50;
const functionName = /^(?:on|catch)[A-Z]/;

/** What stands at a component tag: the component, or for an unknown tag its content in a view (F-AXML-1). */
export class ComponentState {
  record: ComponentRecord | null = null;
  unknown: UnknownTag | null = null;
}

/** Creates the component of a tag: onInit, deriveDataFromProps, its template; didMount is left to the queue (F-CMP-4). */
export function createComponent(
  r: BlockRenderer,
  components: Components,
  parent: BlockInstance,
  binding: ComponentBinding,
): ComponentState {
  const [, anchor, use] = binding;
  const state = new ComponentState();
  const owner = parent.owner;
  const definition = owner.depth < depthLimit ? components.find(owner, use.tag) : null;
  if (definition === null) {
    if (owner.depth >= depthLimit) {
      r.warnOnce("RECURSION", `<${use.tag}> is used inside itself deeper than ${depthLimit} levels (F-CMP-12)`);
    }
    state.unknown = createUnknownTag(r, parent, anchor, use);
    return state;
  }
  const given = givenProps(r, parent, use);
  const record = components.factory.create(definition, owner, use.tag, given);
  record.slots.fills = fillsOf(r, parent, use);
  state.record = record;
  owner.children.add(record);
  record.begin();
  record.root = r.create(definition.template.main, definition.template, record, record.scope, parent, anchor, 0);
  components.factory.mounted(record, use.ref);
  return state;
}

/** Brings new attributes and slot content to a component. */
export function updateComponent(
  r: BlockRenderer,
  components: Components,
  parent: BlockInstance,
  binding: ComponentBinding,
  state: ComponentState,
  dirty: Dirty,
): void {
  const use = binding[2];
  if (state.unknown !== null) {
    updateUnknownTag(r, state.unknown, dirty);
    return;
  }
  const record = state.record;
  if (record === null) return;
  let changed = record.receive(givenProps(r, parent, use));
  if (use.slots.some((slot) => typeof slot.name !== "string")) {
    const fills = fillsOf(r, parent, use);
    if (fills.some((fill, index) => fill.name !== record.slots.fills[index]?.name)) {
      record.slots.fills = fills;
      record.slots.generation++;
      record.showSlots();
      // Everything may hold a slot whose content changed.
      if (record.root !== null) r.update(record.root, null);
      changed = true;
    }
  }
  if (changed) components.render(record);
  for (const content of [...record.slots.contents]) {
    if (record.slots.contents.has(content) && content.owner === parent.owner && reads(content.block.u, dirty)) {
      r.update(content, dirty);
    }
  }
}

/** Forgets a component with everything in it; hooks of children come first (F-CMP-5). */
export function forgetComponent(r: BlockRenderer, components: Components, state: ComponentState): void {
  if (state.unknown !== null) forgetUnknownTag(r, state.unknown);
  const record = state.record;
  if (record === null) return;
  if (record.root !== null) r.forget(record.root);
  record.user.children.delete(record);
  components.factory.unmounted(record);
}

function givenProps(r: BlockRenderer, parent: BlockInstance, use: ComponentUse): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [name, expression] of use.props) {
    let value: unknown = r.evaluate(expression, parent.scope);
    if (typeof value === "string" && functionName.test(name)) value = methodOf(r, parent.owner, name, value);
    given[name] = value;
  }
  if (use.dataset !== undefined) {
    const dataset = r.evaluate(use.dataset, parent.scope);
    if (typeof dataset === "object" && dataset !== null) {
      for (const [key, value] of Object.entries(dataset)) {
        // A component reads data-* as props too: `data-index` arrives as this.props["data-index"].
        given[`data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`] = value;
      }
    }
  }
  return given;
}

function methodOf(r: BlockRenderer, owner: Owner, prop: string, name: string): unknown {
  if (name === "") return undefined;
  const method = owner.handler(name);
  if (method === undefined) r.warnOnce("HANDLER_MISSING", `${prop}="${name}" names no method (F-CMP-6)`);
  return method;
}

function fillsOf(r: BlockRenderer, parent: BlockInstance, use: ComponentUse): SlotFill[] {
  return use.slots.map(({ name, scope, block }) => ({
    name: typeof name === "string" ? name : String(r.evaluate(name, parent.scope) ?? ""),
    scope,
    block,
    module: parent.module,
    owner: parent.owner,
    outer: parent.scope,
  }));
}
