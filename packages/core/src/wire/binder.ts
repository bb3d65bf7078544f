import type { Fragment } from "./fragment.js";

/**
 * What an AXML file is compiled to: code for the worker. The compiler writes modules that export a `TemplateModule`;
 * the worker runtime interprets its blocks. Expressions are the only code; everything else is data.
 *
 * Names. An expression gets the scope `s`: an object whose own and inherited members are the names a template sees. Its
 * root (page or component instance, or the data of a template) has no prototype, so a name found nowhere is undefined
 * (F-AXML-5). A loop adds one object on top with the item and index names. Members are read with `?.`.
 * SJS modules are constants of the module itself (from `require`), never in the scope.
 *
 * An expression that throws evaluates to undefined; the runtime reports it once for each render (F-SJS-5).
 */
// biome-ignore lint/suspicious/noExplicitAny: generated code reads any member with ?.
export type Scope = Record<string, any>;
/** A compiled expression: its value in a scope. */
export type Expression = (s: Scope) => unknown;

/** `module.exports` of `<path>.axml`. */
export interface TemplateModule {
  fragments: Fragment[];
  main: Block;
  /** Templates defined here and in the files imported here (not transitive, F-TPL-4). */
  templates: Record<string, TemplateRef>;
}

/** A block together with the module whose fragments it uses. */
export interface TemplateRef {
  module: TemplateModule;
  block: Block;
}

/** A piece of template that is created and removed as a whole. */
export interface Block {
  /** Index in `fragments` of the module the block belongs to. */
  f: number;
  /**
   * Names that expressions in this block, nested blocks included, read from outside of it; loop names bound inside are
   * left out. A block whose names did not change is not evaluated again. null: unknown, evaluate always.
   */
  u: string[] | null;
  /** Bindings in document order. */
  b: Binding[];
  /** Elements that have a slot, by slot. */
  e?: Record<number, ElementMeta>;
}

/** What the worker knows of an element in a slot, to build and bubble events (F-EVT-1..5). Evaluated when an event comes. */
export interface ElementMeta {
  /** Component name, for `target.tagName`. */
  t: string;
  /** Slot of the nearest ancestor element with a slot in the same fragment; 0 = none, go on at the block's anchor. */
  up: number;
  /**
   * Handlers by event name ("tap"): `h` of onTap, `c` of catchTap, which stops bubbling unless it is "". A string names a
   * method; an expression gives a name, a function or "". Libraries have both on one element and use either.
   */
  v?: Record<string, { h?: string | Expression; c?: string | Expression }>;
  /** The dataset, names already converted (F-EVT-5). */
  d?: Expression;
  /** The id attribute. */
  i?: string | Expression;
}

/** Codes of bindings, first member of each tuple. The second is always the slot. */
export const Bind = { text: 0, attribute: 1, if: 2, for: 3, component: 4, slot: 5, template: 6 } as const;

/** One place of a block that follows data: a tuple that begins with a code of {@link Bind}. */
export type Binding =
  /** Text; the expression already gives a string (F-AXML-4). */
  | [typeof Bind.text, slot: number, value: Expression]
  /** Attribute of a built-in component; `class`, `style` and mixed text already give strings, style objects are left to the runtime. */
  | [typeof Bind.attribute, slot: number, name: string, value: Expression]
  /** a:if chain at an anchor; a null condition is a:else. */
  | [typeof Bind.if, slot: number, branches: [condition: Expression | null, block: Block][]]
  /**
   * a:for at an anchor. key: name of a member of the item, "*this", an expression over the inner scope, or null.
   * place: "file:line" of a list whose keys are to be looked at (F-DIR-4), in development; "" once it was warned of.
   */
  | [
      typeof Bind.for,
      slot: number,
      list: Expression,
      item: string,
      index: string,
      key: string | Expression | null,
      block: Block,
      place?: string,
    ]
  /** Custom component (or unknown tag) at an anchor. It draws no node of its own. */
  | [typeof Bind.component, slot: number, use: ComponentUse]
  /** <slot> at an anchor: name, values for slot-scope, content when the user gave none. */
  | [
      typeof Bind.slot,
      slot: number,
      name: string | Expression,
      values: [name: string, value: Expression][],
      fallback: Block | null,
    ]
  /** <template is data> at an anchor. `templates` of the module are looked up by name. data gives the new root scope. */
  | [typeof Bind.template, slot: number, is: string | Expression, data: Expression | null];

