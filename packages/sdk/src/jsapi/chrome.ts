import { jsapiOptions } from "@berth/core/jsapi";
import { type ApiDefinition, type ApiResult, failure } from "./definition.js";
import type { RunContext } from "./run-context.js";

const noTabBar = (): ApiResult => failure(7004, "this mini program has no tab bar");

/** A change of the tab bar; `index` is checked where the API has one. */
function tab(name: string, change: (run: RunContext, params: Record<string, unknown>) => void): ApiDefinition {
  return {
    name,
    handler({ params: given, run }) {
      const count = run.app.package.manifest.app.tabBar?.items.length ?? 0;
      if (count === 0) return noTabBar();
      const index = given["index"];
      const indexed = jsapiOptions[name]?.includes("index:") === true;
      if (indexed && !(Number.isInteger(index) && Number(index) >= 0 && Number(index) < count)) {
        return failure(2, `${name}: "index" must be 0 to ${count - 1}`);
      }
      change(run, given);
      return {};
    },
  };
}

const str = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Title bar and tab bar (F-CAT-B). */
export const chromeApis: readonly ApiDefinition[] = [
  ...["setNavigationBar", "setNavigationBarTitle", "setNavigationBarColor"].map(
    (name): ApiDefinition => ({
      name,
      async handler({ params, run, pageId }) {
        const image = str(params["image"]);
        let titleImage: Blob | string | null = null;
        if (image !== undefined && image !== "") {
          const got = await run.resources.get(image, "image");
          if ("refused" in got) return failure(2, `${name}: ${got.message}`);
          titleImage = "blob" in got ? got.blob : got.address;
        }
        run.surface.titleBar.change(pageId, {
          ...(str(params["title"]) === undefined ? {} : { title: String(params["title"]) }),
          ...(titleImage === null ? {} : { titleImage }),
          ...(str(params["backgroundColor"]) === undefined
            ? {}
            : { backgroundColor: String(params["backgroundColor"]) }),
          ...(str(params["frontColor"]) === undefined ? {} : { frontColor: String(params["frontColor"]) }),
          ...(str(params["borderBottomColor"]) === undefined || params["backgroundColor"] !== undefined
            ? {}
            : { borderBottomColor: String(params["borderBottomColor"]) }),
          ...(params["reset"] === true ? { reset: true } : {}),
        });
        return {};
      },
    }),
  ),
  {
    name: "showNavigationBarLoading",
    handler({ run, pageId }) {
      run.surface.titleBar.change(pageId, { loading: true });
      return {};
    },
  },
  {
    name: "hideNavigationBarLoading",
    handler({ run, pageId }) {
      run.surface.titleBar.change(pageId, { loading: false });
      return {};
    },
  },
  {
    name: "hideBackHome",
    handler({ run, pageId }) {
      run.surface.titleBar.change(pageId, { hideHome: true });
      return {};
    },
  },
  { name: "getTitleColor", handler: ({ run, pageId }) => ({ color: run.surface.titleBar.color(pageId) }) },
  tab("hideTabBar", (run) => run.surface.tabBar.setHidden(true)),
  tab("showTabBar", (run) => run.surface.tabBar.setHidden(false)),
  tab("setTabBarStyle", (run, p) =>
    run.surface.tabBar.setStyle({
      ...(str(p["color"]) === undefined ? {} : { textColor: String(p["color"]) }),
      ...(str(p["selectedColor"]) === undefined ? {} : { selectedColor: String(p["selectedColor"]) }),
      ...(str(p["backgroundColor"]) === undefined ? {} : { backgroundColor: String(p["backgroundColor"]) }),
      ...(str(p["borderStyle"]) === undefined ? {} : { borderStyle: String(p["borderStyle"]) }),
    }),
  ),
  tab("setTabBarItem", (run, p) =>
    run.surface.tabBar.setItem(Number(p["index"]), {
      ...(str(p["text"]) === undefined ? {} : { name: String(p["text"]) }),
      ...(str(p["iconPath"]) === undefined ? {} : { icon: String(p["iconPath"]) }),
      ...(str(p["selectedIconPath"]) === undefined ? {} : { activeIcon: String(p["selectedIconPath"]) }),
    }),
  ),
  tab("setTabBarBadge", (run, p) => run.surface.tabBar.setBadge(Number(p["index"]), String(p["text"]))),
  tab("removeTabBarBadge", (run, p) => run.surface.tabBar.setBadge(Number(p["index"]), null)),
  tab("showTabBarRedDot", (run, p) => run.surface.tabBar.setBadge(Number(p["index"]), "")),
  tab("hideTabBarRedDot", (run, p) => run.surface.tabBar.setBadge(Number(p["index"]), null)),
  // Other menus have no place in this chrome; accepting them keeps programs running.
  ...(["hideShareMenu", "showShareMenu"] as const).map(
    (name): ApiDefinition => ({
      name,
      handler({ run, pageId }) {
        run.surface.hideShare(pageId, name === "hideShareMenu");
        return {};
      },
    }),
  ),
  ...[
    "hideFavoriteMenu",
    "hideAllFavoriteMenu",
    "hideAddToDesktopMenu",
    "hideAllAddToDesktopMenu",
    "setNavigationBarBottomLineColor",
  ].map((name): ApiDefinition => ({ name, handler: () => ({}) })),
];
