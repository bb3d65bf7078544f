import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { compileProject, memorySource, packProject } from "@berth/compiler";
import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { AppLoader } from "../../../packages/sdk/src/load/app-loader.js";
import { readPackage } from "../../../packages/sdk/src/load/app-package.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import { platformKeys } from "../../../packages/sdk/src/load/platform-keys.js";
import { ReleaseStore } from "../../../packages/sdk/src/load/release-store.js";
import { FakeClock } from "./fake-clock.js";

const appId = "2026000000000001";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
let zip: Uint8Array;
let other: Uint8Array;

async function program(text: string): Promise<Uint8Array> {
  const files = {
    "app.json": '{"pages":["a"]}',
    "app.js": "App({})",
    "a.js": "Page({})",
    "a.json": "{}",
    "a.axml": text,
  };
  return packProject(await compileProject(memorySource(files)));
}

beforeAll(async () => {
  [zip, other] = await Promise.all([program("<view>1</view>"), program("<view>2</view>")]);
});

const hex = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const signature = (text: string | Uint8Array, key: KeyObject = privateKey): string =>
  sign(null, typeof text === "string" ? Buffer.from(text) : text, key).toString("base64");

/** A platform that answers queries and serves packages; every part of it can be made to misbehave. */
function bench() {
  const clock = new FakeClock();
  const state = {
    version: "1.0.0",
    bytes: zip,
    served: null as Uint8Array | null,
    status: "ok" as string,
    down: false,
    answerKey: privateKey,
    packageKey: privateKey,
    minSdkVersion: "0.1.0",
    entries: ["api.example.com"],
    queries: 0,
    downloads: 0,
  };
  const send = (async (input: RequestInfo | URL) => {
    if (state.down) throw new TypeError("no connection");
    if (String(input).endsWith(".zip")) {
      state.downloads += 1;
      return new Response(new Uint8Array(state.served ?? state.bytes));
    }
    state.queries += 1;
    const sha256 = hex(state.bytes);
    const release = {
      releaseId: `R-${state.version}`,
      releaseVersion: state.version,
      releaseState: "full",
      ownerKind: "tenant",
      metadata: { name: "Bench", slogan: "", iconUrl: "", introduction: "", categories: [] },
      packages: [
        {
          root: "",
          url: `/sdk/v1/packages/${sha256}.zip`,
          size: state.bytes.length,
          sha256,
          signature: signature(`berth-package-1\n${appId}\n${state.version}\n\n${sha256}`, state.packageKey),
        },
      ],
      serverDomains: { mode: "list", entries: state.entries },
      wapUrls: { mode: "allow-all" },
      environmentVariables: {},
      features: [],
      jsapis: [],
      minSdkVersion: state.minSdkVersion,
    };
    const app = state.status === "ok" ? { appId, status: "ok", release } : { appId, status: state.status };
    const apps = state.status === "unknown" ? [] : [app];
    const body = JSON.stringify({ apps, serverTime: clock.now() });
    return new Response(body, {
      headers: { "berth-signature": `keyId=k1, signature=${signature(body, state.answerKey)}` },
    });
  }) as typeof fetch;
  const loader = new AppLoader({
    config: {
      platformUrl: "",
      workspaceId: "W",
      targetAppId: "T",
      environment: "test",
      platformKeys: [],
      configVersion: 1,
    },
    keys: platformKeys([`k1:${raw}`]),
    fetch: send,
    clock,
    releases: new ReleaseStore(memoryStore(), clock, "T|test"),
    installationId: "i",
    locale: "en",
    userId: () => "",
    intervals: () => undefined,
    onAnswer: () => {},
    log: () => {},
  });
  const open = (forceSync = false) =>
    loader.load(appId, { forceSync, signal: new AbortController().signal, stage: () => {} });
  const numberOf = async (): Promise<number> =>
    open().then(
      () => 0,
      (error) => (error as { number: number }).number,
    );
  return { clock, state, loader, open, numberOf };
}

