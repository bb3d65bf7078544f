/**
 * The mock Mini Program Platform and the egress gateway as fetch handlers.
 *
 * @module @berth/platform
 */
export type { GatewayPolicy } from "./delivery/gateway-policy.js";
export type { Gateway, GatewayOptions } from "./gateway/create-gateway.js";
export { createGateway } from "./gateway/create-gateway.js";
export type { Platform, PlatformOptions } from "./platform.js";
export { createPlatform } from "./platform.js";
export { seeded } from "./seed/seeded.js";
export type { PlatformKeySet, RsaPem } from "./signing/keys.js";
export { generateKeys } from "./signing/keys.js";
export type { BearerClaims } from "./signing/signer.js";
export { memoryStore } from "./store/memory-store.js";
export type { SqlDriver, SqlRow, SqlValue } from "./store/sql-driver.js";
export { sqliteStore } from "./store/sqlite-store.js";
export type { Store, StoreTransaction } from "./store/store.js";
