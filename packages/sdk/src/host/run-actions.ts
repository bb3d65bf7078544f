import type { SurfaceActions } from "../surface/app-surface.js";
import type { AppRun } from "./app-run.js";
import type { HostCore } from "./host-core.js";
import { pageMenu } from "./page-menu.js";

/** What the chrome of a run does: the host decides first where it may (H-EVH-1), then the program. */
export function runActions(core: HostCore, run: AppRun): SurfaceActions {
  return {
    back: () => run.back(),
    home() {
      const home = run.app?.package.manifest.app.home;
      if (home !== undefined) run.toWorker("route", { kind: "reLaunch", params: { url: `/${home}` } });
    },
    close() {
      const top = run.topRef();
      if (top === null || !core.hostQuestion("titleBarClose", top)) run.leave("close");
    },
    tab: (index) => run.toWorker("tab", { index }),
    titleClick: () => run.toWorker("titleClick", {}),
    toTop: () => run.toTop(),
    optionMenu: () => run.toWorker("optionMenuClick", {}),
    popMenu: () => run.toWorker("popMenuClick", {}),
    menuItems: () => pageMenu(core, run.surface, run.stack.at(-1), run.topRef()),
    menu(item) {
      const top = run.topRef();
      if (top !== null && core.hostQuestion("menuItem", top, item)) return;
      if (item === "hide") run.leave("close");
      else if (item === "share") run.toWorker("share", { pageId: top?.pageId ?? 0 });
      else if (item === "settings") run.openSettings();
      else if (item === "reload") run.reload();
    },
    resized: () => run.systemInfoChanged(),
  };
}
