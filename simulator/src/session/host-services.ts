import { type HostServices, SpiError } from "@berth/sdk";
import { askPayment } from "./payment-sheet.js";
import type { SimulatorConfig } from "./simulator-config.js";

/** The person used when the configuration names none. */
export const defaultUser = { userId: "2088000000000001", nickName: "Marina Costa", gender: "FEMALE" };

interface CodeAnswer {
  authCode: string;
  authSuccessScopes: string[];
  authErrorScopes?: Record<string, string>;
  expiresAt?: string | number;
}

/** The super app's own services: authorization at the mock platform, a known user, payment by a sheet. */
export function hostServices(config: SimulatorConfig, fetchFn: typeof fetch = fetch.bind(globalThis)): HostServices {
  const user = config.user ?? defaultUser;
  return {
    member: { getMemberInfo: async () => ({ ...user }) },
    oauth: {
      async getAuthCode({ scopes, context }) {
        const response = await fetchFn(`${config.platformUrl}/sdk/v1/oauth/code`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            appId: context.appId,
            userId: user.userId,
            scopes,
            targetAppId: config.config.targetAppId,
            environment: config.config.environment,
          }),
        }).catch((cause: unknown) => {
          throw new SpiError(1003, "the authorization service does not answer", { cause });
        });
        if (!response.ok) throw new SpiError(1002, `the authorization service answered ${response.status}`);
        const body = (await response.json()) as CodeAnswer | { ok: boolean; data?: CodeAnswer; message?: string };
        const answer = "authCode" in body ? body : body.data;
        if (!answer) throw new SpiError(1002, "the authorization service refused");
        return {
          authCode: answer.authCode,
          successScopes: answer.authSuccessScopes,
          ...(answer.authErrorScopes ? { errorScopes: answer.authErrorScopes } : {}),
        };
      },
    },
    payment: {
      async pay({ tradeNO, orderStr, paymentUrl, context }) {
        return { resultCode: await askPayment(tradeNO ?? orderStr ?? paymentUrl ?? "", context) };
      },
    },
  };
}
