import { type ApiCall, type ApiDefinition, type ApiResult, failure } from "./definition.js";
import type { RunContext } from "./run-context.js";
import { endOf } from "./watch-state.js";

type Answer = (call: ApiCall) => ApiResult | Promise<ApiResult>;

/** Members that one late module answers. */
const late = (names: string, load: () => Promise<Answer>, more: Partial<ApiDefinition> = {}): ApiDefinition[] =>
  names.split(" ").map((name) => ({ name, ...more, handler: async (call) => (await load())(call) }));

/** Code for `my.createWorker`: that of the folder which app.json names, and nothing else (F-APPJ-12). */
function workerScript({ app }: RunContext, path: string): ApiResult {
  const root = app.package.manifest.app.workers;
  if (root === undefined) return failure(3, 'createWorker: app.json names no folder "workers" (F-APPJ-12)');
  const module = path.replace(/^\.?\/+/, "");
  if (!module.startsWith(`${root}/`)) return failure(2, `createWorker: "${path}" is not in the folder ${root}`);
  const unit = app.package.unit(root);
  return unit === null ? failure(7004, "createWorker: the code cannot be had") : { code: unit.code, module };
}

/** Places, people, and what programs tell the super app; loaded with the first call. */
export const peopleFamilyApis: readonly ApiDefinition[] = [
  ...late(
    "openLocation chooseCity setLocatedCity chooseDistrict regionPicker calculateRoute getMapInfo",
    async () => (await import("./places.js")).placesApi,
  ),
  ...late("chooseLocation", async () => (await import("./places.js")).placesApi, { scope: "location" }),
  ...late(
    "choosePhoneContact chooseContact addPhoneContact getPhoneNumber getAuthUserInfo",
    async () => (await import("./people.js")).peopleApi,
  ),
  // A human decides, and may leave the page before (as tradePay).
  ...late("login signContract paySignCenter", async () => (await import("./people.js")).peopleApi, {
    outlivesPage: true,
  }),
  ...late(
    "getBackgroundFetchData openOtherApp showAuthGuide",
    async () => (await import("./program-events.js")).programApi,
  ),
  ...late(
    "reportAnalytics reportBizReady reportCustomError",
    async () => (await import("./program-events.js")).programApi,
    { rules: "name:text data:any", outlivesPage: true },
  ),
  {
    name: "createWorker",
    rules: "path:string!",
    outlivesPage: true,
    handler: ({ params, run }) => workerScript(run, String(params["path"])),
  },
  {
    name: "onLocatedComplete",
    handler({ run }) {
      run.watches.begin("onLocatedComplete", () => () => {});
      return {};
    },
  },
  endOf("LocatedComplete"),
];
