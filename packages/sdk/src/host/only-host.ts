import type { BerthConfig, Host } from "../host-types.js";
import { badOption } from "./check-options.js";

/** The host of this page, starting or started; null when there is none. */
let only: { key: string; host: Promise<Host> } | null = null;

/** A configuration as text that is equal for equal configurations. */
function keyOf(config: BerthConfig): string {
  const { platformUrl, workspaceId, targetAppId, environment, platformKeys, configVersion } = config;
  return JSON.stringify([platformUrl, workspaceId, targetAppId, environment, platformKeys, configVersion]);
}

/**
 * H-INIT-3: one host in a page. A second start with an equal configuration gives the same one, another configuration
 * fails with 90002 until the first host is disposed.
 */
export function onlyHost(config: BerthConfig, start: (ended: () => void) => Promise<Host>): Promise<Host> {
  const key = keyOf(config);
  if (only !== null) {
    if (only.key === key) return only.host;
    throw badOption("config", "a host with another configuration runs in this page: dispose of it first");
  }
  const forget = (): void => {
    if (only === entry) only = null;
  };
  const entry = { key, host: start(forget) };
  only = entry;
  entry.host.catch(forget);
  return entry.host;
}
