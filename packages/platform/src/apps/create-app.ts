import { authorizeWorkspace } from "../access/authorize.js";
import type { AppView, Metadata } from "../client/views.js";
import { audit } from "../console/audit.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import { nextNumber } from "../ids.js";
import type { AppRow, MemberRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { appView } from "./app-view.js";
import { changeMetadata, placeholderIcon, requireUniqueName } from "./metadata.js";

const emptyMetadata: Metadata = {
  name: "",
  slogan: "",
  iconUrl: placeholderIcon,
  introduction: "",
  categories: [{ identifier: "other", name: "Other" }],
};

function freeAppId(tx: StoreTransaction): string {
  for (;;) {
    const appId = `2021${String(nextNumber(tx)).padStart(12, "0")}`;
    if (tx.get("app", appId) === undefined) return appId;
  }
}

/** Creates a mini program in the member's workspace and assigns its creator as admin (P-KIND-1, P-WS-3, P-WS-6). */
export function createApp(
  context: PlatformContext,
  tx: StoreTransaction,
  member: MemberRow,
  input: Record<string, unknown>,
): AppView {
  if (!authorizeWorkspace(member, "createApp"))
    throw new ConsoleRefusal("PERMISSION_DENIED", "your role may not create mini programs");
  if (input.runtimeKind !== undefined && input.runtimeKind !== "dsl")
    throw new ConsoleRefusal("NOT_SUPPORTED", "only runtime kind dsl is built (P-KIND-5)", { field: "runtimeKind" });
  const workspace = tx.get("workspace", member.workspaceId);
  const home = workspace?.homeTenantId ?? member.workspaceId;
  const wanted = input.appId;
  if (wanted !== undefined && (typeof wanted !== "string" || !/^\d{16}$/.test(wanted)))
    throw new ConsoleRefusal("PARAM_ILLEGAL", "an appId has 16 digits", { field: "appId" });
  if (wanted !== undefined && tx.get("app", wanted) !== undefined)
    throw new ConsoleRefusal("CONFLICT", "this appId is taken", { field: "appId" });
  const app: AppRow = {
    appId: wanted ?? freeAppId(tx),
    workspaceId: member.workspaceId,
    ownerKind: workspace?.kind === "tenant" ? "tenant" : "merchant",
    metadata: changeMetadata(emptyMetadata, input),
    configuration: {},
    targets: tx
      .list("targetApp", home)
      .slice(0, 1)
      .map((one) => one.targetAppId),
    createdAt: context.clock.now(),
  };
  requireUniqueName(tx, app);
  tx.put("app", app);
  tx.put("assignment", { appId: app.appId, memberId: member.memberId, level: "admin" });
  audit(context, tx, {
    actor: member.email,
    workspaceId: app.workspaceId,
    object: app.appId,
    operation: "app.create",
    after: { name: app.metadata.name },
  });
  return appView(tx, app);
}
