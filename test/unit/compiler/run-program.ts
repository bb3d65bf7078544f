import { type CompileResult, compileProject, memorySource } from "@berth/compiler";
import type { BinderHelpers, Block, FragmentNode, Scope, TemplateModule, UnitEntry, UnitScope } from "@berth/core/wire";
import { shadowedNames } from "@berth/core/wire";

/** Calls that compiled templates made wrongly, as the runtime would warn about them. */
export const warnings: string[] = [];

type Callable = (...args: unknown[]) => unknown;

/** The helpers of the wire contract, as small as a test needs them. */
export const helpers: BinderHelpers = {
  text: (value) => (value === undefined || value === null ? "" : String(value)),
  call(o, name, args) {
    const member = (o as Record<PropertyKey, unknown> | null | undefined)?.[name];
    if (typeof member === "function") return (member as Callable).apply(o, args);
    warnings.push(String(name));
    return undefined;
  },
  callBare(f, name, args) {
    if (typeof f === "function") return (f as Callable)(...args);
    warnings.push(name);
    return undefined;
  },
  merge: (...parts) => Object.assign(Object.create(null) as Scope, ...parts),
  list: (value) => (Array.isArray(value) ? value : []),
  sjs: (bind) => bind(requireSjs),
};

/** Modules of the program loaded last. */
let requireSjs: (path: string) => unknown = () => ({});

/** The units of a package, loaded: modules by path, and what they registered. */
export interface LoadedProgram {
  entries: UnitEntry[];
  require(path: string): unknown;
  /** Options given to `Page` or `Component` by the module at a path. */
  options(path: string): Record<string, unknown>;
}

interface Defined {
  factory: (...shadowed: undefined[]) => (require: unknown, module: unknown, exports: unknown) => void;
  dependencies: Record<string, string>;
}

/** Runs the code of every unit the way the worker does. */
export function loadProgram(result: CompileResult): LoadedProgram {
  const defined = new Map<string, Defined>();
  const modules = new Map<string, { exports: unknown }>();
  const entries: UnitEntry[] = [];
  let given: Record<string, unknown> = {};
  const unit: UnitScope = {
    define: (path, factory, dependencies) => void defined.set(path, { factory, dependencies }),
    register: (entry) => void entries.push(entry),
  };
  const options = (o: Record<string, unknown>): void => {
    given = o;
  };
  for (const { code } of result.manifest?.units ?? []) {
    const text = new TextDecoder().decode(result.files.get(code));
    const names = ["__berth_unit__", "App", "Page", "Component", "my"];
    new Function(...names, text)((run: Callable) => run(unit.define, unit.register), options, options, options, {
      my: 1,
    });
  }
  const load = (path: string): unknown => {
    if (path === "berth:binder") return helpers;
    const known = modules.get(path);
    if (known) return known.exports;
    const record = defined.get(path);
    if (!record) throw new Error(`no module ${path}`);
    const module = { exports: {} as unknown };
    modules.set(path, module);
    const shadows = shadowedNames.map(() => undefined);
    record.factory(...shadows)((name: string) => load(record.dependencies[name] ?? name), module, module.exports);
    return module.exports;
  };
  requireSjs = load;
  return {
    entries,
    require: load,
    options(path) {
      given = {};
      load(path);
      return given;
    },
  };
}

/** Compiles one page with this AXML and more files, and gives its template. */
export async function compilePage(
  axml: string,
  files: Record<string, string> = {},
): Promise<{ result: CompileResult; template: TemplateModule; program: LoadedProgram }> {
  const result = await compileProject(
    memorySource({
      "app.json": '{"pages":["pages/a/a"]}',
      "app.js": "App({})",
      "pages/a/a.js": "Page({})",
      "pages/a/a.json": "{}",
      "pages/a/a.axml": axml,
      ...files,
    }),
  );
  const program = loadProgram(result);
  return { result, template: program.require("pages/a/a.axml") as TemplateModule, program };
}

/** A root scope with these data. */
export function scopeOf(data: Record<string, unknown>): Scope {
  return Object.assign(Object.create(null) as Scope, data);
}

