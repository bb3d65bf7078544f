import { Bind, type Block, type ComponentUse, type Scope, type TemplateModule } from "@berth/core/wire";
import { type BlockInstance, type BlockRenderer, type Dirty, reads } from "./block-instance.js";

/** A tag that is no component: its content in a plain view (F-AXML-1). */
export interface UnknownTag {
  shell: BlockInstance;
  contents: BlockInstance[];
}

/** The view around the content, made as the compiler would have written it; slot 1 is the view, then one anchor each. */
const shells = new WeakMap<ComponentUse, { block: Block; module: TemplateModule }>();

export function createUnknownTag(
  r: BlockRenderer,
  parent: BlockInstance,
  anchor: number,
  use: ComponentUse,
): UnknownTag {
  let made = shells.get(use);
  if (made === undefined) {
    const block: Block = { f: 0, u: null, b: [] };
    for (const [name, value] of use.props) {
      if (name === "class" || name === "style" || name === "id") block.b.push([Bind.attribute, 1, name, value]);
    }
    const fragment = { n: use.slots.length + 1, c: [{ e: "view", s: 1, c: use.slots.map((_s, i) => ({ a: i + 2 })) }] };
    made = { block, module: { fragments: [fragment], main: block, templates: {} } };
    shells.set(use, made);
  }
  const shell = r.create(made.block, made.module, parent.owner, parent.scope, parent, anchor, 0);
  const contents = use.slots.map((slot, i) => {
    let scope = parent.scope;
    if (slot.scope !== null) {
      scope = Object.create(parent.scope) as Scope;
      scope[slot.scope] = {};
    }
    return r.create(slot.block, parent.module, parent.owner, scope, shell, i + 2, 0);
  });
  return { shell, contents };
}

export function updateUnknownTag(r: BlockRenderer, tag: UnknownTag, dirty: Dirty): void {
  r.update(tag.shell, dirty);
  for (const content of tag.contents) if (reads(content.block.u, dirty)) r.update(content, dirty);
}

export function forgetUnknownTag(r: BlockRenderer, tag: UnknownTag): void {
  for (const content of tag.contents) r.forget(content);
  r.forget(tag.shell);
}
