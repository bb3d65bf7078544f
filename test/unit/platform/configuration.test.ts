import { seeded } from "@berth/platform";
import { describe, expect, it } from "vitest";
import { base, fixture, packageZip, refusal, releasedApp, value } from "./fixture.js";

const { targetAppId } = seeded;

describe("grant and configuration", () => {
  it("editing a list needs the grant, for admins too; only a Workspace Admin grants (P-GRANT-1, P-GRANT-4, P-GRANT-6)", async () => {
    const f = await fixture();
    const [wa, wr, da] = [await f.as("wa"), await f.as("wr"), await f.as("da")];
    const { appId } = value(await da.createApp({ name: "Shop" }));
    expect(refusal(await da.setConfiguration({ appId }, "serverDomains", ["a.example.com"]))).toBe("GRANT_REQUIRED");
    expect(refusal(await da.setGrant(appId, true))).toBe("PERMISSION_DENIED");
    expect(refusal(await wr.setGrant(appId, true))).toBe("NOT_FOUND");
    value(await wa.setGrant(appId, true));
    value(await da.setConfiguration({ appId }, "serverDomains", ["a.example.com"]));
    expect(value(await da.app(appId)).configuration).toEqual({ serverDomains: ["a.example.com"] });

    const own = value(await wa.createApp({ name: "Own" }));
    expect(refusal(await wa.setConfiguration({ appId: own.appId }, "wapUrls", []))).toBe("GRANT_REQUIRED");
    // The Client ID needs none (P-GRANT-8).
    value(await da.setConfiguration({ appId }, "clientId", "client-1"));
  });

  it("a member of another workspace does not learn that an app exists (P-ROLE-6)", async () => {
    const f = await fixture();
    const [wa, da, de] = [await f.as("wa"), await f.as("da"), await f.as("de")];
    const own = value(await wa.createApp({ name: "Own" }));
    expect(refusal(await da.app(own.appId))).toBe("NOT_FOUND");
    const shop = value(await da.createApp({ name: "Shop" }));
    expect(refusal(await de.app(shop.appId))).toBe("NOT_FOUND");
    expect(refusal(await de.createApp({ name: "Not mine" }))).toBe("PERMISSION_DENIED");
    expect(value(await de.apps())).toEqual([]);
    // A Workspace Admin views merchants' mini programs (T01) and does not edit them.
    expect(value(await wa.app(shop.appId)).ownerKind).toBe("merchant");
    expect(refusal(await wa.updateMetadata(shop.appId, { slogan: "x" }))).toBe("PERMISSION_DENIED");
  });

  // P-CFG-V1 to P-CFG-V8.
  const vectors = [
    {
      id: "V1, V2",
      role: "wa",
      global: undefined,
      release: undefined,
      expected: { mode: "allow-all", insecure: true },
    },
    { id: "V3", role: "wa", global: ["api.example.com"], release: undefined, expected: ["api.example.com"] },
    { id: "V4", role: "wa", global: [], release: undefined, expected: [] },
    { id: "V5", role: "da", global: undefined, release: undefined, expected: [] },
    { id: "V5, saved", role: "da", global: [], release: undefined, expected: [] },
    { id: "V6", role: "da", global: [".*"], release: undefined, expected: [".*"] },
    { id: "V7", role: "da", global: [".*"], release: ["a.example.com"], expected: ["a.example.com"] },
    { id: "V8", role: "da", global: ["a.example.com"], release: [".*"], expected: [".*"] },
  ] as const;
  for (const { id, role, global, release, expected } of vectors)
    it(`delivers P-CFG-${id}`, async () => {
      const f = await fixture();
      const [wa, owner] = [await f.as("wa"), await f.as(role)];
      const { appId } = value(await owner.createApp({ name: "Vector" }));
      value(await wa.setGrant(appId, true));
      if (global !== undefined) value(await owner.setConfiguration({ appId }, "serverDomains", [...global]));
      value(await owner.uploadVersion(appId, "1.0.0", packageZip()));
      const target = { version: "1.0.0", targetAppId, environment: "development" } as const;
      const { releaseId } = value(await owner.createRelease(appId, target));
      if (release !== undefined) value(await owner.setConfiguration({ releaseId }, "serverDomains", [...release]));
      value(await owner.releaseEvent(releaseId, "apply"));
      const answer = await f.post("/sdk/v1/apps/query", {
        apps: [{ appId }],
        targetAppId,
        environment: "development",
        installationId: "i-1",
      });
      const { apps } = await answer.json();
      expect(apps[0].release.serverDomains).toEqual(
        Array.isArray(expected) ? { mode: "list", entries: expected, insecure: true } : expected,
      );
    });

  it("an edit after applying reaches users with another release only (P-CFG-10, P-CFG-11), reset is not set (P-CFG-5)", async () => {
    const f = await fixture();
    const [wa, da] = [await f.as("wa"), await f.as("da")];
    const { appId, release } = await releasedApp(f, "da");
    value(await wa.setGrant(appId, true));
    value(await da.setConfiguration({ appId }, "serverDomains", ["late.example.com"]));
    const shown = value(await da.release(release.releaseId));
    expect(shown.effective.serverDomains).toEqual({ policy: { mode: "list", entries: [] }, origin: "default" });
    expect(refusal(await da.setConfiguration({ releaseId: release.releaseId }, "serverDomains", []))).toBe(
      "INVALID_STATE",
    );
    const next = { appId, version: "1.0.1", zip: packageZip(), targetAppId, environment: "development" } as const;
    const second = value(await da.deploy(next));
    expect(second.effective.serverDomains.policy).toEqual({ mode: "list", entries: ["late.example.com"] });
    expect(value(await da.release(release.releaseId))).toMatchObject({
      state: "ARCHIVED",
      archivedBecause: "superseded",
    });
    value(await da.resetConfiguration({ appId }, "serverDomains"));
    expect(value(await da.app(appId)).configuration.serverDomains).toBeUndefined();
  });

  it("with configurationTiming immediate the lists are live (P-CFG-13)", async () => {
    const f = await fixture({ settings: { configurationTiming: "immediate" } });
    const [wa, da] = [await f.as("wa"), await f.as("da")];
    const { appId, release } = await releasedApp(f, "da");
    value(await wa.setGrant(appId, true));
    value(await da.setConfiguration({ releaseId: release.releaseId }, "serverDomains", ["live.example.com"]));
    expect(f.platform.policyFor(release.releaseId)?.serverDomains).toMatchObject({ entries: ["live.example.com"] });
  });

  it("previews have the live global lists, in development only (P-CFG-14)", async () => {
    const f = await fixture();
    const [wa, da] = [await f.as("wa"), await f.as("da")];
    const { appId } = value(await da.createApp({ name: "Under work" }));
    expect(f.platform.policyFor(`preview-${appId}`)).toMatchObject({
      environment: "development",
      serverDomains: { mode: "list", entries: [] },
    });
    value(await wa.setGrant(appId, true));
    value(await da.setConfiguration({ appId }, "serverDomains", ["api.example.com"]));
    expect(f.platform.policyFor(`preview-${appId}`)?.serverDomains).toMatchObject({ entries: ["api.example.com"] });
    expect(f.platform.policyFor("preview-0000000000000000")).toBeNull();
  });

  it("saves strictly: all errors at once with field and suggestion (P-DOM-7, P-DOM-V14, P-DOM-V15, U-CFG-1)", async () => {
    const f = await fixture({ settings: { allowInsecureUrls: false } });
    const [wa, da] = [await f.as("wa"), await f.as("da")];
    const { appId } = value(await da.createApp({ name: "Shop" }));
    value(await wa.setGrant(appId, true));
    const answer = await da.setConfiguration({ appId }, "wapUrls", [
      "ok.example.com",
      "m.example.com/shop",
      "https://*.example.com/.*",
      "http://plain.example.com",
      "https://203.0.113.5",
    ]);
    expect(answer).toMatchObject({ ok: false, code: "PARAM_ILLEGAL", field: "wapUrls[1]" });
    const errors = (answer.findings ?? []).filter((one) => one.severity === "error");
    expect(errors.map(({ index, code, suggestion }) => [index, code, suggestion])).toEqual([
      [1, "PATH_WITHOUT_SCHEME", "https://m.example.com/shop"],
      [2, "MIXED_WILDCARD", "https://*.example.com"],
      [3, "SCHEME", undefined],
      [4, "HOST", undefined],
    ]);
    expect(value(await da.app(appId)).configuration.wapUrls).toBeUndefined();
  });

  it("normalises the form, and asks to confirm LEAKY_PATTERN only (P-DOM-4, P-DOM-8, P-DOM-12)", async () => {
    const f = await fixture();
    const [wa, da] = [await f.as("wa"), await f.as("da")];
    const { appId } = value(await da.createApp({ name: "Shop" }));
    value(await wa.setGrant(appId, true));
    value(await da.setConfiguration({ appId }, "serverDomains", " A.example.com \n\na.example.com:443\nb.example.com"));
    expect(value(await da.app(appId)).configuration.serverDomains).toEqual(["A.example.com", "b.example.com"]);
    const leaky = String.raw`.*\.example\.com`;
    const refused = await da.setConfiguration({ appId }, "serverDomains", [leaky]);
    expect(refused).toMatchObject({ ok: false, code: "PARAM_ILLEGAL", field: "serverDomains[0]" });
    expect(JSON.stringify(refused)).toContain("LEAKY_PATTERN");
    const saved = await da.setConfiguration({ appId }, "serverDomains", [leaky], ["serverDomains[0]"]);
    expect(saved.ok && saved.warnings?.join()).toContain("LEAKY_PATTERN");
    expect(
      refusal(
        await da.setConfiguration(
          { appId },
          "serverDomains",
          Array(31)
            .fill(0)
            .map((_, i) => `h${i}.test`),
        ),
      ),
    ).toBe("LIMIT_EXCEEDED");
  });

  it("what is not built says so (P-GEN-7), and every answer has a trace id (P-RISK-3)", async () => {
    const f = await fixture();
    const answer = await f.platform.fetch(new Request("http://platform.test/console/v1/alerts"));
    expect(answer.status).toBe(501);
    expect(answer.headers.get("mgw-traceid")).toMatch(/^[0-9a-f]{32}$/);
    expect(await answer.json()).toMatchObject({ ok: false, code: "NOT_SUPPORTED" });
  });

  it("a login without a fingerprint is risk control, whatever the account (P-RISK-4)", async () => {
    const f = await fixture();
    for (const email of ["wa@tenant.test", "nobody@tenant.test"]) {
      const answer = await f.post("/console/v1/login", { email, password: "wrong" });
      expect(await answer.json()).toMatchObject({ code: "RISK_CONTROL" });
    }
    const wrong = await f.post("/console/v1/login", {
      email: "wa@tenant.test",
      password: "wrong",
      fingerprint: "0".repeat(32),
    });
    expect(await wrong.json()).toMatchObject({ code: "UNAUTHENTICATED" });
    // Support finds the attempt by its trace id (P-RISK-3, P-RISK-5).
    const traceId = wrong.headers.get("mgw-traceid") ?? "";
    const look = async (role: "wa" | "wr") => {
      const { token } = await f.as(role);
      const headers = { authorization: `Bearer ${token}` };
      return (await f.platform.fetch(new Request(`${base}/console/v1/attempts/${traceId}`, { headers }))).json();
    };
    expect(await look("wa")).toMatchObject({ data: { email: "wa@tenant.test", outcome: "UNAUTHENTICATED" } });
    expect(await look("wr")).toMatchObject({ code: "PERMISSION_DENIED" });
  });
});
