import type { ReleaseEvent } from "@berth/core/release";
import type { Hono } from "hono";
import { authorizeWorkspace } from "../access/authorize.js";
import type { PlatformContext } from "../context.js";
import { approvalTabs } from "../releases/approvals.js";
import { driveRelease, requireRelease } from "../releases/drive.js";
import { newRelease } from "../releases/new-release.js";
import { releaseView } from "../releases/release-view.js";
import { operation, type RouteVariables } from "./operation.js";
import { ConsoleRefusal } from "./refusal.js";

/** The event of a path segment; a text that names none is PARAM_ILLEGAL. */
function eventOf(name: string, body: Record<string, unknown>): ReleaseEvent {
  const percent = typeof body.percent === "number" ? body.percent : Number.NaN;
  const comment = typeof body.comment === "string" ? body.comment : "";
  switch (name) {
    case "apply":
    case "approve":
    case "withdraw":
    case "cancel":
    case "discard":
    case "completeTesting":
    case "complete":
      return { type: name };
    case "reject":
      return { type: name, comment };
    case "goLive":
    case "scaleUp":
      return { type: name, percent };
    case "takeOffline":
    case "forceRemove":
      throw new ConsoleRefusal("NOT_SUPPORTED", `${name} is not built yet (section 14)`);
    default:
      throw new ConsoleRefusal("PARAM_ILLEGAL", `no release event ${name}`, { field: "event" });
  }
}

/** Releases and approvals (sections 7 to 11). */
export function releaseRoutes(app: Hono<RouteVariables>, context: PlatformContext): void {
  const { store } = context;

  operation(app, context, "POST", "apps/:appId/releases", async (input) => {
    const body = await input.body();
    return { data: store.transaction((tx) => newRelease(context, tx, input.member(tx), input.param("appId"), body)) };
  });

  operation(app, context, "GET", "releases/:releaseId", (input) => ({
    data: store.transaction((tx) =>
      releaseView(tx, requireRelease(tx, input.member(tx), input.param("releaseId")).release),
    ),
  }));

  operation(app, context, "POST", "releases/:releaseId/:event", async (input) => {
    const body = await input.body();
    const event = eventOf(input.param("event"), body);
    const comment = typeof body.comment === "string" ? body.comment : undefined;
    const data = store.transaction((tx) =>
      driveRelease(context, tx, input.member(tx), input.param("releaseId"), event, comment),
    );
    return { data };
  });

  operation(app, context, "GET", "approvals", (input) => ({
    data: store.transaction((tx) => {
      const member = input.member(tx);
      return approvalTabs(tx, member, authorizeWorkspace(member, "approve"));
    }),
  }));
}
