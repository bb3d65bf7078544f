import { BerthError } from "@berth/core";
import { jsapiCatalogue } from "@berth/core/jsapi";
import type { JsapiDefinition } from "../extension.js";

/** Names no host may replace (H-JS-3). */
const fixed = new Set([
  "call",
  "canIUse",
  "on",
  "off",
  "navigateTo",
  "redirectTo",
  "navigateBack",
  "switchTab",
  "reLaunch",
  "getAppIdSync",
  "shareAppMessage",
  "loadUnit",
  "abortRequest",
  "applyUpdate",
]);

const refuse = (message: string, field: string): BerthError =>
  new BerthError("GRV_CONTAINER_API_ERROR_PARAM", message, { details: { number: 90002, field } });

/**
 * Checks definitions before any of them is registered beside those of `taken`.
 *
 * @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM` for a name that is taken, fixed or malformed.
 */
export function checkJsapis(definitions: readonly JsapiDefinition[], taken: readonly string[]): void {
  for (const definition of definitions) {
    const { name } = definition;
    if (typeof name !== "string" || !/^[A-Za-z][\w.]{0,127}$/.test(name)) throw refuse("a JSAPI needs a name", "name");
    if (typeof definition.handler !== "function") throw refuse(`${name} has no handler`, "handler");
    checkSchema(definition);
    if (fixed.has(name)) throw refuse(`${name} cannot be replaced`, "name");
    if (definition.canOverride === false && (taken.includes(name) || isBuiltin(name))) {
      throw refuse(`${name} exists already`, "canOverride");
    }
  }
}

/** Whether a name belongs to `my.*` by itself, answered here or not. */
export function isBuiltin(name: string): boolean {
  return jsapiCatalogue.has(name);
}

/** A schema that says nothing clear would refuse calls, or let them through, in a program of somebody else's. */
function checkSchema({ name, params = [] }: JsapiDefinition): void {
  if (!Array.isArray(params)) throw refuse(`${name}: params must be a list`, "params");
  const seen = new Set<string>();
  params.forEach((param, at) => {
    const field = `params[${at}]`;
    if (typeof param?.name !== "string" || param.name === "") throw refuse(`${name}: ${field} needs a name`, field);
    if (seen.has(param.name)) throw refuse(`${name}: parameter "${param.name}" stands there twice`, field);
    seen.add(param.name);
    const check = Object.hasOwn(checks, param.type) ? checks[param.type] : undefined;
    if (check === undefined) {
      const known = Object.keys(checks).join(", ");
      throw refuse(`${name}: parameter "${param.name}" must have one of the types ${known}`, `${field}.type`);
    }
    if (param.default !== undefined && !check(param.default)) {
      throw refuse(`${name}: the default of "${param.name}" is no ${param.type}`, `${field}.default`);
    }
  });
}

const checks: Record<string, (value: unknown) => boolean> = {
  string: (v) => typeof v === "string",
  boolean: (v) => typeof v === "boolean",
  double: (v) => typeof v === "number" && Number.isFinite(v),
  integer: (v) => Number.isSafeInteger(v),
  long: (v) => Number.isSafeInteger(v) || (typeof v === "string" && /^-?\d{1,19}$/.test(v)),
};

/** Parameters with types checked and defaults filled in (H-JS-5), or the sentence of error 2. */
export function customParams(definition: JsapiDefinition, raw: unknown): Record<string, unknown> | string {
  const given = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
  const params: Record<string, unknown> = { ...given };
  for (const { name, type, required, default: preset } of definition.params ?? []) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (required === true) return `${definition.name}: parameter "${name}" is missing`;
      if (preset !== undefined) params[name] = preset;
    } else if (checks[type]?.(value) !== true) return `${definition.name}: parameter "${name}" must be of type ${type}`;
  }
  return params;
}
