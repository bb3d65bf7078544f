import type { Role } from "../client/views.js";

/** The fixed content of a fresh mock platform. The password is public; the mock guards nothing of value. */
export const seeded = {
  password: "berth-demo",
  tenantId: "ws-tenant-0001",
  merchantId: "ws-merchant-0001",
  targetAppId: "2101000000000001",
  targetAppName: "Berth Wallet",
  merchantClientId: "merchant-client-0001",
  tenantClientId: "tenant-client-0001",
  members: [
    { email: "wa@tenant.test", workspace: "tenant", role: "WA" },
    { email: "wr@tenant.test", workspace: "tenant", role: "WR" },
    { email: "wd@tenant.test", workspace: "tenant", role: "WD" },
    { email: "da@merchant.test", workspace: "merchant", role: "DA" },
    { email: "de@merchant.test", workspace: "merchant", role: "DE" },
  ] satisfies readonly { email: string; workspace: "tenant" | "merchant"; role: Role }[],
} as const;
