import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "@berth/platform";
import { createPlatformClient } from "@berth/platform/client";
import { serveGateway, servePlatform } from "@berth/platform/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageZip, value } from "./fixture.js";

const { targetAppId } = seeded;

describe("platform and gateway on Node", () => {
  let dataDir = "";
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), "berth-serve-"));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it("keeps keys, programs, releases and the clock over a restart; fresh forgets them", async () => {
    const first = await servePlatform({ dataDir, log: () => {} });
    const client = createPlatformClient({ baseUrl: first.url });
    value(await client.login("da@merchant.test", seeded.password));
    const { appId } = value(await client.createApp({ name: "Shop" }));
    value(await client.deploy({ appId, version: "1.0.0", zip: packageZip(), targetAppId, environment: "development" }));
    value(await client.setClock(5_000));
    const { platformKey } = first.platform;
    expect(first.platform.storeKind).toBe("sqlite");
    const credentials = JSON.parse(readFileSync(first.merchantFile, "utf8"));
    expect(credentials).toMatchObject({ platformUrl: first.url, clientId: seeded.merchantClientId });
    expect(credentials.privateKey).toContain("BEGIN PRIVATE KEY");
    expect(statSync(first.merchantFile).mode & 0o077).toBe(0);
    await first.close();

    const second = await servePlatform({ dataDir, log: () => {} });
    expect(second.platform.platformKey).toBe(platformKey);
    // The session of before is good, too.
    const again = createPlatformClient({ baseUrl: second.url, token: client.token ?? "" });
    expect(value(await again.app(appId)).releases.map((one) => one.state)).toEqual(["FULL_RELEASE"]);
    expect(value(await again.clock()).offsetMs).toBe(5_000);
    await second.close();

    const third = await servePlatform({ dataDir, fresh: true, log: () => {} });
    expect(third.platform.platformKey).not.toBe(platformKey);
    const fresh = createPlatformClient({ baseUrl: third.url });
    value(await fresh.login("wa@tenant.test", seeded.password));
    expect(value(await fresh.apps())).toEqual([]);
    await third.close();
  });

  it("a device finds the gateway in the app information and gets through it with its token", async () => {
    const served = await servePlatform({ dataDir, fresh: true, log: () => {} });
    const { platform } = served;
    const lines: string[] = [];
    // The platform itself is the server behind the mapped name.
    const gateway = await serveGateway({
      policyFor: (releaseId) => platform.policyFor(releaseId),
      verifyToken: (token) => platform.verifyGatewayToken(token),
      dangerouslyMapHosts: { "api.shop.test": `127.0.0.1:${served.port}` },
      log: (line) => lines.push(line),
    });
    platform.setGatewayUrl(gateway.url);
    expect(lines.join()).toContain("api.shop.test");
    const login = async (email: string) => {
      const client = createPlatformClient({ baseUrl: served.url });
      value(await client.login(email, seeded.password));
      return client;
    };
    const [wa, da] = [await login("wa@tenant.test"), await login("da@merchant.test")];
    const { appId } = value(await da.createApp({ name: "Shop" }));
    value(await wa.setGrant(appId, true));
    value(await da.setConfiguration({ appId }, "serverDomains", ["api.shop.test"]));
    value(await da.deploy({ appId, version: "1.0.0", zip: packageZip(), targetAppId, environment: "development" }));
    const post = async (url: string, body: object, token?: string) => {
      const headers = {
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      return answer.json();
    };
    const query = { apps: [{ appId }], targetAppId, environment: "development", installationId: "i-1" };
    const { apps, gateway: access } = await post(`${served.url}/sdk/v1/apps/query`, query);
    const ask = (url: string) =>
      post(
        `${access.url}/gateway/v1/request`,
        { appId, releaseId: apps[0].release.releaseId, api: "request", url, method: "GET", headers: {} },
        access.token,
      );
    const config = `/sdk/v1/config?targetAppId=${targetAppId}&environment=development`;
    expect(await ask(`https://api.shop.test${config}`)).toMatchObject({ outcome: "response", status: 200 });
    expect(await ask("https://evil.test/")).toMatchObject({ outcome: "refused", code: "NOT_LISTED" });
    await gateway.close();
    await served.close();
  });
});
