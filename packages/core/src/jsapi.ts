/**
 * Every member of `my.*`: its name and calling convention (F-API-1 to F-API-5), the rules of its parameters, the fields
 * of its result, and what it needs. Declared once; the worker builds `my` from it, and the host its checks.
 *
 * @module @berth/core/jsapi
 */

export {
  componentTable,
  jsapiCatalogue,
  jsapiExtensions,
  jsapiNames,
  jsapiOptions,
  jsapiResults,
  lateJsapis,
} from "./jsapi/catalogue.js";
export { checkParams, type ParamOutcome } from "./jsapi/check-params.js";
export type { JsapiConvention } from "./jsapi/declaration.js";
export type { MyObject } from "./jsapi/my-object.js";
