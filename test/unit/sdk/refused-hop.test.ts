import { compilePolicy } from "@berth/core/policy";
import { beforeAll, describe, expect, test } from "vitest";
import { type AppPolicies, compileAppPolicies } from "../../../packages/sdk/src/gate/app-policies.js";
import { gatewayExecutor } from "../../../packages/sdk/src/gate/gateway-executor.js";
import { RequestGate } from "../../../packages/sdk/src/gate/request-gate.js";
import type { InspectBody } from "../../../packages/sdk/src/inspect/events.js";
import { FakeClock } from "./fake-clock.js";

let policies: AppPolicies;
beforeAll(async () => {
  await compilePolicy({ mode: "allow-all" });
  policies = await compileAppPolicies(
    {
      ownerKind: "tenant",
      serverDomains: { mode: "list", entries: ["api.test"] },
      wapUrls: { mode: "list", entries: [] },
    },
    {
      hostOrigins: [],
      resourceHosts: [],
      resourcePolicy: "proxy",
      ignore: { serverDomains: false, wapUrls: false },
    },
  );
});

const hops = [{ url: "https://api.test/go", status: 302 }];

async function send(answer: object, watched = true): Promise<InspectBody[]> {
  const events: InspectBody[] = [];
  const executor = gatewayExecutor({
    access: { url: "https://gw.test", token: "t" },
    fetch: async () => Response.json(answer),
    appId: "A",
    releaseId: "R",
    userId: "",
  });
  const gate = new RequestGate({
    policies,
    clock: new FakeClock(),
    executor: async () => executor,
    domainErrorCode: 4,
    watched: () => watched,
    inspect: (event) => events.push(event),
    transferred: () => {},
    refused: () => {},
  });
  await gate.send({
    api: "request",
    shownApi: "request",
    callId: 1,
    url: "https://api.test/go",
    method: "GET",
    headers: {},
    body: null,
    timeoutMs: 1_000,
    enableCookie: false,
    maxBytes: 1_000,
    signal: new AbortController().signal,
  });
  return events;
}

describe("a redirect to a place that is not listed (U-RED)", () => {
  const refused = { outcome: "refused", code: "NOT_LISTED", url: "https://evil.test", hop: 1, hops };

  test("the end carries the hop's verdict and the hops; the beginning that of the address asked for", async () => {
    const events = await send(refused);
    const network = events.filter((event) => event.type === "network");
    expect(network).toHaveLength(2);
    expect(network[0]).toMatchObject({ phase: "decided", allow: true, verdict: { canonical: "https://api.test/go" } });
    expect(network[1]).toMatchObject({
      phase: "end",
      allow: false,
      errorCode: 4,
      hops,
      verdict: { code: "NOT_LISTED", canonical: "https://evil.test" },
    });
    const verdict = network[1]?.type === "network" ? network[1].verdict : null;
    expect(verdict?.matchedEntry).toBeUndefined();
    expect(verdict?.suggestion).toContain("evil.test");
    expect(verdict?.sentence).toContain("hop 1");
  });

  test("it is told as a refusal once, for the refused origin", async () => {
    const refusals = (await send(refused)).filter((event) => event.type === "refusal");
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ origin: "https://evil.test", code: "NOT_LISTED", policy: "serverDomain" });
  });

  test("a code that the list itself does not give borrows no suggestion from it", async () => {
    const end = (await send({ ...refused, code: "PRIVATE_ADDRESS" })).at(-1);
    expect(end).toMatchObject({ verdict: { code: "PRIVATE_ADDRESS", canonical: "https://evil.test" } });
    expect(end?.type === "network" ? end.verdict.suggestion : "").toBeUndefined();
  });
});
