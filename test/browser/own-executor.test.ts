import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type ProgramPage, useProgramPage } from "../conformance/browser/program-page.js";
import { makeHost } from "./host-harness.js";

let run: ProgramPage;
/** A host with an executor of its own, which stands for a process that answers messages. */
const prepare = async (page: Page): Promise<void> => {
  await makeHost(page);
  await page.evaluate(async () => {
    const { config } = globalThis.bench.host;
    await globalThis.bench.host.dispose();
    const sent: object[] = [];
    globalThis.bench.sent = sent;
    globalThis.bench.host = await globalThis.BerthSdk.createHost({
      config,
      assets: globalThis.assets,
      shell: { url: "/shell" },
      gateway: null,
      store: "memory",
      locale: "en",
      openView: true,
      executor: (app: object) =>
        globalThis.BerthSdk.messageExecutor(app, async (message: object) => {
          const { url, app: sender, method } = structuredClone(message) as Record<string, unknown>;
          sent.push({ url, sender, method });
          const body = new TextEncoder().encode('{"from":"main"}');
          return { kind: "response", status: 200, headers: {}, body, hops: [] };
        }),
    });
  });
};
useProgramPage(prepare, (page) => {
  run = page;
});

test("a host's own executor sends for programs, previews too, and is told whose lists count (U-RED-E3)", async () => {
  const serverDomains = { mode: "list", entries: ["api.example.com"] };
  const wapUrls = { mode: "list", entries: [] };
  await run.open(
    {
      axml: "<view/>",
      js: `async onLoad() {
        log("answer", (await my.request({ url: "https://API.example.com:443/v1", data: { a: 1 } })).data);
        log("refused", await my.request({ url: "https://evil.test/" }).catch((e) => e.error));
      }`,
    },
    { ownerKind: "merchant", serverDomains, wapUrls },
  );
  expect(await run.logged("answer")).toEqual({ from: "main" });
  expect(await run.logged("refused")).toBe(4);
  const [sent, ...more] = await run.page.evaluate(() => globalThis.bench.sent as { sender: object }[]);
  expect(more).toEqual([]);
  expect(sent).toMatchObject({ method: "GET", url: "https://api.example.com/v1?a=1" });
  expect(sent?.sender).toMatchObject({
    appId: "2026000000000001",
    ownerKind: "merchant",
    userId: "",
    serverDomains,
    wapUrls,
  });
  const network = await run.page.evaluate(() =>
    globalThis.bench.events.filter(({ type }: { type: string }) => type === "network"),
  );
  expect(network.map(({ phase, executor }: { phase: string; executor: string }) => [phase, executor])).toEqual([
    ["decided", "node"],
    ["end", "node"],
    ["decided", "none"],
  ]);
});
