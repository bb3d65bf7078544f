import { Bind } from "@berth/core/wire";
import type { BlockInstance } from "./block-instance.js";
import type { ForState } from "./render-for.js";

/** Sorts things by the place of their instances in the tree as drawn; those without one stay in front. */
export function inDocumentOrder<T>(things: T[], rootOf: (thing: T) => BlockInstance | null): T[] {
  if (things.length < 2) return things;
  const paths = new Map(things.map((thing) => [thing, pathOf(rootOf(thing))]));
  return things.sort((a, b) => compare(paths.get(a) ?? [], paths.get(b) ?? []));
}

/** From the page inwards: anchor, and number among the instances there. Anchors are numbered in document order. */
function pathOf(instance: BlockInstance | null): number[] {
  const path: number[] = [];
  for (let at = instance; at?.parent; at = at.parent) path.unshift(at.anchor, numberOf(at, at.parent));
  return path;
}

function numberOf(instance: BlockInstance, parent: BlockInstance): number {
  const { b } = parent.block;
  const index = b.findIndex((binding) => binding[0] === Bind.for && binding[1] === instance.anchor);
  return index < 0 ? 0 : (parent.state[index] as ForState).rows.indexOf(instance);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
