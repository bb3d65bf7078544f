import type { BerthConfig, GatewayAccess, ReleaseInfo } from "../host-types.js";
import type { PlatformKeys } from "./platform-keys.js";

/** Answer of `POST /sdk/v1/apps/query` for one app (P-UPD-1). */
export interface AppAnswer {
  appId: string;
  status: "ok" | "not_available" | "offline" | "unchanged";
  release?: ReleaseInfo;
}

/** Terms of event collection (L-CFG-1). */
export interface EventLogTerms {
  collect: boolean;
  token?: string;
  userSalt: string;
  deviceSalt: string;
  sampleOneIn?: number;
}

/** The verified answer of a query. */
export interface QueryAnswer {
  /** The request's own: an answer that was recorded earlier is no answer, however well it is signed. */
  nonce: string;
  apps: AppAnswer[];
  serverTime: number;
  eventLog?: EventLogTerms;
  gateway?: GatewayAccess;
}

/** A query's outcome; a failure to reach the platform is no exception. */
export type QueryOutcome =
  | { kind: "answer"; answer: QueryAnswer }
  | { kind: "unreachable"; message: string }
  | { kind: "untrusted"; message: string };

/** What a query tells the platform, and no more (H-GATE-8). */
export interface QueryRequest {
  apps: { appId: string; releaseVersion?: string }[];
  userId?: string;
  installationId: string;
  sdkVersion: string;
  os: string;
  locale: string;
  /** Random; the answer carries it under its signature. */
  nonce: string;
}

const signaturePattern = /^\s*keyId=([^,\s]+)\s*,\s*signature=([A-Za-z0-9+/=]+)\s*$/;

function isAnswer(value: unknown): value is QueryAnswer {
  if (typeof value !== "object" || value === null || !Array.isArray((value as QueryAnswer).apps)) return false;
  if (typeof (value as QueryAnswer).nonce !== "string") return false;
  return (value as QueryAnswer).apps.every(
    (app) =>
      typeof app === "object" &&
      app !== null &&
      typeof app.appId === "string" &&
      (app.status !== "ok" || isRelease(app.release)),
  );
}

function isRelease(release: ReleaseInfo | undefined): boolean {
  return (
    typeof release === "object" &&
    release !== null &&
    typeof release.releaseVersion === "string" &&
    Array.isArray(release.packages) &&
    release.packages.length > 0 &&
    release.packages[0]?.root === "" &&
    release.packages.every(
      (p) => typeof p.url === "string" && Number.isSafeInteger(p.size) && /^[0-9a-f]{64}$/.test(p.sha256),
    ) &&
    typeof release.serverDomains === "object" &&
    typeof release.wapUrls === "object"
  );
}

/**
 * Asks the platform what it serves. The body counts only if one of the configured keys signed it: whoever could change
 * it could change the domain lists.
 */
export async function queryReleases(
  config: BerthConfig,
  keys: PlatformKeys,
  request: QueryRequest,
  send: typeof fetch,
  signal: AbortSignal,
): Promise<QueryOutcome> {
  let response: Response;
  let body: Uint8Array<ArrayBuffer>;
  try {
    response = await send(`${config.platformUrl}/sdk/v1/apps/query`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      // This SDK takes subpackages apart from the main package (P-VER-5).
      body: JSON.stringify({
        ...request,
        targetAppId: config.targetAppId,
        environment: config.environment,
        split: true,
      }),
      credentials: "omit",
      signal,
    });
    body = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    return { kind: "unreachable", message: `the platform cannot be reached: ${(cause as Error).message}` };
  }
  if (!response.ok) return { kind: "unreachable", message: `the platform answered ${response.status}` };
  const header = signaturePattern.exec(response.headers.get("berth-signature") ?? "");
  if (header === null || !(await keys.verify(header[1] ?? "", header[2] ?? "", body))) {
    return { kind: "untrusted", message: "the signature of the platform's answer does not match the configured keys" };
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    if (isAnswer(value)) {
      return value.nonce === request.nonce
        ? { kind: "answer", answer: value }
        : { kind: "untrusted", message: "the platform's answer is not one to this query" };
    }
  } catch {
    // Reported below like any other malformed answer.
  }
  return { kind: "untrusted", message: "the platform's answer has not the expected form" };
}
