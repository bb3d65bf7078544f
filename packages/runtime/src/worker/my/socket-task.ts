import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { hostCall } from "./host-call.js";
import type { Listeners } from "./listeners.js";

let nextTask = 1;

/** `my.connectSocket({multiple: true})` (F-NET-23): events of the host carry `taskId`. */
export function socketTask(
  realm: Realm,
  listeners: Listeners,
  options: Record<string, unknown>,
): Record<string, unknown> {
  const taskId = nextTask++;
  const task: Record<string, unknown> = {};
  for (const event of ["Open", "Message", "Error", "Close"]) {
    const wrapped = new Map<unknown, ProgramFunction>();
    task[`on${event}`] = (fn: unknown) => {
      if (typeof fn !== "function") return;
      const own: ProgramFunction = (data) => {
        if ((data as { taskId?: unknown } | null)?.taskId === taskId) fn(data);
      };
      wrapped.set(fn, own);
      listeners.add(`socketTask${event}`, own);
    };
    task[`off${event}`] = (fn?: unknown) => {
      for (const [given, own] of wrapped)
        if (fn === undefined || fn === given) listeners.remove(`socketTask${event}`, own);
    };
  }
  const { success, fail, complete, ...params } = options;
  hostCall(realm, "connectSocket", { ...params, taskId }, (outcome) => {
    const value = outcome.ok ? outcome.result : outcome.failure;
    for (const fn of [outcome.ok ? success : fail, complete]) {
      if (typeof fn === "function") realm.reporter.guard(() => (fn as ProgramFunction)(value));
    }
  });
  task["send"] = (message: Record<string, unknown>) =>
    hostCall(realm, "sendSocketMessage", { ...message, taskId }, () => {});
  task["close"] = (reason?: Record<string, unknown>) => hostCall(realm, "closeSocket", { ...reason, taskId }, () => {});
  return task;
}
