import { type ApiDefinition, type ApiResult, failure } from "./definition.js";
import type { PermissionScope } from "./permissions.js";
import type { RunContext } from "./run-context.js";

const scopes: readonly PermissionScope[] = ["camera", "album", "location", "record", "userInfo", "phoneNumber"];

/** A scope as programs name it, by the names of app.json, too. */
function scopeOf(name: string): PermissionScope | undefined {
  const own = name.replace(/^scope\./, "");
  const other = { userLocation: "location", writePhotosAlbum: "album" } as Record<string, PermissionScope>;
  return scopes.find((scope) => scope === own) ?? (Object.hasOwn(other, own) ? other[own] : undefined);
}

/** Asks for a scope if it was never asked, else follows the kept answer (F-API-10). Null means granted. */
export async function requirePermission(
  run: RunContext,
  api: string,
  scope: PermissionScope,
  signal: AbortSignal,
): Promise<ApiResult | null> {
  const known = run.permissions.get(scope);
  if (known === true) return null;
  if (known === false) {
    run.refused("permission", api, "", 2001, scope);
    return failure(2001, `${api}: the user refused scope.${scope}`);
  }
  const scripted = run.answer(api) ?? run.answer(`scope.${scope}`);
  const granted = scripted !== null ? scripted !== "cancel" : await ask(run, scope, signal);
  await run.permissions.set(scope, granted);
  if (granted) return null;
  run.refused("permission", api, "", 2001, scope);
  return failure(2001, `${api}: the user refused scope.${scope}`);
}

async function ask(run: RunContext, scope: PermissionScope, signal: AbortSignal): Promise<boolean> {
  await run.foreground();
  const { name, iconUrl } = run.app.release.metadata;
  const declared = run.app.package.manifest.app.permission;
  const purpose =
    declared?.[`scope.${scope}`]?.desc ?? (scope === "location" ? declared?.["scope.userLocation"]?.desc : undefined);
  const content = purpose ?? run.surface.words.permission(scope);
  const own = run.extension("permissionDialog");
  try {
    if (own !== undefined) {
      return (await own.ask({ appId: run.app.appId, name, iconUrl, content, scopes: [`scope.${scope}`] })) === "allow";
    }
    return await run.surface.dialogs.permission({ name, iconUrl, content }, signal);
  } catch {
    // A dialog that throws counts as deny (H-EXT-1).
    return false;
  }
}

/** Permission settings (F-CAT-K11). */
export const settingsApis: readonly ApiDefinition[] = [
  { name: "getSetting", handler: ({ run }) => ({ authSetting: run.permissions.authSetting() }) },
  {
    name: "openSetting",
    async handler({ run, signal }) {
      const asked = run.permissions.asked();
      const items = asked.map(({ scope, granted }) => ({ scope: `scope.${scope}`, granted }));
      if (run.answer("openSetting") === null) {
        await run.foreground();
        const own = run.extension("settingsView");
        const result =
          own !== undefined
            ? await own.open({ appId: run.app.appId, items })
            : await run.surface.dialogs.settings({ items }, signal);
        for (const { scope, granted } of result) {
          const known = scopes.find((entry) => `scope.${entry}` === scope);
          if (known !== undefined) await run.permissions.set(known, granted);
        }
      }
      return { authSetting: run.permissions.authSetting() };
    },
  },
  {
    name: "authorize",
    async handler({ params, run, api, signal }) {
      const wanted = (Array.isArray(params["scopes"]) ? params["scopes"] : [params["scopes"]]).map(String);
      const known = wanted.map((scope) => scopeOf(scope));
      const unknown = known.indexOf(undefined);
      if (unknown >= 0) return failure(2, `${api}: parameter "scopes" has no scope "${wanted[unknown]}"`);
      for (const scope of known) {
        const refused = scope === undefined ? null : await requirePermission(run, api, scope, signal);
        if (refused !== null) return refused;
      }
      return { successScopes: wanted };
    },
  },
];
