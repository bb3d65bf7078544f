import type { Json } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { EventDispatcher } from "../events/event-dispatcher.js";
import type { ApiOutcome } from "../my/async-api.js";
import { hostCall } from "../my/host-call.js";
import type { RouteKind, Router } from "../page/router.js";
import { sharePage } from "./share-page.js";

/** `open-type` of a navigator as routing (F-TAG-34). */
const routes: Readonly<Record<string, RouteKind>> = {
  navigate: "navigateTo",
  navigateTo: "navigateTo",
  redirect: "redirectTo",
  redirectTo: "redirectTo",
  switchTab: "switchTab",
  navigateBack: "navigateBack",
  reLaunch: "reLaunch",
};
/** What a `getAuthorize` button asks the host for, by scope (F-TAG-21). */
const authorizations: Readonly<Record<string, string>> = {
  userInfo: "getOpenUserInfo",
  phoneNumber: "getPhoneNumber",
};

/** What built-in components ask for by themselves when they are tapped; no handler of the program is needed. */
export class ElementRequests {
  readonly #realm: Realm;
  readonly #router: Router;
  readonly #events: EventDispatcher;

  constructor(realm: Realm, router: Router, events: EventDispatcher) {
    this.#realm = realm;
    this.#router = router;
    this.#events = events;
  }

  /** Acts on an event that is for the runtime. `node` may be a page. */
  take(node: number, type: "navigate" | "openType", detail: Json): void {
    const facts = detail as Record<string, Json>;
    if (type === "navigate") this.#navigate(node, facts);
    else if (facts["openType"] === "share") {
      const target = this.#events.target(node);
      sharePage(this.#realm, this.#router.top, { from: "button", target });
    } else if (facts["openType"] === "getAuthorize") this.#authorize(node, String(facts["scope"] ?? ""));
  }

  #navigate(node: number, { url, openType, delta }: Record<string, Json>): void {
    if (openType === "exit") {
      this.#realm.host.note({ type: "exit", reason: "api" });
      return;
    }
    const kind = Object.hasOwn(routes, String(openType)) ? routes[String(openType)] : undefined;
    if (kind === undefined) {
      this.#realm.reporter.warnOnce("NAVIGATOR", `<navigator open-type="${String(openType)}"> is not known (F-TAG-34)`);
      return;
    }
    this.#router.route(kind, { url, delta }, (outcome) => {
      this.#answer(node, outcome, "success", "fail");
      if (!outcome.ok) this.#realm.reporter.console("error", [outcome.failure.errorMessage]);
    });
  }

  #authorize(node: number, scope: string): void {
    const api = Object.hasOwn(authorizations, scope) ? authorizations[scope]! : "getOpenUserInfo";
    hostCall(this.#realm, api, {}, (outcome) => this.#answer(node, outcome, "getAuthorize", "error"));
  }

  #answer(node: number, outcome: ApiOutcome, success: string, fail: string): void {
    const detail = (outcome.ok ? outcome.result : outcome.failure) as Json;
    this.#events.tell(node, outcome.ok ? success : fail, detail);
  }
}
