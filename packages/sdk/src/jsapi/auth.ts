import { SpiError } from "../services.js";
import { askService, hasShape } from "./ask-service.js";
import { type ApiDefinition, type ApiResult, failure } from "./definition.js";

/** Number of a JSAPI error for a failed service (H-SPI-E). */
export function spiFailure(cause: unknown, api: string): ApiResult {
  if (!(cause instanceof SpiError)) return failure(3, `${api}: ${(cause as Error)?.message ?? "the service failed"}`);
  const cancelled = cause.code === 1001 || cause.code === 2001;
  const error = cancelled ? 11 : cause.code === 1003 ? 10 : 3;
  return failure(error, cause.message);
}

const knownShape = /^[A-Za-z0-9_.-]{1,64}$/;

function scopesOf(value: unknown): string[] | null {
  const list = value === undefined ? ["auth_base"] : Array.isArray(value) ? value : [value];
  if (list.length === 0 || !list.every((scope) => typeof scope === "string" && knownShape.test(scope))) return null;
  return [...new Set(list as string[])];
}

/** Authorization and user information (F-CAT-L1, L2, L5). */
export const authApis: readonly ApiDefinition[] = [
  {
    name: "getAuthCode",
    outlivesPage: true,
    async handler({ params, run, signal }) {
      const oauth = run.services.oauth;
      if (oauth === undefined) return failure(1, "this host offers no authorization service");
      const scopes = scopesOf(params["scopes"]);
      if (scopes === null) return failure(2, 'getAuthCode: parameter "scopes" must be a scope or a list of scopes');
      const clientId = run.app.release.clientId ?? "";
      const context = run.apiContext({ signal });
      const refused: Record<string, string> = {};
      let thrown: unknown = null;
      const answer = await run.codeDesk.deliver({
        signal,
        deliverable: () => run.foreground(),
        ask: async () => {
          thrown = null;
          try {
            // H-SPI-6: scopes outside the silent set ask first, and exactly those.
            const loud = scopes.filter((scope) => !run.silentScopes.includes(scope));
            let granted = scopes;
            if (loud.length > 0) {
              const confirmed = await consent(loud);
              if (confirmed === null) throw new SpiError(1001, "the user refused the authorization");
              for (const scope of loud) if (!confirmed.includes(scope)) refused[scope] = "10001";
              granted = scopes.filter((scope) => !(scope in refused));
            }
            if (granted.length === 0) return { authCode: "", authSuccessScopes: [], authErrorScopes: refused };
            const code = await askService(
              run.clock,
              "oauth.getAuthCode",
              () => oauth.getAuthCode({ clientId, scopes: granted, flowType: "localMiniProgram", context }),
              (answer) => hasShape(answer, { authCode: "string", successScopes: "array" }),
            );
            return {
              authCode: code.authCode,
              authSuccessScopes: code.successScopes,
              authErrorScopes: { ...refused, ...code.errorScopes },
              lifetimeSeconds: code.lifetimeSeconds,
            };
          } catch (cause) {
            thrown = cause;
            throw cause;
          }
        },
      });
      if (answer.kind === "dropped") return failure(1, "the page was left before the call ended");
      if (answer.kind === "failed") {
        run.inspect({ type: "authCode", outcome: "refused", scopes, lastFour: "", expiresAt: 0 });
        if (thrown !== null) return spiFailure(thrown, "getAuthCode");
        return failure(answer.error, answer.message, { authErrorScopes: answer.authErrorScopes ?? refused });
      }
      const { authCode, authSuccessScopes, authErrorScopes } = answer;
      const lastFour = authCode.slice(-4);
      const expiresAt = run.clock.now() + 600_000;
      run.inspect({ type: "authCode", outcome: "delivered", scopes: authSuccessScopes, lastFour, expiresAt });
      return { authCode, authSuccessScopes, authErrorScopes };

      async function consent(loud: string[]): Promise<string[] | null> {
        const scripted = run.answer("getAuthCode");
        if (scripted !== null) {
          if (scripted === "cancel") return null;
          return typeof scripted === "object" && Array.isArray(scripted.value) ? scripted.value.map(String) : loud;
        }
        await run.foreground();
        const { name, iconUrl: logo } = run.app.release.metadata;
        if (oauth?.showAuthPage !== undefined) {
          const page = await oauth.showAuthPage({ clientId, name, logo, scopes: loud, context });
          if (!hasShape(page, { scopes: "array" })) throw new SpiError(1005, "oauth.showAuthPage gave no scopes");
          return page.confirmed === true ? page.scopes : null;
        }
        run.inspect({ type: "sheet", api: "getAuthCode", state: "open" });
        const answered = await run.surface.dialogs.consent({ name, iconUrl: logo, scopes: loud }, signal);
        run.inspect({ type: "sheet", api: "getAuthCode", state: "closed", answer: answered });
        return answered;
      }
    },
  },
  {
    name: "getOpenUserInfo",
    async handler({ run, signal }) {
      const member = run.services.member;
      if (run.services.oauth === undefined || member === undefined) {
        return failure(1, "this host offers no member service");
      }
      try {
        const context = run.apiContext({ signal });
        const info = await askService(
          run.clock,
          "member.getMemberInfo",
          () => member.getMemberInfo({ strategy: "remoteFetch", scope: ["auth_user"], context }),
          (answer) => hasShape(answer, { userId: "string" }),
        );
        const { userId: _kept, ...shown } = info;
        return { response: JSON.stringify({ response: { code: "10000", msg: "Success", ...shown } }) };
      } catch (cause) {
        return spiFailure(cause, "getOpenUserInfo");
      }
    },
  },
  { name: "getSiteInfo", handler: ({ run }) => ({ siteName: run.config.targetAppId }) },
];
