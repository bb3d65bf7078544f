import type { TemplateModule } from "@berth/core/wire";
import type { ProgramFunction } from "../owner/owner.js";

/** Hooks that mixins share with the component: all run, mixins first (F-CMP-9). */
const hookNames = ["onInit", "deriveDataFromProps", "didMount", "didUpdate", "didUnmount", "onError"] as const;
export type HookName = (typeof hookNames)[number];

const lifetimeHooks: Readonly<Record<string, HookName>> = {
  created: "onInit",
  attached: "didMount",
  ready: "didMount",
  detached: "didUnmount",
};

/** An observer: names before the first dot or bracket that wake it, and what to pass. */
export interface Observer {
  paths: string[];
  names: string[];
  run: ProgramFunction;
}

/** What `Component(options)` was called with, mixins already merged; shared by all instances. */
export interface ComponentDefinition {
  path: string;
  template: TemplateModule;
  components: Readonly<Record<string, string>>;
  component2: boolean;
  data: (Record<string, unknown> | (() => unknown))[];
  props: Record<string, unknown>;
  methods: Record<string, unknown>;
  hooks: Record<HookName, ProgramFunction[]>;
  observers: Observer[];
  /** Other members of the options; they are put on the instance as they are. */
  extra: Record<string, unknown>;
  /** `ref()`: what F-DIR-9 receives instead of the instance. */
  ref: ProgramFunction | null;
}

const known = new Set<string>([
  "mixins",
  "behaviors",
  "data",
  "props",
  "methods",
  "lifetimes",
  "observers",
  "options",
  "relations",
  "externalClasses",
  "ref",
  ...hookNames,
]);

/** Merges options and mixins; the component wins over its mixins, later mixins over earlier ones. */
export function componentDefinition(
  options: Record<string, unknown>,
  entry: Pick<ComponentDefinition, "path" | "template" | "components" | "component2">,
): ComponentDefinition {
  const definition: ComponentDefinition = {
    path: entry.path,
    template: entry.template,
    components: entry.components,
    component2: entry.component2,
    data: [],
    props: {},
    methods: {},
    hooks: { onInit: [], deriveDataFromProps: [], didMount: [], didUpdate: [], didUnmount: [], onError: [] },
    observers: [],
    extra: {},
    ref: null,
  };
  merge(definition, options, 0);
  return definition;
}

function merge(definition: ComponentDefinition, options: Record<string, unknown>, depth: number): void {
  if (depth > 20) return;
  for (const list of [options["mixins"], options["behaviors"]]) {
    if (!Array.isArray(list)) continue;
    for (const mixin of list) {
      if (typeof mixin === "object" && mixin !== null) merge(definition, mixin as Record<string, unknown>, depth + 1);
    }
  }
  const { data, props, methods, lifetimes, observers, ref } = options;
  if (typeof data === "function") definition.data.push(data as () => unknown);
  else if (isRecord(data)) definition.data.push(data);
  if (isRecord(props)) Object.assign(definition.props, props);
  if (isRecord(methods)) Object.assign(definition.methods, methods);
  for (const name of hookNames) {
    const hook = options[name];
    if (typeof hook === "function") definition.hooks[name].push(hook as ProgramFunction);
  }
  if (isRecord(lifetimes)) {
    for (const [name, hook] of Object.entries(lifetimes)) {
      const target = lifetimeHooks[name];
      if (target !== undefined && typeof hook === "function") definition.hooks[target].push(hook as ProgramFunction);
    }
  }
  if (isRecord(observers)) {
    for (const [key, run] of Object.entries(observers)) {
      if (typeof run !== "function") continue;
      const paths = key.split(",").map((path) => path.trim().replace(/\.?\*\*$/, ""));
      const names = paths.map((path) => path.split(/[.[]/)[0] ?? "");
      definition.observers.push({ paths, names, run: run as ProgramFunction });
    }
  }
  if (typeof ref === "function") definition.ref = ref as ProgramFunction;
  for (const key of Object.keys(options)) if (!known.has(key)) definition.extra[key] = options[key];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
