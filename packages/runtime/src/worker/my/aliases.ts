import type { StartInfo } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { type ApiHandler, succeed } from "./async-api.js";
import { hostCall } from "./host-call.js";

/** showModal of sibling platforms, on confirm and alert. */
export function showModal(realm: Realm): ApiHandler {
  return ({ title, content, showCancel, confirmText, cancelText }, done) => {
    const buttons = { confirmButtonText: confirmText, cancelButtonText: cancelText };
    if (showCancel === false) {
      hostCall(realm, "alert", { title, content, buttonText: confirmText }, (outcome) =>
        done(outcome.ok ? succeed({ confirm: true, cancel: false }) : outcome),
      );
      return;
    }
    hostCall(realm, "confirm", { title, content, ...buttons }, (outcome) => {
      if (!outcome.ok) return done(outcome);
      const confirm = (outcome.result as { confirm?: unknown }).confirm === true;
      done(succeed({ confirm, cancel: !confirm }));
    });
  };
}

/** Names that mean another API of the host when it has none of its own. */
export function aliases(realm: Realm, start: StartInfo): Record<string, ApiHandler> {
  const table: [name: string, target: string, params: (given: Record<string, unknown>) => Record<string, unknown>][] = [
    ["setClipboardData", "setClipboard", ({ data, text }) => ({ text: text ?? data })],
    ["setNavigationBarTitle", "setNavigationBar", ({ title }) => ({ title })],
    ["setNavigationBarColor", "setNavigationBar", (given) => given],
    ["vibrateShort", "vibrate", () => ({})],
    ["vibrateLong", "vibrate", () => ({})],
  ];
  const handlers: Record<string, ApiHandler> = {};
  for (const [name, target, params] of table) {
    if (start.apis.includes(name) || !start.apis.includes(target)) continue;
    handlers[name] = (given, done) => hostCall(realm, target, params(given), done);
  }
  return handlers;
}
