import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { inDocumentOrder } from "../render/document-order.js";
import type { ComponentRecord } from "./component-record.js";

/** One entry of `relations` (F-CMP-11). */
export interface Relation {
  key: string;
  /** Component path that the key means. */
  path: string;
  /** A mixin that the other must have, in place of the path. */
  target: unknown;
  /** Whether the other stands around this one. */
  outward: boolean;
  /** Only the nearest component around may be it. */
  near: boolean;
  hooks: Readonly<Record<string, unknown>>;
}

interface Link {
  relation: Relation;
  other: ComponentRecord;
}

const links = new WeakMap<ComponentRecord, Link[]>();

/** `relations` of a component; keys are paths as seen from it. */
export function readRelations(relations: Readonly<Record<string, unknown>>, from: string): Relation[] {
  return Object.entries(relations).flatMap(([key, value]) => {
    if (typeof value !== "object" || value === null) return [];
    const hooks = value as Record<string, unknown>;
    const { type, target } = hooks;
    const outward = type === "parent" || type === "ancestor";
    const near = type === "parent" || type === "child";
    return [{ key, path: pathFrom(key, from), target, outward, near, hooks }];
  });
}

/** Links a component with those around it, when both name each other: the outer one is told first. */
export function link(realm: Realm, record: ComponentRecord): void {
  for (const relation of record.definition.relations ?? []) {
    if (!relation.outward) continue;
    for (let other = around(record); other !== null; other = around(other)) {
      const back = other.definition.relations?.find((each) => !each.outward && fits(each, record));
      if (fits(relation, other) && back !== undefined) {
        add(other, { relation: back, other: record });
        add(record, { relation, other });
        tell(realm, other, back, "linked", record);
        tell(realm, record, relation, "linked", other);
        break;
      }
      if (relation.near) break;
    }
  }
}

/** Tells both ends of each link of a component that it moved or, with `unlinked`, that it is gone. */
export function tellLinked(realm: Realm, record: ComponentRecord, hook: "linkChanged" | "unlinked"): void {
  for (const { relation, other } of links.get(record) ?? []) {
    const theirs = links.get(other) ?? [];
    const back = theirs.findIndex((each) => each.other === record && each.relation.outward !== relation.outward);
    const { relation: mirrored } = theirs[back] ?? {};
    if (hook === "unlinked" && back >= 0) theirs.splice(back, 1);
    if (mirrored !== undefined) tell(realm, other, mirrored, hook, record);
    tell(realm, record, relation, hook, other);
  }
  if (hook === "unlinked") links.delete(record);
}

/** `getRelationNodes(key)`: the components linked under that key. */
export function relationNodes(record: ComponentRecord, key: unknown): unknown[] {
  const found = (links.get(record) ?? []).filter(({ relation }) => relation.key === key);
  return inDocumentOrder(found, ({ other }) => other.root).map(({ other }) => other.instance);
}

/** The component whose slot holds this one, or in whose template it stands; null directly in a page. */
export function around(record: ComponentRecord): ComponentRecord | null {
  for (let at = record.root; at?.parent; at = at.parent) {
    const { owner, parent } = at;
    const outer = parent.owner as ComponentRecord;
    if (owner !== outer && outer.slots.contents.has(at)) return outer;
    if (owner !== record && owner.root === at) return owner as ComponentRecord;
  }
  return null;
}

function fits(relation: Relation, other: ComponentRecord): boolean {
  const { path, mixins } = other.definition;
  return relation.target === undefined ? relation.path === path : mixins.has(relation.target);
}

function add(record: ComponentRecord, made: Link): void {
  const list = links.get(record);
  if (list === undefined) links.set(record, [made]);
  else list.push(made);
}

function tell(realm: Realm, record: ComponentRecord, relation: Relation, hook: string, other: ComponentRecord): void {
  const run = relation.hooks[hook];
  if (typeof run === "function") {
    realm.reporter.guard(() => (run as ProgramFunction).call(record.instance, other.instance));
  }
}

function pathFrom(key: string, from: string): string {
  const parts = key.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of key.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
