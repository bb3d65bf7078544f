import type { Bind, Binding, Scope } from "@berth/core/wire";
import type { BlockInstance, BlockRenderer, Dirty } from "./block-instance.js";
import { listOf } from "./list-of.js";
import { stablePositions } from "./stable-positions.js";

type ForBinding = Extract<Binding, [typeof Bind.for, ...unknown[]]>;

/** Rows of one a:for, in parallel arrays: no object per row beside its instance. */
export class ForState {
  rows: BlockInstance[] = [];
  items: readonly unknown[] = [];
  /** Index values: numbers, or the member names of an object. */
  names: readonly string[] | null = null;
  keys: readonly unknown[] | null = null;
}

/** Brings the rows of an a:for in line with its list: fewest moves, unchanged rows untouched (F-KEY-1). */
export function renderFor(
  r: BlockRenderer,
  parent: BlockInstance,
  binding: ForBinding,
  state: ForState,
  dirty: Dirty,
): void {
  const [, anchor, list, item, index, key, block] = binding;
  const { items, keys: names } = listOf(r.evaluate(list, parent.scope));
  const old = state.rows;
  const length = items.length;
  const keys = key === null ? null : keysOf(r, parent.scope, items, names, item, index, key);
  if (keys !== null && binding[7]) warnOfTwins(r, binding, keys);
  const oldItems = state.items;
  const oldNames = state.names;
  const oldKeys = state.keys;

  // What a kept row must look at, worked out once for all rows.
  const outer = block.u === null || dirty === null || hits(block.u, dirty, item, index);
  const usesIndex = block.u === null || block.u.includes(index);
  const withItem: Dirty = dirty === null ? null : new Set(dirty).add(item);
  const withBoth: Dirty = withItem === null ? null : new Set(withItem).add(index);

  const nameAt = (i: number): number | string => (names === null ? i : names[i]!);
  const create = (i: number, before: number): BlockInstance => {
    const scope = Object.create(parent.scope) as Scope;
    scope[item] = items[i];
    scope[index] = nameAt(i);
    return r.create(block, parent.module, parent.owner, scope, parent, anchor, before);
  };
  const keep = (row: BlockInstance, i: number, from: number): void => {
    const value = items[i];
    const sameIndex = i === from && names === null && oldNames === null ? true : row.scope[index] === nameAt(i);
    if (value === oldItems[from]) {
      if (sameIndex) {
        if (outer) r.update(row, dirty);
        return;
      }
      row.scope[index] = nameAt(i);
      if (outer || usesIndex) r.update(row, withBoth);
      return;
    }
    row.scope[item] = value;
    if (!sameIndex) row.scope[index] = nameAt(i);
    r.update(row, sameIndex ? withItem : withBoth);
  };

  const rows = new Array<BlockInstance>(length);
  state.rows = rows;
  state.items = items;
  state.names = names;
  state.keys = keys;

  if (old.length === 0) {
    for (let i = 0; i < length; i++) rows[i] = create(i, 0);
    return;
  }
  if (keys === null || oldKeys === null) {
    // Without keys the position identifies the item.
    const common = Math.min(length, old.length);
    for (let i = 0; i < common; i++) {
      rows[i] = old[i]!;
      keep(rows[i]!, i, i);
    }
    for (let i = common; i < old.length; i++) r.remove(old[i]!);
    for (let i = common; i < length; i++) rows[i] = create(i, 0);
    return;
  }

  let start = 0;
  let end = length;
  let oldEnd = old.length;
  while (start < end && start < oldEnd && keys[start] === oldKeys[start]) {
    rows[start] = old[start]!;
    keep(rows[start]!, start, start);
    start++;
  }
  while (end > start && oldEnd > start && keys[end - 1] === oldKeys[oldEnd - 1]) {
    end--;
    oldEnd--;
    rows[end] = old[oldEnd]!;
  }

  if (start === oldEnd) {
    const before = end < length ? rows[end]!.base : 0;
    for (let i = start; i < end; i++) rows[i] = create(i, before);
  } else if (start === end) {
    for (let i = start; i < oldEnd; i++) r.remove(old[i]!);
  } else {
    // Old positions by key; rows with the same key form a chain, so that duplicates pair up in order (F-DIR-4).
    const position = new Map<unknown, number>();
    const next = new Int32Array(oldEnd - start).fill(-1);
    for (let i = oldEnd - 1; i >= start; i--) {
      const same = position.get(oldKeys[i]);
      if (same !== undefined) next[i - start] = same;
      position.set(oldKeys[i], i);
    }
    const sources = new Int32Array(end - start).fill(-1);
    const kept = new Uint8Array(oldEnd - start);
    for (let i = start; i < end; i++) {
      const from = position.get(keys[i]);
      if (from === undefined || from < 0) continue;
      sources[i - start] = from;
      kept[from - start] = 1;
      position.set(keys[i], next[from - start]!);
    }
    for (let i = start; i < oldEnd; i++) if (kept[i - start] === 0) r.remove(old[i]!);
    const stable = stablePositions(sources);
    const anchors = new Int32Array(end - start);
    let before = end < length ? rows[end]!.base : 0;
    for (let i = end - 1; i >= start; i--) {
      anchors[i - start] = before;
      if (stable[i - start] === 1) before = old[sources[i - start]!]!.base;
    }
    for (let i = start; i < end; i++) {
      const from = sources[i - start]!;
      if (from < 0) {
        rows[i] = create(i, anchors[i - start]!);
        continue;
      }
      const row = old[from]!;
      rows[i] = row;
      if (stable[i - start] === 0) r.move(row, anchors[i - start]!);
      keep(row, i, from);
    }
  }
  // The common end comes last, so that rows are updated in document order.
  for (let i = end; i < length; i++) keep(rows[i]!, i, i - end + oldEnd);
}

/** Rows with the same key pair up in order; which state goes where is a matter of luck then (F-DIR-4). */
function warnOfTwins(r: BlockRenderer, binding: ForBinding, keys: readonly unknown[]): void {
  const seen = new Set();
  const row = keys.findIndex((key) => seen.size === seen.add(key).size);
  if (row < 0) return;
  r.warnOnce("KEY_TWICE", `a:key at ${binding[7]}: row ${row} has the key of a row before it (F-DIR-4)`);
  binding[7] = "";
}

function hits(names: readonly string[], dirty: ReadonlySet<string>, item: string, index: string): boolean {
  for (const name of names) if (name !== item && name !== index && dirty.has(name)) return true;
  return false;
}

function keysOf(
  r: BlockRenderer,
  scope: Scope,
  items: readonly unknown[],
  names: readonly string[] | null,
  item: string,
  index: string,
  key: NonNullable<ForBinding[5]>,
): unknown[] {
  const keys = new Array<unknown>(items.length);
  if (key === "*this") {
    for (let i = 0; i < items.length; i++) keys[i] = items[i];
  } else if (typeof key === "string") {
    for (let i = 0; i < items.length; i++) {
      const value = items[i] as Record<string, unknown> | null | undefined;
      keys[i] = key === index ? (names?.[i] ?? i) : (value?.[key] ?? i);
    }
  } else {
    const inner = Object.create(scope) as Scope;
    for (let i = 0; i < items.length; i++) {
      inner[item] = items[i];
      inner[index] = names === null ? i : names[i];
      keys[i] = r.evaluate(key, inner);
    }
  }
  return keys;
}
