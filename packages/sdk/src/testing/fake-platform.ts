import type { Clock } from "@berth/core";
import { sha256Hex } from "@berth/core/events";
import type { DomainPolicy } from "@berth/core/policy";
import type { BerthConfig, ReleaseInfo } from "../host-types.js";
import { base64Bytes, base64Text } from "../load/platform-keys.js";
import { sdkVersion } from "../sdk-version.js";
import { type FakeProgram, fakePackage } from "./fake-package.js";

/** A mini program that a {@link FakePlatform} serves. */
export interface FakeApp extends FakeProgram {
  appId: string;
  /** Default the id. */
  name?: string;
  iconUrl?: string;
  /** Default "1.0.0". */
  releaseVersion?: string;
  /** Default "ok"; "unknown": the platform has never heard of it. */
  status?: "ok" | "not_available" | "offline" | "unknown";
  /** Zip of the compiler; default one with pages and no code. */
  package?: Uint8Array;
  ownerKind?: ReleaseInfo["ownerKind"];
  /** Default: a list with nothing in it, as on a platform. */
  serverDomains?: DomainPolicy;
  /** Default: a list with nothing in it. */
  wapUrls?: DomainPolicy;
  clientId?: string;
  merchantId?: string;
  /** Names of the custom JSAPIs that its features contain. */
  jsapis?: string[];
  minSdkVersion?: string;
}

/** What a {@link FakePlatform} starts with. */
export interface FakePlatformOptions {
  apps?: FakeApp[];
  clock: Clock;
  /** Decides the key; equal seeds sign equally. Default 1. */
  seed?: number;
  /** Whether the tenant lets events be collected; default true. */
  collect?: boolean;
}

/** A platform in this page: it signs like a real one, and does what a test tells it. */
export interface FakePlatform {
  /** Configuration of a host that believes it. */
  readonly config: BerthConfig;
  /** Answers what a host sends; give it as option `fetch`. */
  readonly fetch: typeof fetch;
  /** What it serves, by id; a test may change it between opens. */
  readonly apps: Map<string, FakeApp>;
  /** Everything that was sent, "METHOD address". */
  readonly requests: string[];
  /** True: nothing can be reached. */
  down: boolean;
  /** Answers addresses that begin with `prefix`, as a merchant's server would, or in place of the platform; the newest answer counts. */
  answer(prefix: string, handler: (request: Request) => Response | Promise<Response>): void;
}

const emptyList: DomainPolicy = { mode: "list", entries: [] };

