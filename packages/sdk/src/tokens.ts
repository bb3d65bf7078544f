/**
 * Codes and tokens on the side that uses them: the desk behind `my.getAuthCode` and the manager for trusted code. Works in
 * Node without a DOM (T-ROLE-5).
 *
 * @module @berth/sdk/tokens
 */
export type { CodeDesk, CodeDeskOptions, DeskAnswer, DeskRequest, ServiceCode } from "./tokens/code-desk.js";
export { createCodeDesk } from "./tokens/create-code-desk.js";
export { createTokenManager } from "./tokens/create-token-manager.js";
export type { EncryptedTokenStorageOptions } from "./tokens/encrypted-token-storage.js";
export { createEncryptedTokenStorage } from "./tokens/encrypted-token-storage.js";
export type { PlatformEndpointOptions } from "./tokens/platform-endpoint.js";
export { createPlatformEndpoint } from "./tokens/platform-endpoint.js";
export type { TokenChannel, TokenMessage } from "./tokens/token-channel.js";
export { createTokenChannel } from "./tokens/token-channel.js";
export type { CallContext, EndpointAnswer, TokenEndpoint } from "./tokens/token-endpoint.js";
export type { TokenErrorCode } from "./tokens/token-error.js";
export { TokenError } from "./tokens/token-error.js";
export type { TokenEvent, TokenEventName } from "./tokens/token-event.js";
export type { AccessToken, TokenManager } from "./tokens/token-manager.js";
export type { TokenManagerOptions } from "./tokens/token-options.js";
export type { TokenRecord, TokenStorage } from "./tokens/token-storage.js";
export { createMemoryTokenStorage } from "./tokens/token-storage.js";
