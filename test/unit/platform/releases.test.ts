import { createHash } from "node:crypto";
import { compileProject, memorySource, packProject } from "@berth/compiler";
import { seeded } from "@berth/platform";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { base, type Fixture, fixture, packageZip, refusal, releasedApp, value } from "./fixture.js";

const { targetAppId } = seeded;
const production = { targetAppId, environment: "production" } as const;

/** What a user gets: a release state, or why nothing. */
async function served(f: Fixture, appId: string, userId?: string, environment = "production"): Promise<string> {
  const answer = await f.post("/sdk/v1/apps/query", {
    apps: [{ appId }],
    targetAppId,
    environment,
    installationId: "i-1",
    ...(userId === undefined ? {} : { userId }),
  });
  const { apps } = await answer.json();
  return apps[0].status === "ok" ? `${apps[0].release.releaseState} ${apps[0].release.releaseVersion}` : apps[0].status;
}

describe("approval", () => {
  it("development, test and sandbox are approved automatically and tell no approver (P-APR-1, P-APR-7, P-REL-T03, T04)", async () => {
    const f = await fixture();
    for (const environment of ["development", "test", "sandbox"] as const) {
      const { release } = await releasedApp(f, "da", environment);
      expect(release.state).toBe("FULL_RELEASE");
      f.clock.advance(1000);
    }
    const da = await f.as("da");
    const outbox = value(await da.outbox());
    expect(outbox.map(({ event, channel, to }) => [event, channel, to])).toEqual(
      Array(3).fill(["P-APR-N4", "inbox", "da@merchant.test"]),
    );
    expect(value(await da.approvals()).submitted.map((one) => one.state)).toEqual(Array(3).fill("AUTO_APPROVED"));
  });

  it("production needs approval, then pilot, grayscale, full (P-APR-1, P-REL-T07, T08, T17, T20, T21, P-PILOT-7)", async () => {
    const f = await fixture({ settings: { testerList: true } });
    const [wa, wr, wd, da] = [await f.as("wa"), await f.as("wr"), await f.as("wd"), await f.as("da")];
    // P-GRAY-V1: this app id and u-0001 have bucket 4998.
    const { appId } = value(await da.createApp({ name: "Shop", appId: "2021000000000001" }));
    value(await da.setConfiguration({ appId }, "testers", ["tester-1"]));
    const release = value(await da.deploy({ appId, version: "1.0.0", zip: packageZip(), ...production }));
    const { releaseId, releaseVersion } = release;
    expect(release.state).toBe("UNDER_REVIEW");
    const sent = value(await wa.outbox()).filter((one) => one.event === "P-APR-N1");
    expect(sent.map((one) => `${one.to} ${one.channel}`).sort()).toEqual([
      "wa@tenant.test inbox",
      "wa@tenant.test mail",
      "wr@tenant.test inbox",
      "wr@tenant.test mail",
    ]);
    expect(await served(f, appId, "tester-1")).toBe("not_available");
    expect(refusal(await da.releaseEvent(releaseId, "approve"))).toBe("PERMISSION_DENIED");
    expect(refusal(await wd.releaseEvent(releaseId, "approve"))).toBe("NOT_FOUND");
    expect(value(await wr.approvals()).assigned.map((one) => one.state)).toEqual(["PENDING"]);
    expect(refusal(await wr.releaseEvent(releaseId, "reject", { comment: " " }))).toBe("PARAM_ILLEGAL");
    expect(value(await wr.releaseEvent(releaseId, "approve"))?.state).toBe("PILOT_TESTING");
    // The first decision wins (P-APR-5).
    expect(refusal(await wa.releaseEvent(releaseId, "reject", { comment: "late" }))).toBe("INVALID_STATE");

    expect(await served(f, appId, "tester-1")).toBe(`pilot ${releaseVersion}`);
    expect(await served(f, appId, "u-0001")).toBe("not_available");
    expect(value(await da.releaseEvent(releaseId, "completeTesting"))).toMatchObject({
      state: "GRAYSCALE_RELEASE",
      percent: 0,
    });
    expect(await served(f, appId, "u-0001")).toBe("not_available");
    value(await da.releaseEvent(releaseId, "scaleUp", { percent: 49 }));
    expect(await served(f, appId, "u-0001")).toBe("not_available");
    expect(refusal(await da.releaseEvent(releaseId, "scaleUp", { percent: 49 }))).toBe("PARAM_ILLEGAL");
    value(await da.releaseEvent(releaseId, "goLive", { percent: 50 }));
    expect(await served(f, appId, "u-0001")).toBe(`gray ${releaseVersion}`);
    expect(value(await da.releaseEvent(releaseId, "complete"))?.state).toBe("FULL_RELEASE");
    expect(await served(f, appId)).toBe(`full ${releaseVersion}`);
    expect(value(await da.app(appId)).status).toBe("Released");
    const history = value(await da.release(releaseId)).history.map((one) => one.event);
    expect(history).toEqual(["create", "apply", "approve", "completeTesting", "scaleUp", "goLive", "complete"]);
  });

  it("reject and withdraw go back and drop the snapshot (P-REL-T11, T12, P-CFG-12, P-META-4)", async () => {
    const f = await fixture();
    const [wr, da] = [await f.as("wr"), await f.as("da")];
    const { appId } = value(await da.createApp({ name: "Shop" }));
    const { releaseId } = value(await da.deploy({ appId, version: "1.0.0", zip: packageZip(), ...production }));
    value(await da.updateMetadata(appId, { slogan: "second" }));
    expect(value(await da.release(releaseId)).effective.metadata.slogan).toBe("");
    expect(value(await wr.releaseEvent(releaseId, "reject", { comment: "no" }))).toMatchObject({
      state: "NEW_VERSION_CREATED",
      frozen: false,
    });
    expect(value(await da.releaseEvent(releaseId, "apply"))?.effective.metadata.slogan).toBe("second");
    value(await da.releaseEvent(releaseId, "withdraw"));
    expect(value(await da.approvals()).submitted.map((one) => one.state)).toEqual(["REJECTED", "WITHDRAWN"]);
    const events = value(await da.outbox()).map((one) => one.event);
    expect(events).toContain("P-APR-N2");
    expect(events).toContain("P-APR-N3");
  });

  it("sandboxApproval makes sandbox releases need approval (P-APR-2, P-REL-T06, T10)", async () => {
    const f = await fixture({ settings: { sandboxApproval: true } });
    const { release } = await releasedApp(f, "da", "sandbox");
    expect(release.state).toBe("UNDER_REVIEW");
    expect(value(await (await f.as("wa")).releaseEvent(release.releaseId, "approve"))?.state).toBe("FULL_RELEASE");
  });

  it("own requests are decided by the requester only while the tenant allows it, and it is noted (P-APR-6)", async () => {
    const f = await fixture();
    const wa = await f.as("wa");
    const { appId } = value(await wa.createApp({ name: "Own" }));
    const { releaseId } = value(await wa.deploy({ appId, version: "1.0.0", zip: packageZip(), ...production }));
    value(await wa.setSettings({ allowSelfApproval: false }));
    expect(refusal(await wa.releaseEvent(releaseId, "approve"))).toBe("PERMISSION_DENIED");
    expect(value(await wa.release(releaseId)).state).toBe("UNDER_REVIEW");
    value(await wa.setSettings({ allowSelfApproval: true }));
    value(await wa.releaseEvent(releaseId, "approve"));
    expect(value(await wa.audit()).find((one) => one.operation === "release.approve")?.selfApproved).toBe(true);
  });

  it("testers do not narrow a release to development (P-PILOT-1)", async () => {
    const f = await fixture({ settings: { testerList: true } });
    const { appId, release } = await releasedApp(f, "da");
    value(await (await f.as("da")).setConfiguration({ appId }, "testers", ["tester-1"]));
    expect(await served(f, appId, "somebody", "development")).toBe(`full ${release.releaseVersion}`);
  });

  it("a pair of version and target gets one release, and stays closed after cancel (P-TGT-4)", async () => {
    const f = await fixture();
    const [wr, da] = [await f.as("wr"), await f.as("da")];
    const { appId } = value(await da.createApp({ name: "Shop" }));
    const { releaseId } = value(await da.deploy({ appId, version: "1.0.0", zip: packageZip(), ...production }));
    value(await wr.releaseEvent(releaseId, "approve"));
    value(await da.releaseEvent(releaseId, "cancel"));
    expect(refusal(await da.createRelease(appId, { version: "1.0.0", ...production }))).toBe("CONFLICT");
    // Another target is independent (P-TGT-6); discard frees a pair (P-REL-T28).
    const sandbox = { version: "1.0.0", targetAppId, environment: "sandbox" } as const;
    const other = value(await da.createRelease(appId, sandbox));
    expect(value(await da.releaseEvent(other.releaseId, "discard"))).toBeNull();
    value(await da.createRelease(appId, sandbox));
  });

  it("incomplete metadata cannot be applied with (P-META-1, P-REL-T03)", async () => {
    const f = await fixture();
    const da = await f.as("da");
    const { appId } = value(await da.createApp({ name: "Shop", iconUrl: "" }));
    value(await da.uploadVersion(appId, "1.0.0", packageZip()));
    const target = { version: "1.0.0", targetAppId, environment: "test" } as const;
    const { releaseId } = value(await da.createRelease(appId, target));
    expect(await da.releaseEvent(releaseId, "apply")).toMatchObject({ code: "PARAM_ILLEGAL", field: "metadata" });
  });

  it("names are unique within the home tenant after NFKC and case (P-META-6)", async () => {
    const f = await fixture();
    value(await (await f.as("da")).createApp({ name: "Shop" }));
    expect(refusal(await (await f.as("wa")).createApp({ name: "ｓＨＯＰ" }))).toBe("CONFLICT");
  });
});

