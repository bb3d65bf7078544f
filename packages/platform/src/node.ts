/**
 * Platform and gateway on Node: servers, SQLite, the network.
 *
 * @module @berth/platform/node
 */
export { resolveAll, undiciConnect } from "./gateway/undici-connect.js";
export { whatwgUrlParser } from "./gateway/whatwg-parser.js";
export type { ServedGateway, ServeGatewayOptions } from "./server/serve-gateway.js";
export { serveGateway } from "./server/serve-gateway.js";
export type { ServedPlatform, ServePlatformOptions } from "./server/serve-platform.js";
export { servePlatform } from "./server/serve-platform.js";
export { openSqlite } from "./store/node-driver.js";
export type { OpenedStore } from "./store/open-store.js";
export { openStore } from "./store/open-store.js";
