import { pluginFolder } from "@berth/core/wire";
import { sharePage } from "../app/share-page.js";
import type { ProgramFunction } from "../owner/owner.js";
import { type ApiHandler, callApi, failWith, succeed } from "./async-api.js";
import { hostCall } from "./host-call.js";
import type { LateApis } from "./late-apis.js";
import type { MyParts } from "./my-parts.js";

/** Texts of pages that ask before they are left, by page; one for a program and its plugins. */
const alerts = new WeakMap<object, Map<number, string>>();

/** What a program says about itself and its pages, and few programs do. */
export function programApis(parts: MyParts): LateApis {
  const { realm, router, root, start } = parts;
  const report =
    (api: string): ProgramFunction =>
    (name, data) => {
      const send = (given: unknown, more: unknown): void => {
        hostCall(realm, api, { name: String(given ?? ""), data: more ?? null }, () => {});
      };
      if (api === "reportCustomError") realm.reporter.console("error", [name, data]);
      if (typeof name !== "object" || name === null || name instanceof Error) {
        const given = name instanceof Error ? `${name.name}: ${name.message}` : name;
        send(given, data);
        return undefined;
      }
      // The form with one object and callbacks.
      const work: ApiHandler = (params, done) => {
        send(params["eventName"] ?? params["name"], params);
        done(succeed());
      };
      return callApi(realm, api, name, work, false);
    };
  const asked = (): Map<number, string> => {
    let map = alerts.get(router);
    if (map === undefined) {
      map = new Map();
      alerts.set(router, map);
      const texts = map;
      router.leaving = (pageId) => {
        const content = texts.get(pageId);
        if (content === undefined) return null;
        return new Promise((resolve) =>
          hostCall(realm, "confirm", { content }, (outcome) =>
            resolve(!outcome.ok || (outcome.result as { confirm?: unknown }).confirm === true),
          ),
        );
      };
    }
    return map;
  };
  const alert =
    (on: boolean): ApiHandler =>
    ({ message }, done) => {
      const api = on ? "enableAlertBeforeUnload" : "disableAlertBeforeUnload";
      const { top, stack } = router;
      if (top === undefined) done(failWith(7, `${api}: there is no page`));
      else if (stack.length < 2) done(failWith(8, `${api}: the first page cannot ask before it is left`));
      else {
        const chinese = /^zh/i.test(String(start.env["language"]));
        const usual = chinese ? "确定要离开此页面吗？" : "Leave this page?";
        if (on) asked().set(top.pageId, String(message ?? usual));
        else asked().delete(top.pageId);
        done(succeed({ success: true }));
      }
    };
  return {
    sync: {
      reportAnalytics: report("reportAnalytics"),
      reportBizReady: report("reportBizReady"),
      reportCustomError: report("reportCustomError"),
      getPluginIdSync: () => ({ pluginId: root.startsWith(pluginFolder) ? root.slice(pluginFolder.length + 1) : "" }),
      getParentAppIdSync: () => ({ appId: "" }),
      getParentAppId: () => "",
    },
    local: {
      enableAlertBeforeUnload: alert(true),
      disableAlertBeforeUnload: alert(false),
      showSharePanel: (_params, done) => {
        sharePage(realm, router.top, { from: "code" });
        done(succeed());
      },
    },
  };
}
