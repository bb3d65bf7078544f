import { createPlatformClient, type MemberView, type PlatformClient } from "@berth/platform/client";
import type { Account, SimulatorConfig } from "./simulator-config.js";

/** A member of the seeded workspaces, signed in. */
export interface ConsoleMember {
  client: PlatformClient;
  member: MemberView;
}

/** The console as the simulator uses it: one client per role that is needed. */
export interface ConsoleAccess {
  /** Any member; reads the mock's clock, pipeline and tokens. */
  any(): Promise<PlatformClient | null>;
  /** Tenant admin, who grants and approves (P-GRANT-1). */
  tenant(): Promise<PlatformClient | null>;
  /** A member that sees the program: of its own workspace first. */
  owner(appId: string): Promise<PlatformClient | null>;
}

/** Signs in with the accounts of the configuration when first needed. */
export function consoleAccess(config: SimulatorConfig): ConsoleAccess {
  const accounts: Account[] = Array.isArray(config.accounts) ? config.accounts : Object.values(config.accounts ?? {});
  let signedIn: Promise<ConsoleMember[]> | null = null;
  const members = (): Promise<ConsoleMember[]> => {
    signedIn ??= Promise.all(
      accounts.map(async ({ email, password }): Promise<ConsoleMember[]> => {
        const client = createPlatformClient({ baseUrl: config.platformUrl });
        const answer = await client.login(email, password).catch(() => null);
        return answer?.ok ? [{ client, member: answer.data.member }] : [];
      }),
    ).then((all) => {
      const found = all.flat();
      // Nobody: the platform may only be starting; ask again next time.
      if (found.length === 0) signedIn = null;
      return found;
    });
    return signedIn;
  };
  return {
    any: async () => (await members())[0]?.client ?? null,
    async tenant() {
      const tenants = (await members()).filter((it) => it.member.workspaceKind === "tenant");
      return (tenants.find((it) => it.member.roles.includes("WA")) ?? tenants[0])?.client ?? null;
    },
    async owner(appId) {
      const seen: ConsoleMember[] = [];
      for (const it of await members()) {
        const apps = await it.client.apps();
        const app = apps.ok ? apps.data.find((one) => one.appId === appId) : undefined;
        if (!app) continue;
        if (app.workspaceId === it.member.workspaceId) return it.client;
        seen.push(it);
      }
      return seen[0]?.client ?? null;
    },
  };
}
