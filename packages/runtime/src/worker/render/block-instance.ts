import type { Block, Scope, TemplateModule } from "@berth/core/wire";
import type { Owner } from "../owner/owner.js";

/** Names that changed since the last render; null = take everything as changed. */
export type Dirty = ReadonlySet<string> | null;

/** One living instance of a block: its numbers in the view and the last values of its bindings. */
export class BlockInstance {
  /** By binding: last value, or the state of an if, for, component, slot or template. */
  state: unknown[];

  constructor(
    readonly block: Block,
    readonly module: TemplateModule,
    /** Page or component whose template this is: handlers and components are looked up there. */
    readonly owner: Owner,
    readonly scope: Scope,
    readonly base: number,
    /** Instance that holds the anchor, across component and slot borders; null directly below a page. */
    readonly parent: BlockInstance | null,
    /** Slot of the anchor in `parent`. */
    readonly anchor: number,
  ) {
    this.state = new Array(block.b.length);
  }
}

/** What the kinds of bindings need from the interpreter. */
export interface BlockRenderer {
  /** Creates an instance at slot `anchor` of `parent`, before the instance with base `before` (0 = at the end). */
  create(
    block: Block,
    module: TemplateModule,
    owner: Owner,
    scope: Scope,
    parent: BlockInstance,
    anchor: number,
    before: number,
  ): BlockInstance;
  /** A block at the root anchor of a page, before the instance with base `before` (none = at the end). */
  createRoot(
    block: Block,
    module: TemplateModule,
    owner: Owner,
    scope: Scope,
    pageId: number,
    before?: number,
  ): BlockInstance;
  update(instance: BlockInstance, dirty: Dirty): void;
  /** What is evaluated next belongs to that page (F-SJS-3). */
  enter(pageId: number): void;
  /** Takes the instance out of the view and forgets it. */
  remove(instance: BlockInstance): void;
  /** Forgets an instance whose nodes go with those around it. */
  forget(instance: BlockInstance): void;
  move(instance: BlockInstance, before: number): void;
  evaluate<T>(expression: (s: Scope) => T, scope: Scope): T | undefined;
  warnOnce(code: string, message: string): void;
}

/** Whether a block reads one of the changed names. */
export function reads(names: readonly string[] | null, dirty: Dirty): boolean {
  if (names === null || dirty === null) return true;
  for (const name of names) if (dirty.has(name)) return true;
  return false;
}
