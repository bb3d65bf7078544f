import type { Random } from "@berth/core";
import type { TenantSettings } from "../client/views.js";
import { defaultTenantSettings } from "../configuration/settings.js";
import { hashPassword } from "../members/password.js";
import { toHex } from "../signing/base64.js";
import type { PlatformKeySet } from "../signing/keys.js";
import type { Store } from "../store/store.js";
import { seeded } from "./seeded.js";

/** What the seed switches on: the sample's web page is served by plain http, and the numbers are there to be seen. */
const seedSettings: Partial<TenantSettings> = { allowInsecureUrls: true, eventLogCollection: true };

/** Fills an empty store with one tenant, its target app, one merchant, members and clients; does nothing to a filled one. */
export async function seedStore(
  store: Store,
  keys: PlatformKeySet,
  random: Random,
  settings: Partial<TenantSettings>,
): Promise<void> {
  if (store.transaction((tx) => tx.get("workspace", seeded.tenantId)) !== undefined) return;
  const password = await hashPassword(seeded.password, random);
  store.transaction((tx) => {
    tx.put("workspace", { workspaceId: seeded.tenantId, kind: "tenant", name: "Berth Wallet operator" });
    tx.put("workspace", {
      workspaceId: seeded.merchantId,
      kind: "merchant",
      name: "Sample merchant",
      homeTenantId: seeded.tenantId,
    });
    tx.put("setting", { workspaceId: seeded.tenantId, ...defaultTenantSettings, ...seedSettings, ...settings });
    tx.put("targetApp", {
      targetAppId: seeded.targetAppId,
      workspaceId: seeded.tenantId,
      name: seeded.targetAppName,
      environments: ["production", "sandbox", "test", "development"],
      // P-PILOT-2.
      pilot: { production: true, sandbox: false },
    });
    for (const { email, workspace, role } of seeded.members)
      tx.put("member", {
        memberId: `member-${role.toLowerCase()}`,
        workspaceId: workspace === "tenant" ? seeded.tenantId : seeded.merchantId,
        email,
        passwordSalt: password.salt,
        passwordHash: password.hash,
        roles: [role],
        state: "ACTIVE",
      });
    for (const [clientId, workspaceId] of [
      [seeded.merchantClientId, seeded.merchantId],
      [seeded.tenantClientId, seeded.tenantId],
    ] as const)
      tx.put("client", {
        clientId,
        workspaceId,
        status: "ACTIVE",
        publicKey: keys.clients[clientId]?.publicKey ?? "",
        signatureCheck: true,
      });
    tx.put("state", { name: "salts", userSalt: toHex(random.bytes(16)), deviceSalt: toHex(random.bytes(16)) });
  });
}