/** What a tag gives to a custom component: props, dataset, slot content. */
export interface ComponentUse {
  /** Tag as written; looked up in usingComponents of the page or component that owns the block. */
  tag: string;
  /**
   * Props in camel case. Static values are wrapped too. For names starting with on/catch a string result names a method
   * of the owner (F-CMP-6, F-EVT-6). `id`, `class`, `style`, `slot` and `ref` are passed as written in AXML.
   */
  props: [name: string, value: Expression][];
  /** data-* as one expression, for selectComponent and events, or absent. */
  dataset?: Expression;
  /** Content by slot name ("" = default). `scope` is the name of slot-scope if any. */
  slots: { name: string | Expression; scope: string | null; block: Block }[];
  /** Method of the owner that receives the instance (F-DIR-9). */
  ref?: string;
}

/** Helpers that compiled templates get from `require("berth:binder")`. */
export interface BinderHelpers {
  /** Value as text: undefined and null are empty (F-AXML-4). */
  text(value: unknown): string;
  /** `o.name(...args)`; undefined and one warning when it is no function (F-AXML-6). */
  call(o: unknown, name: PropertyKey, args: unknown[]): unknown;
  /** A call of a bare name: SJS default export; anything else gives undefined and one warning. */
  callBare(f: unknown, name: string, args: unknown[]): unknown;
  /** Copies own members of each part into a new object without prototype; later ones win (F-AXML-8). */
  merge(...parts: unknown[]): Scope;
  /** A list for spreading into an array literal. */
  list(value: unknown): unknown[];
  /**
   * Calls `bind` with a `require` that gives the SJS modules of the page being drawn: now, and when another page is
   * drawn if one of them keeps something between calls (F-SJS-3).
   */
  sjs(bind: (require: (path: string) => unknown) => void): void;
}

/**
 * A unit is the code of the main package or of one subpackage: one script that calls
 * `__berth_unit__(function (define, register) { ... })` once and does nothing else.
 */
export interface UnitScope {
  /**
   * `define(path, function (<shadowed names>) { return function (require, module, exports) { ... } }, dependencies)`.
   * `path` with extension and without leading slash. `dependencies` maps what the source wrote to the path it means.
   * The inner function of a module of a plugin takes {@link pluginNames} after the three.
   */
  define(
    path: string,
    factory: (
      ...shadowed: undefined[]
    ) => (require: unknown, module: unknown, exports: unknown, ...plugin: unknown[]) => void,
    dependencies: Record<string, string>,
    /** An SJS module that keeps something between calls: each page has its own (F-SJS-3). */
    ownEach?: 1,
  ): void;
  /** One call for the app, each page and each component of the unit. */
  register(entry: UnitEntry): void;
}

/** What a unit registers: the app, a plugin, or one page or component with its modules. */
export type UnitEntry =
  | { kind: "app"; script: string }
  /** A plugin (F-PLG-1): its script for requirePlugin, and the paths of the pages that others may open, by name. */
  | { kind: "plugin"; name: string; script: string | null; pages: Record<string, string> }
  | {
      kind: "page" | "component";
      /** Path without extension: "pages/index/index". */
      path: string;
      /** Module paths; style sheets are known by `path`. */
      script: string;
      template: string;
      /** usingComponents, app level included: tag to component path. */
      components: Record<string, string>;
      /** component2 of the project (F-PROJ-2), and json options of a component. */
      component2: boolean;
    };

/** Names that code of a plugin has for itself (F-PLG-3): parameters of the inner function of `define`, in order. */
export const pluginNames: readonly string[] = ["my", "App", "getApp", "getCurrentPages", "requirePlugin"];

/** Folder under which files of plugins lie in a package: `__plugin__/<name>/...`. */
export const pluginFolder = "__plugin__";

/** Parameters of the outer function of `define`, in order; all undefined when called, save `Function` (F-GEN-2). */
export const shadowedNames: readonly string[] = [
  "globalThis",
  "global",
  "self",
  "window",
  "document",
  "location",
  "AlipayJSBridge",
  "fetch",
  "XMLHttpRequest",
  "Function",
];
