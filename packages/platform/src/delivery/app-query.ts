import type { UrlParser } from "@berth/core/policy";
import type { Environment } from "../client/views.js";
import { settingsOf } from "../configuration/settings.js";
import type { PlatformContext } from "../context.js";
import { deliverPolicy } from "./deliver-policy.js";
import { type DeviceQuery, type ResolvedApp, resolveApp } from "./resolve-app.js";

/** Log and gateway tokens are valid for 24 hours (L-ING-2). */
const tokenLifeMs = 24 * 3_600_000;

/** Request of P-UPD-1 with the target of the device's configuration. */
export interface AppQuery extends DeviceQuery {
  apps: { appId: string; releaseVersion?: string }[];
  environment: Environment;
  installationId: string;
  /** Goes back under the signature, so that a recorded answer fits no other query. */
  nonce?: string;
  /** The SDK takes subpackages apart from the main package (P-VER-5). */
  split: boolean;
}

const optionalText = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";

/** The request, or null if it has not the form of P-UPD-1. */
export function readAppQuery(body: unknown): AppQuery | null {
  if (typeof body !== "object" || body === null) return null;
  const { apps, targetAppId, environment, installationId, userId, nonce, split } = body as Record<string, unknown>;
  if (!Array.isArray(apps) || apps.length > 50 || typeof targetAppId !== "string") return null;
  if (typeof environment !== "string" || typeof installationId !== "string" || !optionalText(userId)) return null;
  if (!optionalText(nonce) || (nonce ?? "").length > 100) return null;
  const fits = (one: unknown): one is AppQuery["apps"][number] =>
    typeof one === "object" &&
    one !== null &&
    typeof (one as Record<string, unknown>).appId === "string" &&
    optionalText((one as Record<string, unknown>).releaseVersion);
  if (!apps.every(fits)) return null;
  return {
    apps,
    targetAppId,
    environment: environment as Environment,
    installationId,
    split: split === true,
    ...(nonce === undefined ? {} : { nonce }),
    ...(userId === undefined || userId === "" ? {} : { userId }),
  };
}

const releaseStates: Readonly<Record<string, "full" | "gray" | "pilot">> = {
  FULL_RELEASE: "full",
  GRAYSCALE_RELEASE: "gray",
  PILOT_TESTING: "pilot",
};

function releaseAnswer(
  found: ResolvedApp,
  split: boolean,
  baseUrl: string,
  parser: UrlParser,
): Record<string, unknown> {
  const { app, release, version, snapshot, insecure } = found;
  return {
    releaseId: release.releaseId,
    releaseVersion: release.releaseVersion,
    releaseState: releaseStates[release.state] ?? "preview",
    // Programs of another kind cannot be made (P-KIND-5).
    runtimeKind: "dsl",
    ownerKind: app.ownerKind,
    metadata: snapshot.metadata,
    packages: ((split ? version.parts : undefined) ?? version.packages).map(({ root, sha256, size, signature }) => ({
      root,
      url: `${baseUrl}/sdk/v1/packages/${sha256}.zip`,
      size,
      sha256,
      signature,
    })),
    serverDomains: deliverPolicy(snapshot.serverDomains.policy, insecure, parser),
    wapUrls: deliverPolicy(snapshot.wapUrls.policy, insecure, parser),
    ...(snapshot.clientId === undefined ? {} : { clientId: snapshot.clientId.value }),
    ...(snapshot.merchantId === undefined ? {} : { merchantId: snapshot.merchantId.value }),
    environmentVariables: Object.fromEntries(
      Object.entries(snapshot.environmentVariables).map(([name, one]) => [name, one.value]),
    ),
    // Features are not built yet (section 5.5): nobody has one.
    features: [],
    jsapis: [],
    ...(version.minSdkVersion === undefined ? {} : { minSdkVersion: version.minSdkVersion }),
  };
}

/** The answer of P-UPD-1 with `eventLog` (L-CFG-1) and access to the gateway, unsigned. */
export async function answerAppQuery(
  context: PlatformContext,
  query: AppQuery,
  baseUrl: string,
): Promise<Record<string, unknown>> {
  const { store, clock, signer } = context;
  const { workspaceId, collect, salts, found } = store.transaction((tx) => {
    const target = tx.get("targetApp", query.targetAppId);
    const row = tx.get("state", "salts");
    return {
      workspaceId: target?.workspaceId ?? "",
      collect: target !== undefined && settingsOf(tx, target.workspaceId).eventLogCollection,
      salts: row?.name === "salts" ? row : { userSalt: "", deviceSalt: "" },
      found: query.apps.map((one) => ({ ...one, result: resolveApp(tx, one.appId, query) })),
    };
  });
  const apps = [];
  for (const { appId, releaseVersion, result } of found) {
    if (typeof result === "string") apps.push({ appId, status: result });
    else if (result.stable && releaseVersion === result.release.releaseVersion)
      apps.push({ appId, status: "unchanged" });
    else apps.push({ appId, status: "ok", release: releaseAnswer(result, query.split, baseUrl, context.parser) });
  }
  const claims = {
    workspaceId,
    targetAppId: query.targetAppId,
    environment: query.environment,
    installationId: query.installationId,
    ...(query.userId === undefined ? {} : { userId: query.userId }),
    expiresAt: clock.now() + tokenLifeMs,
  };
  return {
    ...(query.nonce === undefined ? {} : { nonce: query.nonce }),
    apps,
    serverTime: clock.now(),
    eventLog: {
      collect,
      ...(collect ? { token: await signer.issueBearer({ ...claims, use: "log" }) } : {}),
      userSalt: salts.userSalt,
      deviceSalt: salts.deviceSalt,
    },
    ...(context.gatewayUrl === undefined
      ? {}
      : { gateway: { url: context.gatewayUrl, token: await signer.issueBearer({ ...claims, use: "gateway" }) } }),
  };
}