/** A package with two subpackages. */
async function subpackageZip(): Promise<Uint8Array<ArrayBuffer>> {
  const pages = ["index", "shop/list", "shop2/all"];
  const config = {
    pages: ["index"],
    subPackages: [
      { root: "shop", pages: ["list"] },
      { root: "shop2", pages: ["all"] },
    ],
  };
  const files = {
    "app.json": JSON.stringify(config),
    "app.js": "App({})",
    "photo.png": "photo",
    "shop/photo.png": "photo of the shop",
    ...Object.fromEntries(
      pages.flatMap((page) => [
        [`${page}.axml`, "<view/>"],
        [`${page}.js`, "Page({})"],
        [`${page}.json`, "{}"],
      ]),
    ),
  };
  return packProject(await compileProject(memorySource(files))) as Uint8Array<ArrayBuffer>;
}

describe("versions and delivery", () => {
  it("versions only grow (P-VER-2), and bad packages fail with a reason (P-VER-4)", async () => {
    const f = await fixture();
    const da = await f.as("da");
    const { appId } = value(await da.createApp({ name: "Shop" }));
    const bad: [string, Uint8Array, string][] = [
      ["1.0.0", new Uint8Array([1, 2, 3]), "not a zip"],
      [
        "1.0.1",
        packageZip((files) => {
          delete files["unit/main.js"];
        }),
        "missing",
      ],
      [
        "1.0.2",
        packageZip((files) => {
          files["extra.js"] = new Uint8Array(1);
        }),
        "not listed",
      ],
      [
        "1.0.3",
        packageZip((files) => {
          files["unit/main.js"] = new TextEncoder().encode("// cod3");
        }),
        "digest",
      ],
      [
        "1.0.4",
        packageZip((files) => {
          files["manifest.json"] = new TextEncoder().encode("{}");
        }),
        "manifest",
      ],
    ];
    for (const [version, zip, reason] of bad) {
      const view = value(await da.uploadVersion(appId, version, zip));
      expect(view.state).toBe("FAILED");
      expect(view.reason).toContain(reason);
    }
    expect(refusal(await da.createRelease(appId, { version: "1.0.4", ...production }))).toBe("INVALID_STATE");
    expect(refusal(await da.uploadVersion(appId, "1.0.4", packageZip()))).toBe("CONFLICT");
    expect(refusal(await da.uploadVersion(appId, "01.0.5", packageZip()))).toBe("PARAM_ILLEGAL");
    expect(value(await da.uploadVersion(appId, "1.0.10", packageZip())).state).toBe("READY");
    expect(refusal(await da.uploadVersion(appId, "1.0.9", packageZip()))).toBe("CONFLICT");
  });

  it("answers and packages are signed and can be told to fail (P-UPD-2, P-UPD-6)", async () => {
    const f = await fixture();
    const da = await f.as("da");
    const { appId, release } = await releasedApp(f, "da");
    const query = { apps: [{ appId }], targetAppId, environment: "development", installationId: "i-1" };
    const answer = await f.post("/sdk/v1/apps/query", query);
    const raw = new Uint8Array(await answer.arrayBuffer());
    const [keyId = "", key = ""] = f.platform.platformKey.split(":");
    const header = answer.headers.get("berth-signature") ?? "";
    expect(header).toContain(`keyId=${keyId}`);
    const publicKey = await crypto.subtle.importKey("raw", Buffer.from(key, "base64"), { name: "Ed25519" }, false, [
      "verify",
    ]);
    const verify = (signature: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
      crypto.subtle.verify("Ed25519", publicKey, Buffer.from(signature, "base64"), bytes);
    const signature = /signature=(\S+)/.exec(header)?.[1] ?? "";
    expect(await verify(signature, raw)).toBe(true);
    raw[20] = (raw[20] ?? 0) ^ 1;
    expect(await verify(signature, raw)).toBe(false);
    raw[20] = (raw[20] ?? 0) ^ 1;

    const [one] = JSON.parse(new TextDecoder().decode(raw)).apps[0].release.packages;
    const text = `berth-package-1\n${appId}\n${release.releaseVersion}\n\n${one.sha256}`;
    expect(await verify(one.signature, new TextEncoder().encode(text))).toBe(true);
    const digest = async (): Promise<string> => {
      const zip = await f.platform.fetch(new Request(one.url));
      return createHash("sha256")
        .update(new Uint8Array(await zip.arrayBuffer()))
        .digest("hex");
    };
    expect(await digest()).toBe(one.sha256);
    value(await da.setFaults({ packageFault: "corrupt" }));
    expect(await digest()).not.toBe(one.sha256);

    const again = { ...query, apps: [{ appId, releaseVersion: release.releaseVersion }] };
    expect((await (await f.post("/sdk/v1/apps/query", again)).json()).apps).toEqual([{ appId, status: "unchanged" }]);
  });

  it("delivers subpackages apart to SDKs that ask for it, whole to others (P-VER-5, F-SUB-6)", async () => {
    const f = await fixture();
    const da = await f.as("da");
    const { appId } = value(await da.createApp({ name: "Shop" }));
    const zip = await subpackageZip();
    const version = "1.0.0";
    const released = value(await da.deploy({ appId, version, zip, targetAppId, environment: "development" }));
    const packages = async (
      more: object,
    ): Promise<{ root: string; url: string; sha256: string; signature: string }[]> => {
      const query = { apps: [{ appId }], targetAppId, environment: "development", installationId: "i-1", ...more };
      return (await (await f.post("/sdk/v1/apps/query", query)).json()).apps[0].release.packages;
    };
    const [full, ...none] = await packages({});
    expect([full?.sha256, none]).toEqual([createHash("sha256").update(zip).digest("hex"), []]);
    const apart = await packages({ split: true });
    expect(apart.map(({ root }) => root)).toEqual(["", "shop", "shop2"]);
    const [, key = ""] = f.platform.platformKey.split(":");
    const raw = Buffer.from(key, "base64");
    const publicKey = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    const names: string[][] = [];
    for (const { root, url, sha256, signature } of apart) {
      const bytes = new Uint8Array(await (await f.platform.fetch(new Request(url))).arrayBuffer());
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
      const text = new TextEncoder().encode(
        `berth-package-1\n${appId}\n${released.releaseVersion}\n${root}\n${sha256}`,
      );
      expect(await crypto.subtle.verify("Ed25519", publicKey, Buffer.from(signature, "base64"), text)).toBe(true);
      names.push(Object.keys(unzipSync(bytes)));
    }
    const unit = (name: string): string[] =>
      ["code.js", "code.js.map", "styles.json"].map((file) => `unit/${name}/${file}`);
    expect(names).toEqual([
      ["files/photo.png", "manifest.json", ...unit("main")],
      ["files/shop/photo.png", ...unit("shop")],
      unit("shop2"),
    ]);
    expect(names.flat().sort()).toEqual(Object.keys(unzipSync(zip)).sort());
  });

  it("serves the host's configuration and what can be launched (H-INIT-1, H-LIST-4)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const get = async (path: string): Promise<Record<string, unknown>> =>
      (await f.platform.fetch(new Request(base + path))).json();
    expect(await get(`/sdk/v1/config?targetAppId=${targetAppId}&environment=development`)).toEqual({
      platformUrl: base,
      workspaceId: seeded.tenantId,
      targetAppId,
      environment: "development",
      platformKeys: [f.platform.platformKey],
      configVersion: 1,
    });
    const list = (environment: string) =>
      get(`/sdk/v1/catalogue?targetAppId=${targetAppId}&environment=${environment}`);
    expect(await list("development")).toMatchObject({ totalCount: 1, appInfos: [{ identifier: appId }] });
    expect(await list("production")).toEqual({ totalCount: 0, appInfos: [] });
  });
});
