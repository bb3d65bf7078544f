import { describe, expect, test } from "vitest";
import { type AppPolicies, compileAppPolicies } from "../../../packages/sdk/src/gate/app-policies.js";
import type { GateOutcome, GateRequest } from "../../../packages/sdk/src/gate/request-gate.js";
import { ResourceGate, resourceLimits } from "../../../packages/sdk/src/gate/resource-gate.js";

const lists = {
  ownerKind: "tenant" as const,
  serverDomains: { mode: "list" as const, entries: ["pictures.test"] },
  wapUrls: { mode: "list" as const, entries: [] },
};

const compiled = (resourcePolicy: "proxy" | "open", release = lists): Promise<AppPolicies> =>
  compileAppPolicies(release as never, {
    hostOrigins: [],
    resourceHosts: [],
    resourcePolicy,
    ignore: { serverDomains: false, wapUrls: false },
  });

/** A gate whose requests the test answers. */
async function gateWith(
  answer: (request: GateRequest) => Promise<GateOutcome>,
  settings: { policies?: AppPolicies; elementFallback?: boolean } = {},
): Promise<{ gate: ResourceGate; asked: GateRequest[] }> {
  const asked: GateRequest[] = [];
  const gate = new ResourceGate({
    package: { file: () => null } as never,
    files: { read: async () => null } as never,
    policies: settings.policies ?? (await compiled("proxy")),
    requests: {
      send(request: GateRequest) {
        asked.push(request);
        return answer(request);
      },
    } as never,
    elementFallback: settings.elementFallback ?? false,
    signal: new AbortController().signal,
  });
  return { gate, asked };
}

const response = (type: string, bytes = 1, status = 200): GateOutcome =>
  ({
    kind: "response",
    status,
    headers: { "content-type": type },
    body: new Uint8Array(bytes),
    url: "https://pictures.test/",
    redirected: false,
    hops: 0,
  }) as unknown as GateOutcome;

describe("what a picture's server may answer (S-RES-4)", () => {
  test.each([
    "image/png",
    "image/svg+xml; charset=utf-8",
    "audio/mpeg",
    "video/mp4",
    "font/woff2",
    "application/font-woff",
    "application/x-font-ttf",
    "application/vnd.ms-fontobject",
  ])("%s is taken", async (type) => {
    const { gate } = await gateWith(async () => response(type));
    expect(await gate.get("https://pictures.test/a", "image")).toHaveProperty("blob");
  });

  test.each([
    "application/octet-stream",
    "text/html",
    "application/json",
    "application/ogg",
    "image/",
    "x-image/png",
    "application/fonts-and-more",
  ])("%s is refused", async (type) => {
    const { gate } = await gateWith(async () => response(type));
    expect(await gate.get("https://pictures.test/a", "font")).toMatchObject({ refused: "TYPE" });
  });

  test("200 and 206 pass, others are refused by their number", async () => {
    const { gate } = await gateWith(async ({ url }) => response("image/png", 1, Number(url.slice(-3))));
    expect(await gate.get("https://pictures.test/206", "media")).toHaveProperty("blob");
    for (const status of [204, 301, 404, 500]) {
      expect(await gate.get(`https://pictures.test/${status}`, "image")).toMatchObject({ refused: `HTTP_${status}` });
    }
  });

  test("a request names size and time by use, and carries neither cookies nor headers (S-RES-3, S-RES-4)", async () => {
    const { gate, asked } = await gateWith(async () => response("image/png"));
    for (const use of ["image", "font", "media"] as const) await gate.get(`https://pictures.test/${use}`, use);
    const MiB = 1024 * 1024;
    expect(asked.map(({ maxBytes }) => maxBytes)).toEqual([10 * MiB, 5 * MiB, 50 * MiB]);
    for (const request of asked) {
      expect(request).toMatchObject({
        api: "resource",
        timeoutMs: 30_000,
        enableCookie: false,
        headers: {},
        body: null,
      });
    }
  });
});

test("six at a time, never seven, and all in the end (S-RES-4)", async () => {
  let running = 0;
  let most = 0;
  const ends: (() => void)[] = [];
  const { gate } = await gateWith(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
    return response("image/png");
  });
  const all = Array.from({ length: 20 }, (_, i) => gate.get(`https://pictures.test/${i}`, "image"));
  const late: Promise<unknown>[] = [];
  for (let ended = 0; ended < 25; ended += 1) {
    while (ends.length === 0) await Promise.resolve();
    ends.shift()?.();
    // One who comes just when a place becomes free must not take it beside the one who waited.
    if (late.length < 5) late.push(gate.get(`https://pictures.test/late-${ended}`, "image"));
  }
  await Promise.all([...all, ...late]);
  expect(most).toBe(6);
});

test("kept up to 32 MiB, the least recently used goes first (S-RES-4)", async () => {
  const MiB = 1024 * 1024;
  const { gate, asked } = await gateWith(async ({ url }) =>
    response("image/png", url.endsWith("big") ? 40 * MiB : 10 * MiB),
  );
  const get = (name: string) => gate.get(`https://pictures.test/${name}`, "media");
  const fetched = (): string[] => asked.splice(0).map(({ url }) => url.slice("https://pictures.test/".length));
  // Two who ask at once both fetch; what is kept counts once.
  await Promise.all([get("a"), get("a")]);
  for (const name of ["b", "c", "a"]) await get(name);
  expect(fetched()).toEqual(["a", "a", "b", "c"]);
  await get("d");
  for (const name of ["a", "c", "d"]) await get(name);
  expect(fetched()).toEqual(["d"]);
  // What is larger than all that is kept drives nothing out.
  await get("big");
  await get("a");
  await get("b");
  expect(fetched()).toEqual(["big", "b"]);
  expect(resourceLimits.cache).toBe(32 * MiB);
});

describe("who decides (S-RES-2, S-RES-5 to S-RES-7)", () => {
  test("open: every https address goes to the element undecided, and nothing is fetched", async () => {
    const { gate, asked } = await gateWith(async () => response("image/png"), { policies: await compiled("open") });
    expect(await gate.get("https://anywhere.test/a.png", "image")).toEqual({ address: "https://anywhere.test/a.png" });
    expect(asked).toEqual([]);
  });

  test("a program whose Server Domains admit everything: the same under proxy", async () => {
    for (const serverDomains of [{ mode: "allow-all" }, { mode: "list", entries: ["a.test", ".*"] }]) {
      const policies = await compiled("proxy", { ...lists, serverDomains } as never);
      const { gate } = await gateWith(async () => response("image/png"), { policies });
      expect(await gate.get("https://anywhere.test/a.png", "image")).toHaveProperty("address");
    }
  });

  test("what could not be read is loaded by the element only where the rule allows it and sources stand in the shell", async () => {
    const failed = async (): Promise<GateOutcome> =>
      ({ kind: "failed", reason: "network", message: "no CORS" }) as GateOutcome;
    const within = await gateWith(failed, { elementFallback: true });
    expect(await within.gate.get("https://pictures.test/a.png", "image")).toEqual({
      address: "https://pictures.test/a.png",
    });
    expect(await within.gate.get("https://other.test/a.png", "image")).toHaveProperty("refused");
    const without = await gateWith(failed);
    expect(await without.gate.get("https://pictures.test/a.png", "image")).toMatchObject({ refused: "NETWORK" });
  });

  test("data addresses need no decision (S-RES-9)", async () => {
    const { gate, asked } = await gateWith(async () => response("image/png"));
    expect(await gate.get("data:image/png;base64,AA==", "image")).toHaveProperty("address");
    expect(asked).toEqual([]);
  });
});
