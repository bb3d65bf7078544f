import type { TemplateModule } from "@berth/core/wire";
import { type Observer, readObservers } from "../data/observers.js";
import type { ProgramFunction } from "../owner/owner.js";
import { withExternalClasses } from "./external-classes.js";
import { type Relation, readRelations } from "./relations.js";

/** Hooks that mixins share with the component: all run, mixins first (F-CMP-9). */
const hookNames = ["onInit", "deriveDataFromProps", "didMount", "didUpdate", "didUnmount", "onError"] as const;
/** Hooks of `lifetimes` (F-CMP-11). */
const lifetimeNames = ["created", "attached", "ready", "moved", "detached"] as const;
export type HookName = (typeof hookNames)[number] | (typeof lifetimeNames)[number];

/** Members that act only when `options` switches them on (F-CMP-11): libraries bring their own of the same name. */
const switched = ["lifetimes", "observers", "relations", "externalClasses"] as const;

/** Where a definition comes from, and what stands there beside its script. */
export interface DefinitionEntry {
  path: string;
  template: TemplateModule;
  components: Readonly<Record<string, string>>;
  component2: boolean;
}

/** What `Component(options)` was called with, mixins already merged; shared by all instances. */
export interface ComponentDefinition extends DefinitionEntry {
  data: (Record<string, unknown> | (() => unknown))[];
  props: Record<string, unknown>;
  methods: Record<string, unknown>;
  hooks: Partial<Record<HookName, ProgramFunction[]>>;
  observers: Observer[] | null;
  relations: Relation[] | null;
  /** Hooks of the page that the component follows, by name. */
  pageEvents: Record<string, ProgramFunction[]> | null;
  /** Every mixin, also those of mixins. */
  mixins: Set<unknown>;
  /** Members that are there but not switched on. */
  off: string[];
  /** Other members of the options; they are put on the instance as they are. */
  extra: Record<string, unknown>;
  /** `ref()`: what F-DIR-9 receives instead of the instance. */
  ref: ProgramFunction | null;
}

type Options = Record<string, unknown>;

const known = new Set<string>([
  "mixins",
  "behaviors",
  "data",
  "props",
  "methods",
  "options",
  "pageEvents",
  "ref",
  ...switched,
  ...hookNames,
]);

/** Merges options and mixins; the component wins over its mixins, later mixins over earlier ones. */
export function componentDefinition(options: Options, entry: DefinitionEntry): ComponentDefinition {
  const definition: ComponentDefinition = {
    ...entry,
    data: [],
    props: {},
    methods: {},
    hooks: {},
    observers: null,
    relations: null,
    pageEvents: null,
    mixins: new Set(),
    off: [],
    extra: {},
    ref: null,
  };
  const parts: Options[] = [];
  collect(options, definition.mixins, parts);
  const on: Options = Object.assign({}, ...parts.map((part) => part["options"]));
  for (const part of parts) merge(definition, part, on, part !== options);
  if (!entry.component2) {
    // They came with component2 (F-CMP-3).
    delete definition.hooks.onInit;
    delete definition.hooks.deriveDataFromProps;
  }
  return definition;
}

/** Options in the order in which they count, each mixin once. */
function collect(options: Options, mixins: Set<unknown>, parts: Options[]): void {
  for (const list of [options["mixins"], options["behaviors"]]) {
    if (!Array.isArray(list)) continue;
    for (const mixin of list) {
      if (!isRecord(mixin) || mixins.has(mixin)) continue;
      mixins.add(mixin);
      collect(mixin, mixins, parts);
    }
  }
  parts.push(options);
}

function merge(definition: ComponentDefinition, options: Options, on: Options, isMixin: boolean): void {
  const { data, props, methods, lifetimes, observers, relations, externalClasses, pageEvents, ref } = options;
  if (typeof data === "function") definition.data.push(data as () => unknown);
  // What a mixin's data hold is shared: components that use the same mixin talk through it, as mini-antui's filter does (F-CMP-9).
  else if (isRecord(data)) definition.data.push(isMixin ? () => data : data);
  if (isRecord(props)) Object.assign(definition.props, props);
  if (isRecord(methods)) Object.assign(definition.methods, methods);
  addHooks(definition.hooks, options, hookNames);
  for (const name of switched) if (options[name] !== undefined && on[name] !== true) definition.off.push(name);
  if (isRecord(lifetimes) && on["lifetimes"] === true) addHooks(definition.hooks, lifetimes, lifetimeNames);
  if (isRecord(observers) && on["observers"] === true) {
    definition.observers = [...(definition.observers ?? []), ...readObservers(observers)];
  }
  if (isRecord(relations) && on["relations"] === true) {
    definition.relations = [...(definition.relations ?? []), ...readRelations(relations, definition.path)];
  }
  if (Array.isArray(externalClasses) && on["externalClasses"] === true) {
    definition.template = withExternalClasses(definition.template, externalClasses.map(String));
  }
  if (isRecord(pageEvents)) {
    definition.pageEvents ??= {};
    addHooks(definition.pageEvents, pageEvents, Object.keys(pageEvents));
  }
  if (typeof ref === "function") definition.ref = ref as ProgramFunction;
  for (const key of Object.keys(options)) if (!known.has(key)) definition.extra[key] = options[key];
}

function addHooks(hooks: Record<string, ProgramFunction[]>, from: Options, names: readonly string[]): void {
  for (const name of names) {
    const hook = from[name];
    if (typeof hook !== "function") continue;
    hooks[name] ??= [];
    hooks[name].push(hook as ProgramFunction);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
