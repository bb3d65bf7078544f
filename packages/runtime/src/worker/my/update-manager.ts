import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { hostCall } from "./host-call.js";
import { Listeners } from "./listeners.js";

/** `my.getUpdateManager()` (H-UPD-12). Who listens after the host has told is told too. */
export function updateManager(realm: Realm, listeners: Listeners): Record<string, ProgramFunction> {
  const manager: Record<string, ProgramFunction> = {
    applyUpdate: () => hostCall(realm, "applyUpdate", {}, () => {}),
  };
  for (const name of ["CheckForUpdate", "UpdateReady", "UpdateFailed"]) {
    const event = Listeners.eventName(name);
    manager[`on${name}`] = (fn) => {
      listeners.add(event, fn);
      const told = listeners.told.get(event);
      if (told !== undefined && typeof fn === "function") {
        queueMicrotask(() => realm.reporter.guard(() => (fn as ProgramFunction)(...told)));
      }
    };
    manager[`off${name}`] = (fn) => listeners.remove(event, fn);
  }
  return manager;
}
