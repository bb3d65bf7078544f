import type { Bind, Binding, Scope } from "@berth/core/wire";
import type { BlockInstance, BlockRenderer } from "./block-instance.js";

type TemplateBinding = Extract<Binding, [typeof Bind.template, ...unknown[]]>;

/** Templates may use themselves (Taro does); deeper use is an endless recursion (F-CMP-12). */
const depthLimit = 800;

/** The template that stands at a `<template is>`. */
export class TemplateState {
  name: string | null = null;
  shown: BlockInstance | null = null;
}

/** Shows the named template with its own data as root scope; changed members of the data are what is dirty (F-TPL-2). */
export function renderTemplate(
  r: BlockRenderer,
  parent: BlockInstance,
  binding: TemplateBinding,
  state: TemplateState,
): void {
  const [, anchor, is, data] = binding;
  const name = typeof is === "string" ? is : String(r.evaluate(is, parent.scope) ?? "");
  const values = data === null ? undefined : r.evaluate(data, parent.scope);
  const members = typeof values === "object" && values !== null ? (values as Record<string, unknown>) : {};
  if (state.shown !== null && state.name === name) {
    const scope = state.shown.scope;
    const dirty = new Set<string>();
    for (const key of Object.keys(scope)) {
      if (!Object.hasOwn(members, key)) {
        delete scope[key];
        dirty.add(key);
      }
    }
    for (const key of Object.keys(members)) {
      if (scope[key] === members[key] && Object.hasOwn(scope, key)) continue;
      scope[key] = members[key];
      dirty.add(key);
    }
    if (dirty.size > 0 || state.shown.block.u === null) r.update(state.shown, dirty);
    return;
  }
  if (state.shown !== null) r.remove(state.shown);
  state.shown = null;
  state.name = name;
  if (name === "") return;
  const template = Object.hasOwn(parent.module.templates, name) ? parent.module.templates[name] : undefined;
  if (template === undefined) {
    r.warnOnce("TEMPLATE_UNKNOWN", `template "${name}" is not defined in this file or its imports (F-TPL-1)`);
    return;
  }
  if (depthOf(parent) > depthLimit) {
    r.warnOnce("RECURSION", `template "${name}" is used inside itself without end (F-CMP-12)`);
    return;
  }
  const scope = Object.assign(Object.create(null) as Scope, members);
  state.shown = r.create(template.block, template.module, parent.owner, scope, parent, anchor, 0);
}

function depthOf(instance: BlockInstance): number {
  let depth = 0;
  for (let at: BlockInstance | null = instance; at !== null; at = at.parent) depth++;
  return depth;
}
