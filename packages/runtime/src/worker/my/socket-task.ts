import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { callApi } from "./async-api.js";
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
  const call = (api: string, given: unknown): Promise<unknown> =>
    callApi(realm, api, given, (params, done) => hostCall(realm, api, { ...params, taskId }, done), false);
  task["send"] = (message: unknown) => call("sendSocketMessage", message);
  task["close"] = (reason?: unknown) => call("closeSocket", reason);
  void call("connectSocket", options).catch(() => {});
  return task;
}
