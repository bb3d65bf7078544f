/**
 * Types and pure functions shared by every realm of Berth.
 *
 * @module @berth/core
 */
export type { Cancel, Clock, Random } from "./environment.js";
export { systemClock, systemRandom, uuid } from "./environment.js";
export type { Fault } from "./error.js";
export { BerthError } from "./error.js";
