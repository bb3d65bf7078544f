/**
 * Egress for hosts that have Node: Electron's main process, or a host in Node itself. It decides every redirect and sees
 * the addresses behind names, which a page cannot.
 *
 * @module @berth/sdk/node
 */
export { nodeConnect } from "./egress/node-connect.js";
export type { NodeEgress, NodeEgressOptions } from "./egress/node-egress.js";
export { createNodeEgress } from "./egress/node-egress.js";
export type { Executor, ExecutorApp, Transfer, TransferOutcome } from "./gate/executor.js";
