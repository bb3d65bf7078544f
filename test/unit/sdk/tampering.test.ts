import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { readPackage } from "../../../packages/sdk/src/load/app-package.js";
import { appId, hex, loaderBench, program, stranger } from "./loader-bench.js";

let zip: Uint8Array;
let other: Uint8Array;

beforeAll(async () => {
  const picture = { "assets/a.svg": "<svg/>" };
  [zip, other] = await Promise.all([program("<view>1</view>", picture), program("<view>2</view>")]);
});

/** A copy with one byte changed. */
const flipped = (bytes: Uint8Array, at = bytes.length >> 1): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe("nothing that the platform did not sign is opened (P-UPD-2, H-UPD-1)", () => {
  test.each([
    ["an answer signed by a stranger", { answerKey: stranger }],
    ["an answer that names a key nobody knows", { keyId: "k2" }],
    ["a package signed by a stranger", { packageKey: stranger }],
    [
      "an answer with another list",
      { forge: (body: string) => body.replace("api.example.com", "api.attacker.example") },
    ],
    ["an answer with another release", { forge: (body: string) => body.replace('"1.0.0"', '"1.0.1"') }],
    ["an answer that is no JSON", { forge: () => "<html>" }],
  ])("%s: 91005", async (_, change) => {
    const { state, numberOf } = loaderBench(zip);
    Object.assign(state, change);
    expect(await numberOf()).toBe(91005);
  });

  test.each([
    ["another package's bytes", () => other],
    ["one changed bit", () => flipped(zip)],
    ["more bytes than there are", () => new Uint8Array([...zip, 0])],
  ])("%s: 91005, and nothing is kept", async (_, served) => {
    const { state, numberOf, releases, store } = loaderBench(zip);
    // Of the same length, so that the digest has to find it.
    state.served = served().length < zip.length ? flipped(zip, 9) : served();
    expect(await numberOf()).toBe(91005);
    expect([await releases.find(appId), await store.keys("packages", hex(zip))]).toEqual([null, []]);
  });

  test("an answer of last week, well signed, is no answer to this query", async () => {
    const { state, tab, send, open, clock, checkLater } = loaderBench(zip);
    const recorded = new Map<string, { body: string; headers: Headers }>();
    const recording = (async (input: RequestInfo | URL, init?: RequestInit) => {
      const response = await send(input, init);
      if (String(input).endsWith("query")) {
        const body = await response.clone().text();
        recorded.set("answer", { body, headers: response.headers });
      }
      return response;
    }) as typeof fetch;
    await tab(recording).open();
    Object.assign(state, { version: "2.0.0", bytes: other });
    clock.advance(3_600_000);
    expect(await checkLater()).toBe("new");
    const replaying = (async (input: RequestInfo | URL, init?: RequestInit) => {
      const { body, headers } = recorded.get("answer") ?? { body: "", headers: new Headers() };
      return String(input).endsWith("query") ? new Response(body, { headers }) : send(input, init);
    }) as typeof fetch;
    const attacked = tab(replaying);
    clock.advance(864_000_000);
    // The replay counts as a check that failed: neither the old version nor the old lists come back.
    expect(await attacked.open()).toMatchObject({ release: { releaseVersion: "2.0.0" } });
    expect(await open()).toMatchObject({ release: { releaseVersion: "2.0.0" } });
    expect(await loaderBench(zip).tab(replaying).numberOf()).toBe(91005);
  });

  test("an older release's package does not pass for the new one's", async () => {
    const { state, open, numberOf, releases } = loaderBench(zip);
    await open();
    // The record on disk says 2.0.0, the bytes and their signature are those of 1.0.0.
    await releases.update(appId, (stored) => {
      if (stored === null) return null;
      return { ...stored, release: { ...stored.release, releaseVersion: "2.0.0" } };
    });
    state.down = true;
    expect(await numberOf()).toBe(91004);
    expect(await releases.find(appId)).toBeNull();
  });
});

describe("what is on the device is verified at every open", () => {
  test("changed bytes on disk are thrown away and fetched again", async () => {
    const { store, open, state } = loaderBench(zip);
    await open();
    await store.set("packages", hex(zip), flipped(zip));
    expect(await open()).toMatchObject({ packageState: "download" });
    expect(state.downloads).toBe(2);
    expect(await open()).toMatchObject({ packageState: "local" });
  });

  test("without a network they are not opened", async () => {
    const { store, open, state, numberOf } = loaderBench(zip);
    await open();
    await store.set("packages", hex(zip), other);
    state.down = true;
    expect(await numberOf()).toBe(91004);
  });

  test("a record of another shape counts as none", async () => {
    const { store, open } = loaderBench(zip);
    await open();
    await store.set("packages", hex(zip), "text");
    expect(await open()).toMatchObject({ packageState: "download" });
  });
});

describe("reading a package", () => {
  const tampered = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
    const files = unzipSync(zip);
    change(files);
    return zipSync(files);
  };
  const name = async (kind: "code" | "styles" | "map"): Promise<string> => {
    const outcome = await readPackage(zip);
    return (outcome.ok && outcome.package.manifest.units[0]?.[kind]) || "";
  };

  test.each(["code", "styles", "map"] as const)("one changed byte in the %s of a unit is found", async (kind) => {
    const file = await name(kind);
    const changed = tampered((files) => Object.assign(files, { [file]: flipped(files[file] ?? zip) }));
    expect(await readPackage(changed)).toEqual({ ok: false, message: `the digest of ${file} differs` });
  });

  test("an asset that was changed, is missing or was added is found", async () => {
    const asset = "files/assets/a.svg";
    const svg = new TextEncoder().encode("<svg onload='x'/>");
    expect(await readPackage(tampered((files) => Object.assign(files, { [asset]: svg })))).toMatchObject({
      message: `the digest of ${asset} differs`,
    });
    expect(await readPackage(tampered((files) => delete files[asset]))).toMatchObject({
      message: `${asset} is missing`,
    });
    const added = tampered((files) => Object.assign(files, { "unit/extra.js": svg }));
    expect(await readPackage(added)).toMatchObject({ message: "unit/extra.js is not listed in manifest.json" });
  });

  test("a manifest that is missing, no JSON or malformed is said", async () => {
    const manifest = (text: string | null): Uint8Array =>
      tampered((files) => {
        if (text === null) delete files["manifest.json"];
        else files["manifest.json"] = new TextEncoder().encode(text);
      });
    expect(await readPackage(manifest(null))).toMatchObject({ message: "manifest.json is missing" });
    expect(await readPackage(manifest("{"))).toMatchObject({ message: "manifest.json is no JSON" });
    expect(await readPackage(manifest('{"format":2}'))).toMatchObject({ ok: false });
  });

  test("an archive that unpacks to more than a program may have is not unpacked", async () => {
    const bomb = zipSync({ "manifest.json": new Uint8Array(129 * 1024 * 1024) }, { level: 9 });
    expect(await readPackage(bomb)).toMatchObject({ message: "it is larger than a package may be" });
  });
});
