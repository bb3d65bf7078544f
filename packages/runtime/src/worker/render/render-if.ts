import type { Bind, Binding } from "@berth/core/wire";
import { type BlockInstance, type BlockRenderer, type Dirty, reads } from "./block-instance.js";

type IfBinding = Extract<Binding, [typeof Bind.if, ...unknown[]]>;

/** The branch of an a:if chain that is shown. */
export class IfState {
  branch = -1;
  shown: BlockInstance | null = null;
}

/** Shows the first branch whose condition is true; a shown branch that stays is updated (F-DIR-1). */
export function renderIf(
  r: BlockRenderer,
  parent: BlockInstance,
  binding: IfBinding,
  state: IfState,
  dirty: Dirty,
): void {
  const branches = binding[2];
  let branch = -1;
  for (let i = 0; i < branches.length; i++) {
    const condition = branches[i]![0];
    if (condition === null || r.evaluate(condition, parent.scope)) {
      branch = i;
      break;
    }
  }
  if (branch === state.branch) {
    if (state.shown !== null && reads(state.shown.block.u, dirty)) r.update(state.shown, dirty);
    return;
  }
  if (state.shown !== null) r.remove(state.shown);
  state.branch = branch;
  state.shown =
    branch < 0
      ? null
      : r.create(branches[branch]![1], parent.module, parent.owner, parent.scope, parent, binding[1], 0);
}