/** What a template draws for these data, as markup. Components show as their tag with props and slot content. */
export function draw(module: TemplateModule, data: Record<string, unknown>): string {
  return drawBlock(module, module.main, scopeOf(data), 0);
}

function evaluate(expression: (s: Scope) => unknown, scope: Scope): unknown {
  try {
    return expression(scope);
  } catch {
    return undefined;
  }
}

function inner(scope: Scope, more: Record<string, unknown>): Scope {
  return Object.assign(Object.create(scope) as Scope, more);
}

function rowsOf(list: unknown): [unknown, unknown][] {
  if (Array.isArray(list)) return list.map((item, index) => [item, index]);
  if (typeof list === "number") return Array.from({ length: list }, (_, index) => [index, index]);
  if (typeof list === "object" && list !== null) return Object.entries(list).map(([key, item]) => [item, key]);
  return [];
}

function drawBlock(module: TemplateModule, block: Block, scope: Scope, depth: number): string {
  const texts = new Map<number, string>();
  const attributes = new Map<number, Record<string, unknown>>();
  const value = (v: string | ((s: Scope) => unknown)): unknown => (typeof v === "string" ? v : evaluate(v, scope));
  for (const binding of block.b) {
    const slot = binding[1];
    switch (binding[0]) {
      case 0:
        texts.set(slot, evaluate(binding[2], scope) as string);
        break;
      case 1:
        attributes.set(slot, { ...attributes.get(slot), [binding[2]]: evaluate(binding[3], scope) });
        break;
      case 2: {
        const branch = binding[2].find(([condition]) => condition === null || evaluate(condition, scope));
        texts.set(slot, branch ? drawBlock(module, branch[1], scope, depth) : "");
        break;
      }
      case 3: {
        const [, , list, item, index, , row] = binding;
        const rows = rowsOf(evaluate(list, scope));
        texts.set(
          slot,
          rows.map(([v, i]) => drawBlock(module, row, inner(scope, { [item]: v, [index]: i }), depth)).join(""),
        );
        break;
      }
      case 4: {
        const use = binding[2];
        const props = use.props.map(([name, expression]) => ` ${name}=${JSON.stringify(evaluate(expression, scope))}`);
        const slots = use.slots.map(({ name, scope: bound, block: content }) => {
          const within = bound === null ? scope : inner(scope, { [bound]: { from: "slot" } });
          return `[${String(value(name))}:${drawBlock(module, content, within, depth)}]`;
        });
        texts.set(slot, `<${use.tag}${props.join("")}>${slots.join("")}</${use.tag}>`);
        break;
      }
      case 5: {
        const [, , name, values, fallback] = binding;
        const given = values.map(([n, expression]) => ` ${n}=${JSON.stringify(evaluate(expression, scope))}`).join("");
        texts.set(
          slot,
          `<slot ${String(value(name))}${given}>${fallback ? drawBlock(module, fallback, scope, depth) : ""}</slot>`,
        );
        break;
      }
      case 6: {
        const [, , is, data] = binding;
        const found = module.templates[String(value(is))];
        const root = data ? scopeOf((evaluate(data, scope) as Record<string, unknown>) ?? {}) : scopeOf({});
        // A template that uses itself without end is cut, as in the runtime.
        texts.set(slot, found && depth < 20 ? drawBlock(found.module, found.block, root, depth + 1) : "");
      }
    }
  }
  const drawNode = (node: FragmentNode): string => {
    if ("t" in node) return node.t;
    if ("d" in node) return texts.get(node.d) ?? "";
    if ("a" in node) return texts.get(node.a) ?? "";
    const all = { ...node.p, ...attributes.get(node.s ?? 0) };
    const written = Object.entries(all).map(([name, v]) => ` ${name}=${JSON.stringify(v)}`);
    return `<${node.e}${written.join("")}>${(node.c ?? []).map(drawNode).join("")}</${node.e}>`;
  };
  return (module.fragments[block.f]?.c ?? []).map(drawNode).join("");
}
