import type { Json, StartInfo } from "@berth/core/wire";
import type { AppController } from "../app/app-controller.js";
import type { Realm } from "../boot/realm.js";
import type { Router } from "../page/router.js";
import type { UnitLoader } from "../page/unit-loader.js";
import type { Listeners } from "./listeners.js";
import type { ViewCalls } from "./view-calls.js";

/** What `my` is built from. */
export interface MyParts {
  realm: Realm;
  start: StartInfo;
  app: AppController;
  router: Router;
  view: ViewCalls;
  listeners: Listeners;
  system: { info: Record<string, Json> };
  units: UnitLoader;
  /** Folder of the plugin that it is for, "" for the program. */
  root: string;
  /** Remembers that the program itself began to refresh the page. */
  refreshing: () => void;
}