describe("first open (H-UPD-1)", () => {
  test("queries, downloads, verifies and keeps", async () => {
    const { open, state } = bench();
    expect(await open()).toMatchObject({ packageState: "download", release: { releaseVersion: "1.0.0" } });
    expect(await open()).toMatchObject({ packageState: "local", method: "none" });
    expect([state.queries, state.downloads]).toEqual([1, 1]);
  });

  const stranger = generateKeyPairSync("ed25519").privateKey;
  test.each([
    ["an unknown app", { status: "unknown" }, 91001],
    ["an app that is not served", { status: "not_available" }, 91002],
    ["an app taken offline", { status: "offline" }, 91003],
    ["no network", { down: true }, 91004],
    ["an answer signed by a stranger", { answerKey: stranger }, 91005],
    ["a package signed by a stranger", { packageKey: stranger }, 91005],
    ["a newer runtime wanted", { minSdkVersion: "9.0.0" }, 91006],
  ])("%s", async (_, change, number) => {
    const { state, numberOf } = bench();
    Object.assign(state, change);
    expect(await numberOf()).toBe(number);
  });

  test("bytes other than the signed ones end in 91005", async () => {
    const { state, numberOf } = bench();
    state.served = other;
    expect(await numberOf()).toBe(91005);
  });
});

describe("updates", () => {
  test("H-UPD-V2: after an hour the local one runs, the check follows, the next open has the new one", async () => {
    const { clock, state, loader, open } = bench();
    await open();
    Object.assign(state, { version: "2.0.0", bytes: other });
    clock.advance(3_600_000);
    expect(await open()).toMatchObject({ method: "async", release: { releaseVersion: "1.0.0" } });
    expect(await loader.checkLater(appId, new AbortController().signal)).toBe(true);
    expect(await open()).toMatchObject({ method: "none", release: { releaseVersion: "2.0.0" } });
  });

  test("H-UPD-V4, H-UPD-7: after ten days the query comes first, back to an older version too", async () => {
    const { clock, state, open } = bench();
    await open();
    Object.assign(state, { version: "0.9.0", bytes: other });
    clock.advance(864_000_000);
    expect(await open()).toMatchObject({ release: { releaseVersion: "0.9.0" } });
  });

  test("H-UPD-V5: then without network the local one starts and its age stays", async () => {
    const { clock, state, open, loader } = bench();
    await open();
    clock.advance(864_000_000);
    state.down = true;
    expect(await open()).toMatchObject({ release: { releaseVersion: "1.0.0" } });
    expect(await loader.outlook(appId, false)).toMatchObject({ packageState: "local", method: "sync" });
  });

  test("H-UPD-6: taken offline, it does not start and the package is gone", async () => {
    const { clock, state, numberOf, loader } = bench();
    await numberOf();
    clock.advance(864_000_000);
    state.status = "offline";
    expect(await numberOf()).toBe(91003);
    expect((await loader.outlook(appId, false)).packageState).toBe("download");
  });

  test("H-UPD-8: a check without a new package stores the lists, which act from the next open", async () => {
    const { clock, state, open, loader } = bench();
    await open();
    state.entries = ["new.example.com"];
    clock.advance(3_600_000);
    await open();
    await loader.checkLater(appId, new AbortController().signal);
    expect((await open()).release.serverDomains).toEqual({ mode: "list", entries: ["new.example.com"] });
    expect(state.downloads).toBe(1);
  });
});

describe("reading a package", () => {
  const tampered = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
    const files = unzipSync(zip);
    change(files);
    return zipSync(files);
  };

  test("one changed byte, a missing or an added file is found", async () => {
    const code = (await readPackage(zip)) as { ok: true; package: { manifest: { units: { code: string }[] } } };
    const name = code.package.manifest.units[0]?.code ?? "";
    const changed = tampered((files) => files[name]?.set([33], 0));
    expect(await readPackage(changed)).toEqual({ ok: false, message: `the digest of ${name} differs` });
    expect(await readPackage(tampered((files) => delete files[name]))).toMatchObject({ message: `${name} is missing` });
    const added = tampered((files) => Object.assign(files, { "unit/extra.js": new Uint8Array([1]) }));
    expect(await readPackage(added)).toMatchObject({ ok: false });
  });
});
