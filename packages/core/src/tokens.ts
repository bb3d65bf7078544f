/**
 * Pure state machines of codes and tokens (tokens.md, sections 2 to 5), shared by the SDK, back ends and panels.
 *
 * @module @berth/core/tokens
 */
export type { CodeInput, CodeState, HeldCode } from "./tokens/code-state.js";
export { nextCodeState } from "./tokens/code-state.js";
export type { Instant } from "./tokens/instant.js";
export type { Life, StatedLife } from "./tokens/life.js";
export {
  codeIsYoung,
  codeUsableMs,
  DEFAULT_LIFE_MS,
  LONGEST_LIFE_MS,
  lifeOf,
  marginMs,
  remainingMs,
} from "./tokens/life.js";
export type { TokenKey } from "./tokens/token-key.js";
export { canonicalKey } from "./tokens/token-key.js";
export type { HeldRefresh, HeldToken, TokenNeed, TokenState } from "./tokens/token-state.js";
export { afterFailure, backoffMs, EMPTY_TOKENS, endsSession, tokenNeed } from "./tokens/token-state.js";
