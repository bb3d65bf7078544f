import type { BinderHelpers, Scope } from "@berth/core/wire";
import type { Reporter } from "../link/reporter.js";
import type { ModuleRegistry } from "./module-registry.js";

type Callable = (...args: unknown[]) => unknown;

/** What compiled templates get from `require("berth:binder")`. */
export function binderHelpers(reporter: Reporter, modules: ModuleRegistry): BinderHelpers {
  return {
    sjs: (bind) => {
      modules.bindSjs(bind);
    },
    text(value) {
      if (typeof value === "string") return value;
      return value === undefined || value === null ? "" : textOf(value);
    },
    call(o, name, args) {
      if (o === undefined || o === null) return undefined;
      const member = (o as Record<PropertyKey, unknown>)[name];
      if (typeof member === "function") return (member as Callable).apply(o, args);
      reporter.warnOnce("TEMPLATE_CALL", `${String(name)}() in a template is no function of a value or SJS module`);
      return undefined;
    },
    callBare(f, name, args) {
      if (typeof f === "function") return (f as Callable)(...args);
      reporter.warnOnce("TEMPLATE_CALL", `${name}() in a template is no SJS function; methods cannot be called there`);
      return undefined;
    },
    merge(...parts) {
      const result: Scope = Object.create(null);
      for (const part of parts) {
        if (typeof part === "object" && part !== null) Object.assign(result, part);
      }
      return result;
    },
    list(value) {
      if (Array.isArray(value)) return value;
      if (typeof value === "string") return Array.from(value);
      return [];
    },
  };
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    // An object without prototype, as object literals of templates are, has no text of its own (F-AXML-4).
    return "[object Object]";
  }
}