/** An Ed25519 key out of a seed, as PKCS #8 has it. */
async function keyOf(seed: number): Promise<{ sign(data: Uint8Array<ArrayBuffer>): Promise<string>; raw: string }> {
  const head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
  const bytes = base64Bytes(btoa(String.fromCharCode(...head, ...new Array(32).fill(seed & 0xff))));
  const key = await crypto.subtle.importKey("pkcs8", bytes ?? new Uint8Array(), "Ed25519", true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  const raw = x
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .padEnd(Math.ceil(x.length / 4) * 4, "=");
  return {
    raw,
    async sign(data) {
      return base64Text(new Uint8Array(await crypto.subtle.sign("Ed25519", key, data)));
    },
  };
}

/** A platform for tests of a host, in this page and without a network. */
export async function createFakePlatform(options: FakePlatformOptions): Promise<FakePlatform> {
  const key = await keyOf(options.seed ?? 1);
  const utf8 = new TextEncoder();
  const apps = new Map((options.apps ?? []).map((app) => [app.appId, app]));
  const answers: { prefix: string; handler: (request: Request) => Response | Promise<Response> }[] = [];
  const platformUrl = "https://platform.test";

  async function releaseOf(app: FakeApp): Promise<ReleaseInfo> {
    const { appId, name = appId, releaseVersion = "1.0.0" } = app;
    const zip = app.package ?? fakePackage(app);
    const sha256 = sha256Hex(zip);
    const statement = utf8.encode(`berth-package-1\n${appId}\n${releaseVersion}\n\n${sha256}`);
    const { clientId, merchantId } = app;
    return {
      releaseId: `release-${appId}-${releaseVersion}`,
      releaseVersion,
      releaseState: "full",
      ownerKind: app.ownerKind ?? "merchant",
      metadata: { name, slogan: "", iconUrl: app.iconUrl ?? "", introduction: "", categories: [] },
      packages: [
        {
          root: "",
          url: `${platformUrl}/sdk/v1/packages/${appId}/${sha256}.zip`,
          size: zip.length,
          sha256,
          signature: await key.sign(statement),
        },
      ],
      serverDomains: app.serverDomains ?? emptyList,
      wapUrls: app.wapUrls ?? emptyList,
      ...(clientId === undefined ? {} : { clientId }),
      ...(merchantId === undefined ? {} : { merchantId }),
      environmentVariables: {},
      features: [],
      jsapis: app.jsapis ?? [],
      minSdkVersion: app.minSdkVersion ?? sdkVersion,
    };
  }

  async function query(request: Request): Promise<Response> {
    const { apps: asked, nonce } = (await request.json()) as { apps: { appId: string }[]; nonce: string };
    const found = [];
    for (const { appId } of asked) {
      const app = apps.get(appId);
      const status = app?.status ?? "ok";
      if (app === undefined || status === "unknown") continue;
      found.push({ appId, status, ...(status === "ok" ? { release: await releaseOf(app) } : {}) });
    }
    const eventLog = { collect: options.collect ?? true, token: "fake", userSalt: "user", deviceSalt: "device" };
    const body = utf8.encode(JSON.stringify({ apps: found, nonce, serverTime: options.clock.now(), eventLog }));
    const signature = await key.sign(body);
    return new Response(body, { headers: { "berth-signature": `keyId=fake, signature=${signature}` } });
  }

  async function catalogue(): Promise<Response> {
    const served = [...apps.values()].filter(({ status = "ok" }) => status === "ok");
    const appInfos = await Promise.all(
      served.map(async (app) => {
        const { metadata, releaseVersion } = await releaseOf(app);
        return { ...metadata, identifier: app.appId, iconURL: metadata.iconUrl, releaseVersion };
      }),
    );
    return Response.json({ totalCount: appInfos.length, appInfos });
  }

  function own(request: Request): Response | Promise<Response> {
    const path = new URL(request.url).pathname;
    if (path === "/sdk/v1/apps/query") return query(request);
    if (path === "/sdk/v1/catalogue") return catalogue();
    if (path === "/sdk/v1/logs") return Response.json({});
    const app = apps.get(/^\/sdk\/v1\/packages\/([^/]+)\//.exec(path)?.[1] ?? "");
    if (app === undefined) return new Response("", { status: 404 });
    return new Response(new Uint8Array(app.package ?? fakePackage(app)));
  }

  const platform: FakePlatform = {
    config: {
      platformUrl,
      workspaceId: "fake",
      targetAppId: "fake",
      environment: "test",
      platformKeys: [`fake:${key.raw}`],
      configVersion: 1,
    },
    apps,
    requests: [],
    down: false,
    async fetch(input, init) {
      const request = new Request(input, init);
      platform.requests.push(`${request.method} ${request.url}`);
      if (platform.down) throw new TypeError("the fake platform is down");
      const found = answers.findLast(({ prefix }) => request.url.startsWith(prefix));
      if (found === undefined && request.url.startsWith(`${platformUrl}/`)) return own(request);
      if (found === undefined) throw new TypeError(`nobody answers ${request.url}: give platform.answer() an answer`);
      const { signal } = request;
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
      return Promise.race([found.handler(request), stopped]);
    },
    answer: (prefix, handler) => void answers.push({ prefix, handler }),
  };
  return platform;
}
