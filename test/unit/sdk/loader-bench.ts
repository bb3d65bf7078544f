import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { compileProject, memorySource, packProject } from "@berth/compiler";
import { AppLoader } from "../../../packages/sdk/src/load/app-loader.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import { platformKeys } from "../../../packages/sdk/src/load/platform-keys.js";
import { PlatformQueries } from "../../../packages/sdk/src/load/platform-queries.js";
import type { PresetPackage } from "../../../packages/sdk/src/load/preset-package.js";
import { ReleaseStore } from "../../../packages/sdk/src/load/release-store.js";
import type { Locks } from "../../../packages/sdk/src/load/with-lock.js";
import { FakeClock } from "./fake-clock.js";

/** The one program of the bench. */
export const appId = "2026000000000001";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
/** The platform's key as a configuration names it. */
export const platformKey = `k1:${publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")}`;
/** A key that no configuration names. */
export const stranger = generateKeyPairSync("ed25519").privateKey;

/** A package of a program with one page. */
export async function program(text: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const files = {
    "app.json": '{"pages":["a"]}',
    "app.js": "App({})",
    "a.js": "Page({})",
    "a.json": "{}",
    "a.axml": text,
    ...more,
  };
  return packProject(await compileProject(memorySource(files)));
}

/** SHA-256 in hex. */
export const hex = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const signature = (text: string | Uint8Array, key: KeyObject = privateKey): string =>
  sign(null, typeof text === "string" ? Buffer.from(text) : text, key).toString("base64");

/** No two queries of a test file have the same nonce. */
let random = 0;

/** Web Locks as tabs of one origin share them, for loaders of one test. */
export function sharedLocks(): Locks {
  const held = new Map<string, { shared: boolean; count: number }>();
  const waiting = new Set<() => void>();
  const request = async (name: string, options: LockOptions, work: () => Promise<unknown>): Promise<unknown> => {
    const shared = options.mode === "shared";
    for (let now = held.get(name); now !== undefined && !(shared && now.shared); now = held.get(name)) {
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
    held.set(name, { shared, count: (held.get(name)?.count ?? 0) + 1 });
    try {
      return await work();
    } finally {
      const now = held.get(name);
      if (now !== undefined && --now.count === 0) held.delete(name);
      for (const go of waiting) go();
      waiting.clear();
    }
  };
  return { request: request as Locks["request"] };
}

/** A platform that answers queries and serves packages; every part of it can be made to misbehave. */
export function loaderBench(zip: Uint8Array, given: { store?: ReturnType<typeof memoryStore>; locks?: Locks } = {}) {
  const clock = new FakeClock();
  const state = {
    version: "1.0.0",
    bytes: zip,
    parts: [] as { root: string; bytes: Uint8Array }[],
    /** Served in place of the right bytes. */
    served: null as Uint8Array | null,
    /** Answers a request for a package instead of the bench. */
    packageAnswer: null as ((range: string | null, signal: AbortSignal) => Response | Promise<Response>) | null,
    /** Changes the answer after it was signed. */
    forge: (body: string): string => body,
    status: "ok" as string,
    down: false,
    keyId: "k1",
    answerKey: privateKey,
    packageKey: privateKey,
    minSdkVersion: "0.1.0",
    runtimeKind: undefined as string | undefined,
    entries: ["api.example.com"],
    intervals: {} as { mode?: "default" | "async" | "sync" },
    presets: [] as PresetPackage[],
    queries: 0,
    downloads: 0,
    warnings: [] as string[],
    logs: [] as [name: string, data: Record<string, unknown>][],
  };
  const packageOf = (root: string, bytes: Uint8Array) => {
    const sha256 = hex(bytes);
    return {
      root,
      url: `/sdk/v1/packages/${sha256}.zip`,
      size: bytes.length,
      sha256,
      signature: signature(`berth-package-1\n${appId}\n${state.version}\n${root}\n${sha256}`, state.packageKey),
    };
  };
  const release = () => ({
    releaseId: `R-${state.version}`,
    releaseVersion: state.version,
    releaseState: "full" as const,
    ownerKind: "tenant" as const,
    metadata: { name: "Bench", slogan: "", iconUrl: "", introduction: "", categories: [] },
    packages: [packageOf("", state.bytes), ...state.parts.map(({ root, bytes }) => packageOf(root, bytes))],
    serverDomains: { mode: "list" as const, entries: state.entries },
    wapUrls: { mode: "allow-all" as const },
    environmentVariables: {},
    features: [],
    jsapis: [],
    minSdkVersion: state.minSdkVersion,
    ...(state.runtimeKind === undefined ? {} : { runtimeKind: state.runtimeKind }),
  });
  const send = (async (input: RequestInfo | URL, init: RequestInit = {}) => {
    if (state.down) throw new TypeError("no connection");
    const found = /([0-9a-f]{64})\.zip$/.exec(String(input))?.[1];
    if (found !== undefined) {
      state.downloads += 1;
      const range = new Headers(init.headers).get("range");
      if (state.packageAnswer !== null) return state.packageAnswer(range, init.signal as AbortSignal);
      const bytes = [state.bytes, ...state.parts.map((part) => part.bytes)].find((each) => hex(each) === found);
      if (bytes === undefined) return new Response(null, { status: 404 });
      return new Response(new Uint8Array(state.served ?? bytes));
    }
    state.queries += 1;
    const { nonce } = JSON.parse(String(init.body)) as { nonce: string };
    const app = state.status === "ok" ? { appId, status: "ok", release: release() } : { appId, status: state.status };
    const apps = state.status === "unknown" ? [] : [app];
    const body = JSON.stringify({ nonce, apps, serverTime: clock.now() });
    const headers = { "berth-signature": `keyId=${state.keyId}, signature=${signature(body, state.answerKey)}` };
    return new Response(state.forge(body), { headers });
  }) as typeof fetch;
  const store = given.store ?? memoryStore();
  const locks = given.locks ?? null;
  const alive = new Set<string>();
  /** Another tab, or the same page after a crash: everything anew over the same disk. */
  const tab = (own: typeof fetch = send) => {
    const config = {
      platformUrl: "",
      workspaceId: "W",
      targetAppId: "T",
      environment: "test" as const,
      platformKeys: [],
      configVersion: 1,
    };
    const keys = platformKeys([platformKey]);
    const userId = () => "";
    const queries = new PlatformQueries({
      config,
      keys,
      fetch: own,
      random: { bytes: (length) => new Uint8Array(length).fill(++random) },
      installationId: "i",
      locale: "en",
      userId,
      onAnswer: () => {},
    });
    const loader = new AppLoader({
      config,
      keys,
      fetch: own,
      clock,
      store,
      locks,
      presets: state.presets,
      queries,
      userId,
      intervals: () => state.intervals,
      alive: (id) => alive.has(id),
      log: (name, data) => state.logs.push([name, data]),
      warn: (message) => state.warnings.push(message),
    });
    const open = (forceSync = false) =>
      loader.load(appId, { forceSync, signal: new AbortController().signal, stage: () => {} });
    const numberOf = async (): Promise<number> =>
      open().then(
        () => 0,
        (error) => (error as { number: number }).number,
      );
    const checkLater = () => loader.checkLater(appId, new AbortController().signal);
    return { loader, open, numberOf, checkLater };
  };
  const releases = new ReleaseStore(store, clock, () => "T|test|", locks);
  return { clock, state, store, releases, release, alive, tab, send, ...tab() };
}
