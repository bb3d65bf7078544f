import { describe, expect, test } from "vitest";
import { checkOptions } from "../../../packages/sdk/src/host/check-options.js";
import { onlyHost } from "../../../packages/sdk/src/host/only-host.js";
import type { HostOptions } from "../../../packages/sdk/src/host-types.js";
import { platformKeys } from "../../../packages/sdk/src/load/platform-keys.js";

const config = {
  platformUrl: "https://platform.example",
  workspaceId: "W",
  targetAppId: "T",
  environment: "test" as const,
  platformKeys: [] as string[],
  configVersion: 1,
};
const assets = { worker: "", workerExtra: "", viewExtra: "" };
const good: HostOptions = { config, assets, shell: { url: "/shell" } };

/** Field and sentence of the refusal. */
function refusal(change: object): [field: unknown, message: string] {
  try {
    checkOptions({ ...good, ...change });
  } catch (error) {
    const { code, details, message } = error as { code: string; details: Record<string, unknown>; message: string };
    expect([code, details["number"]]).toEqual(["GRV_CONTAINER_API_ERROR_PARAM", 90002]);
    return [details["field"], message];
  }
  return [null, ""];
}

describe("options of a host (H-INIT-1, H-INIT-4, H-INIT-7)", () => {
  test("good ones pass", () => {
    expect(refusal({})).toEqual([null, ""]);
    expect(refusal({ config: { ...config, platformUrl: "" } })).toEqual([null, ""]);
    expect(refusal({ resourceHosts: ["*.example.com", "cdn.example.com:8443"] })).toEqual([null, ""]);
  });

  test.each([
    ["config", { config: undefined }],
    ["config.platformUrl", { config: { ...config, platformUrl: undefined } }],
    ["config.platformUrl", { config: { ...config, platformUrl: "https://platform.example/" } }],
    ["config.workspaceId", { config: { ...config, workspaceId: 1 } }],
    ["config.targetAppId", { config: { ...config, targetAppId: undefined } }],
    ["config.environment", { config: { ...config, environment: "staging" } }],
    ["config.platformKeys", { config: { ...config, platformKeys: undefined } }],
    ["config.configVersion", { config: { ...config, configVersion: "1" } }],
    ["assets.worker", { assets: {} }],
    ["assets.viewExtra", { assets: { worker: "", workerExtra: "" } }],
    ["shell", { shell: undefined }],
    ["assets.view", { shell: "inline" }],
    ["resourceHosts", { resourceHosts: ["https://cdn.example.com"] }],
    ["limits.startMs", { limits: { startMs: 0 } }],
    ["domainErrorCode", { domainErrorCode: 5 }],
    ["services.member.getMemberInfo", { services: { member: {} } }],
    ["services.pay", { services: { pay: {} } }],
  ])("a bad %s is named, and the sentence names it too", (field, change) => {
    const [named, message] = refusal(change);
    expect(named).toBe(field);
    expect(message).toContain(field);
  });

  test("an environment says which there are, a bad key that it is none (H-INIT-4)", () => {
    expect(refusal({ config: { ...config, environment: "staging" } })[1]).toContain("sandbox");
    expect(() => platformKeys(["k1:AAAA"])).toThrow("no Ed25519 key");
  });
});

describe("one host in a page (H-INIT-2, H-INIT-3)", () => {
  test("an equal configuration gives the same host, another one fails until the first has ended", async () => {
    let end = (): void => {};
    const made: object[] = [];
    const start = async (ended: () => void): Promise<never> => {
      end = ended;
      const host = {};
      made.push(host);
      return host as never;
    };
    const first = await onlyHost(config, start);
    expect(await onlyHost({ ...config }, start)).toBe(first);
    expect(() => onlyHost({ ...config, targetAppId: "T2" }, start)).toThrow("another configuration");
    end();
    expect(await onlyHost({ ...config, targetAppId: "T2" }, start)).not.toBe(first);
    end();
    expect(made).toHaveLength(2);
  });

  test("a start that failed can be tried again", async () => {
    await expect(onlyHost(config, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    let end = (): void => {};
    const again = onlyHost({ ...config, workspaceId: "W2" }, async (ended) => {
      end = ended;
      return {} as never;
    });
    await again;
    end();
  });
});
