import type { Json, StartInfo } from "@berth/core/wire";
import type { AppController } from "../app/AppController.js";
import type { Realm } from "../boot/Realm.js";
import type { Router } from "../page/Router.js";
import type { Listeners } from "./Listeners.js";
import type { ViewCalls } from "./ViewCalls.js";

/** What `my` is built from. */
export interface MyParts {
  realm: Realm;
  start: StartInfo;
  app: AppController;
  router: Router;
  view: ViewCalls;
  listeners: Listeners;
  system: { info: Record<string, Json> };
  /** Remembers that the program itself began to refresh the page. */
  refreshing: () => void;
}
