import { createHash, createSign } from "node:crypto";
import { systemRandom } from "@berth/core";
import { createPlatform, generateKeys, type Platform, type PlatformOptions, seeded } from "@berth/platform";
import {
  type ConsoleAnswer,
  createPlatformClient,
  type PlatformClient,
  type ReleaseView,
} from "@berth/platform/client";
import { strToU8, zipSync } from "fflate";
import { ManualClock } from "./manual-clock.js";

/** Making RSA keys takes long, so all tests of a file share one set. */
const keys = generateKeys(systemRandom(), [seeded.merchantClientId, seeded.tenantClientId]);

export const base = "http://platform.test";

/** A platform at noon UTC with a manual clock, and clients logged in by role. */
export interface Fixture {
  platform: Platform;
  clock: ManualClock;
  as(role: "wa" | "wr" | "wd" | "da" | "de"): Promise<PlatformClient>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export async function fixture(options: PlatformOptions = {}): Promise<Fixture> {
  const clock = new ManualClock(Date.parse("2026-03-10T12:00:00Z"));
  const platform = await createPlatform({ clock, keys: await keys, ...options });
  const clients = new Map<string, PlatformClient>();
  return {
    platform,
    clock,
    async as(role) {
      const known = clients.get(role);
      if (known !== undefined) return known;
      const client = createPlatformClient({ baseUrl: base, fetch: platform.fetch });
      const workspace = role === "da" || role === "de" ? "merchant" : "tenant";
      value(await client.login(`${role}@${workspace}.test`, seeded.password));
      clients.set(role, client);
      return client;
    },
    post: (path, body, headers = {}) =>
      platform.fetch(
        new Request(base + path, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      ),
  };
}

/** The data of an answer that must be positive. */
export function value<T>(answer: ConsoleAnswer<T>): T {
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.data;
}

/** The code of an answer that must be a refusal. */
export function refusal(answer: ConsoleAnswer<unknown>): string {
  if (answer.ok) throw new Error("expected a refusal");
  return answer.code;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A small valid package; `change` edits the files after the manifest was made. */
export function packageZip(change: (files: Record<string, Uint8Array>) => void = () => {}): Uint8Array<ArrayBuffer> {
  const files: Record<string, Uint8Array> = {
    "unit/main.js": strToU8("// code"),
    "unit/main.js.map": strToU8("{}"),
    "unit/main.styles.json": strToU8('{"sheets":{},"pages":{}}'),
  };
  const manifest = {
    format: 1,
    compiler: "test 1",
    minSdkVersion: "0.1.0",
    app: { pages: ["pages/index"], home: "pages/index", window: {} },
    pages: {},
    units: [
      {
        root: "",
        code: "unit/main.js",
        map: "unit/main.js.map",
        styles: "unit/main.styles.json",
        pages: ["pages/index"],
      },
    ],
    files: Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, { size: bytes.length, sha256: sha256(bytes) }]),
    ),
  };
  const all: Record<string, Uint8Array> = { "manifest.json": strToU8(JSON.stringify(manifest)), ...files };
  change(all);
  return zipSync(all) as Uint8Array<ArrayBuffer>;
}

const { targetAppId } = seeded;

/** A mini program of the role's workspace with a version, released to development. */
export async function releasedApp(
  f: Fixture,
  role: "wa" | "da",
  environment: "development" | "sandbox" | "test" = "development",
): Promise<{ appId: string; release: ReleaseView }> {
  const client = await f.as(role);
  const { appId } = value(await client.createApp({ name: `App of ${role} ${f.clock.now()}` }));
  const release = value(await client.deploy({ appId, version: "1.0.0", zip: packageZip(), targetAppId, environment }));
  return { appId, release };
}

/** Calls an open API as the sample merchant (P-TOK-11). */
export async function openApi(
  f: Fixture,
  path: string,
  fields: object,
  change: { clientId?: string; requestTime?: string; tamper?: boolean } = {},
): Promise<{ result: { resultCode: string; resultStatus: string }; [field: string]: unknown }> {
  const { clientId = seeded.merchantClientId } = change;
  const body = JSON.stringify(fields);
  const requestTime = change.requestTime ?? new Date(f.clock.now()).toISOString();
  const key = (await keys).clients[seeded.merchantClientId]?.privateKey ?? "";
  const signature = createSign("RSA-SHA256")
    .update(`POST ${path}\n${clientId}.${requestTime}.${body}`)
    .sign(key, "base64");
  const answer = await f.post(path, change.tamper === true ? `${body} ` : body, {
    "client-id": clientId,
    "request-time": requestTime,
    signature: `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(signature)}`,
  });
  return answer.json();
}
