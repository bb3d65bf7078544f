import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import { requirePermission } from "./settings.js";

/** What `authType` of `my.showAuthGuide` means as a scope. */
const rights: Readonly<Record<string, "camera" | "album" | "location" | "record">> = {
  LBS: "location",
  CAMERA: "camera",
  PHOTO: "album",
  MICROPHONE: "record",
};

const report = ({ api, params, run, signal }: ApiCall): ApiResult => {
  const { name, data } = params;
  // The call itself is in the log, as every call is (H-LOG-E12); what it carries is the program's and goes to the host only.
  run.services.program?.report?.({ kind: api, name: String(name), data, context: run.apiContext({ signal }) });
  return {};
};

/** What programs tell and ask the super app around them. */
const answers: Record<string, (call: ApiCall) => ApiResult | Promise<ApiResult>> = {
  reportAnalytics: report,
  reportBizReady: report,
  reportCustomError: report,
  async getBackgroundFetchData({ api, params, run, signal }) {
    const ask = run.services.program?.backgroundData;
    if (ask === undefined) return needsService(api, "program.backgroundData");
    const fetchType = String(params["fetchType"]);
    const found = await ask({ fetchType, context: run.apiContext({ signal }) });
    return found === null ? failure(3, `${api}: there is no such data`) : { fetchType, ...found };
  },
  async openOtherApp({ api, params, run, signal }) {
    const open = run.services.program?.openApp;
    if (open === undefined) return needsService(api, "program.openApp");
    await run.foreground();
    const opened = await open({ url: String(params["url"]), context: run.apiContext({ signal }) });
    return opened ? { success: true } : failure(3, `${api}: no app opens this address`);
  },
  async showAuthGuide({ api, params, run, signal }) {
    const scope = rights[String(params["authType"])];
    // Nothing to explain of a right that is given, or of one that the browser asks for itself.
    if (scope === undefined || run.permissions.get(scope) === true) return { shown: false };
    if (run.permissions.get(scope) === undefined) {
      await requirePermission(run, api, scope, signal);
      return { shown: true };
    }
    if (run.answer(api) !== null) return { shown: true };
    await run.foreground();
    const items = run.permissions.asked().map((each) => ({ scope: `scope.${each.scope}`, granted: each.granted }));
    for (const { scope: name, granted } of await run.surface.dialogs.settings({ items }, signal)) {
      const known = run.permissions.asked().find((each) => `scope.${each.scope}` === name);
      if (known !== undefined) await run.permissions.set(known.scope, granted);
    }
    return { shown: true };
  },
};

/** Answers a member of this family. */
export function programApi(call: ApiCall): ApiResult | Promise<ApiResult> {
  return answers[call.api]?.(call);
}
