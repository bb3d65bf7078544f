import type { Scope } from "@berth/core/wire";
import type { ComponentRecord } from "../component/component-record.js";
import type { Observer } from "../data/observers.js";
import type { BlockInstance } from "../render/block-instance.js";
import type { SlotFill } from "../render/render-slot.js";

/** `this` of program code: own members of any kind. */
export type ProgramInstance = Record<string, unknown> & { data: Record<string, unknown> };

/** A function of the program. */
export type ProgramFunction = (...args: unknown[]) => unknown;

/** Slots of a component: what its user gave, and what of it stands in the tree now. */
export interface Slots {
  fills: SlotFill[];
  /** Counts changes of `fills`. */
  generation: number;
  contents: Set<BlockInstance>;
}

/** A page or a component: it owns a template, data, and the names its template sees. */
export interface Owner {
  readonly instance: ProgramInstance;
  readonly scope: Scope;
  /** Names of data and props that changed since the last render. */
  readonly dirty: Set<string>;
  /** Containers copied by setData since the last render (F-PAGE-4). */
  readonly fresh: Set<object>;
  readonly components: Readonly<Record<string, string>>;
  readonly pageId: number;
  /** Page 0, its components 1, ... */
  readonly depth: number;
  /** Component path for notes, or null for a page. */
  readonly componentPath: string | null;
  readonly slots: Slots;
  /** `observers` of the program, when switched on. */
  readonly observers: readonly Observer[] | null;
  /** Every mixin it has. */
  readonly mixins: ReadonlySet<unknown>;
  /** Components whose owner this is, in order of creation. */
  readonly children: Set<ComponentRecord>;
  root: BlockInstance | null;
  alive: boolean;
  /** The method of that name, bound and always the same function; undefined when there is none. */
  handler(name: string): ProgramFunction | undefined;
  /** Value of a name as the template sees it. */
  read(name: string): unknown;
  /** Keeps what didUpdate will be told, before the first change since a render. */
  remember(): void;
  /** Runs what must run between a change of data and its render: observers, deriveDataFromProps. */
  settle(): void;
  /** Called after an update was rendered. */
  updated(): void;
  /** Called in place of `updated` when nobody is to be told. */
  forgive(): void;
}
