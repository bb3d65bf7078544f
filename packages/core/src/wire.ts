/**
 * The wire contract of host, worker, view and compiled templates: data types, constants and guards, nothing else. This
 * is the thin waist of Berth; both sides of every port import it.
 *
 * @module @berth/core/wire
 */
export type * from "./wire/binder.js";
export { Bind, pluginFolder, pluginNames, shadowedNames } from "./wire/binder.js";
export type * from "./wire/draw.js";
export { Draw, drawOperands } from "./wire/draw.js";
export type * from "./wire/fragment.js";
export type * from "./wire/host-link.js";
export type * from "./wire/json.js";
export { lateComponents } from "./wire/late.js";
export type * from "./wire/shell-link.js";
