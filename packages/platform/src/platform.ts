import { type Clock, type Random, systemClock, systemRandom } from "@berth/core";
import { nativeUrlParser, type UrlParser } from "@berth/core/policy";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { TenantSettings } from "./client/views.js";
import { appRoutes } from "./console/app-routes.js";
import type { RouteVariables } from "./console/operation.js";
import { platformRoutes } from "./console/platform-routes.js";
import { releaseRoutes } from "./console/release-routes.js";
import { offsetClock, type PlatformContext } from "./context.js";
import { deviceRoutes } from "./delivery/device-routes.js";
import { type GatewayPolicy, gatewayPolicy } from "./delivery/gateway-policy.js";
import { logRoutes } from "./ingest/log-routes.js";
import { IngestStats } from "./ingest/stats.js";
import { seedStore } from "./seed/seed-store.js";
import { seeded } from "./seed/seeded.js";
import { toHex } from "./signing/base64.js";
import { generateKeys, type PlatformKeySet } from "./signing/keys.js";
import { type BearerClaims, createSigner } from "./signing/signer.js";
import { memoryStore } from "./store/memory-store.js";
import type { Store } from "./store/store.js";
import { codeRoute } from "./tokens/code-route.js";
import { openApiRoutes } from "./tokens/open-api-routes.js";

/** What a platform is made of; every member has a default. */
export interface PlatformOptions {
  /** Default: a new store in memory. */
  store?: Store;
  /** Default: the engine's clock. The offset of the console comes on top (T-ISS-8). */
  clock?: Clock;
  /** Default: the engine's generator. */
  random?: Random;
  /** Address under which devices reach the platform; default that of each request. */
  baseUrl?: string;
  /** Address of the egress gateway, delivered to devices; absent: none. */
  gatewayUrl?: string;
  /** Default: those kept in the store, else new ones that are kept there. */
  keys?: PlatformKeySet;
  /** Back end of the URL policy; a server takes the pinned one (U-CAN-P2). Default the engine's own. */
  parser?: UrlParser;
  /** false switches the signature check of the open APIs off (P-TOK-11); default true. */
  signatureCheck?: boolean;
  /** Own numbers of result codes (P-TOK-21). */
  resultCodeMap?: Readonly<Record<string, string>>;
  /** Settings of the seeded tenant that differ from the seed's. */
  settings?: Partial<TenantSettings>;
}

/** A running mock platform. */
export interface Platform {
  /** Answers a request: console, device, open API. Works in Node and in a page. */
  fetch(request: Request): Promise<Response>;
  readonly keys: PlatformKeySet;
  /** `<keyId>:<base64>`, for `platformKeys` of a host's configuration. */
  readonly platformKey: string;
  readonly storeKind: Store["kind"];
  /** What a gateway asks about a release: its Server Domains as delivered; null if it serves nobody. */
  policyFor(releaseId: string): GatewayPolicy | null;
  /** The claims of a gateway token, null if it is not good. */
  verifyGatewayToken(token: string): Promise<BearerClaims | null>;
  /** The platform's clock, console offset included; epoch ms. */
  now(): number;
  /** Tells devices from now on where the gateway is. */
  setGatewayUrl(url: string): void;
  /** Closes the store. */
  close(): void;
}

async function loadKeys(store: Store, random: Random, given: PlatformKeySet | undefined): Promise<PlatformKeySet> {
  const kept = store.transaction((tx) => tx.get("state", "keys"));
  if (given === undefined && kept?.name === "keys") return JSON.parse(kept.json) as PlatformKeySet;
  const keys = given ?? (await generateKeys(random, [seeded.merchantClientId, seeded.tenantClientId]));
  store.transaction((tx) => tx.put("state", { name: "keys", json: JSON.stringify(keys) }));
  return keys;
}

/**
 * The mock Mini Program Platform as a fetch handler, seeded on first use.
 *
 * @example
 * ```ts
 * import { createPlatform } from "@berth/platform";
 * const platform = await createPlatform();
 * const answer = await platform.fetch(new Request("http://platform.test/console/v1/me"));
 * console.log(answer.status); // 401
 * platform.close();
 * ```
 */
export async function createPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const { store = memoryStore(), random = systemRandom(), settings = {} } = options;
  const keys = await loadKeys(store, random, options.keys);
  const signer = await createSigner(keys);
  await seedStore(store, keys, random, settings);
  const kept = store.transaction((tx) => tx.get("state", "clock"));
  const context: PlatformContext = {
    store,
    clock: offsetClock(options.clock ?? systemClock(), kept?.name === "clock" ? kept.offsetMs : 0),
    random,
    keys,
    signer,
    baseUrl: options.baseUrl,
    gatewayUrl: options.gatewayUrl,
    parser: options.parser ?? nativeUrlParser,
    signatureCheck: options.signatureCheck ?? true,
    resultCodeMap: options.resultCodeMap ?? {},
  };
  const app = platformApp(context);
  return {
    fetch: async (request) => app.fetch(request),
    keys,
    platformKey: signer.platformKey,
    storeKind: store.kind,
    policyFor: (releaseId) => store.transaction((tx) => gatewayPolicy(tx, releaseId, context.parser)),
    verifyGatewayToken: (token) => signer.readBearer(token, "gateway", context.clock.now()),
    now: () => context.clock.now(),
    setGatewayUrl: (url) => {
      context.gatewayUrl = url;
    },
    close: () => store.close(),
  };
}

function platformApp(context: PlatformContext): Hono<RouteVariables> {
  const app = new Hono<RouteVariables>();
  // Every answer carries the trace id, refusals and faults included (P-RISK-3).
  app.use(async (c, next) => {
    const traceId = toHex(context.random.bytes(16));
    c.set("traceId", traceId);
    await next();
    c.header("Mgw-Traceid", traceId);
  });
  // Bearer tokens only, so any origin may ask (L-ING-1); the simulator lives on another port.
  app.use(
    cors({
      origin: "*",
      allowHeaders: ["Authorization", "Content-Type", "Content-Encoding", "Range"],
      exposeHeaders: ["Berth-Signature", "Content-Range", "Mgw-Traceid", "Retry-After"],
      maxAge: 7200,
    }),
  );
  const stats = new IngestStats();
  appRoutes(app, context);
  releaseRoutes(app, context);
  platformRoutes(app, context, stats);
  deviceRoutes(app, context);
  codeRoute(app, context);
  logRoutes(app, context, stats);
  openApiRoutes(app, context);
  app.all("/console/v1/*", (c) =>
    c.json(
      { ok: false, code: "NOT_SUPPORTED", message: "this operation is not built yet", traceId: c.get("traceId") },
      501,
    ),
  );
  app.notFound((c) => c.json({ code: "NOT_FOUND", message: "nothing here", traceId: c.get("traceId") }, 404));
  app.onError((error, c) => {
    const traceId = c.get("traceId");
    const answer = c.json({ ok: false, code: "INTERNAL", message: error.message, traceId }, 500);
    answer.headers.set("Mgw-Traceid", traceId);
    return answer;
  });
  return app;
}
