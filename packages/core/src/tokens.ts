/**
 * Pure state machines of codes and tokens (tokens.md, sections 2 to 5), shared by the SDK, back ends and panels.
 *
 * @module
 */
export type { Instant } from "./tokens/instant.js";
export type { TokenKey } from "./tokens/token-key.js";
export { canonicalKey } from "./tokens/token-key.js";
