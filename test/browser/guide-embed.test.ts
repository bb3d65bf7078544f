import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { seeded } from "@berth/platform";
import { type ConsoleAnswer, createPlatformClient } from "@berth/platform/client";
import { type ServedPlatform, servePlatform } from "@berth/platform/node";
import { shellResponse } from "@berth/sdk/shell";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.js";
import { guestRuntime } from "../support/workspace-bundle.js";
import { packageOf } from "./host-harness.js";

const root = resolve(import.meta.dirname, "../..");
const environment = "development";
const moduleScript = /<script type="module">([\s\S]*?)<\/script>/;

const closing: (() => Promise<unknown>)[] = [];
let browser: Browser;
let page: Page;
let guide: string;
let block: string;
let appId: string;
let origin: string;
let asked: string[];

const program = {
  "app.json": JSON.stringify({ pages: ["pages/index/index"], window: { defaultTitle: "First steps" } }),
  "app.js": "App({});",
  "pages/index/index.json": "{}",
  "pages/index/index.axml": "<view><text>Hello {{name}}</text><text>{{code}} {{refused}}</text></view>",
  "pages/index/index.js": `Page({ data: { name: '', code: '', refused: '' }, onLoad() {
    this.setData({ name: 'from the guide' });
    my.getAuthCode({ scopes: 'auth_base', success: ({ authCode }) => this.setData({ code: 'code ' + authCode }) });
    my.request({ url: 'https://unlisted.example/', fail: ({ error }) => this.setData({ refused: 'refused ' + error }) });
  } });`,
};

function data<T>(answer: ConsoleAnswer<T>): T {
  if (!answer.ok) throw new Error(`${answer.code} ${answer.message}`);
  return answer.data;
}

/** Brings the program to development, where releases need no approval (P-APR-1), as a merchant's developer would. */
async function released(platform: ServedPlatform): Promise<string> {
  const merchant = createPlatformClient({ baseUrl: platform.url });
  data(await merchant.login("da@merchant.test", seeded.password));
  const created = data(await merchant.createApp({ name: "First steps" }));
  const release = await merchant.deploy({
    appId: created.appId,
    version: "1.0.0",
    zip: await packageOf(program),
    targetAppId: seeded.targetAppId,
    environment,
  });
  expect(data(release).state).toBe("FULL_RELEASE");
  return created.appId;
}

/** The module script of the guide as a bundler makes it from the SDK's sources. */
async function bundled(source: string): Promise<string> {
  const result = await build({
    stdin: { contents: source, resolveDir: root, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
    tsconfigRaw: "{}",
    plugins: [
      {
        name: "sources",
        setup(b) {
          b.onResolve({ filter: /^@berth\// }, ({ path }) => {
            const [, name = "", sub = "index"] = /^@berth\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
            return { path: join(root, `packages/${name}/src/${sub}.ts`) };
          });
        },
      },
    ],
  });
  return (result.outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
}

/** Everything drawn below the page: frames, and the closed shadow roots that Berth's view draws into. */
async function drawnText(from: Page): Promise<string> {
  interface Node {
    nodeName: string;
    nodeValue: string;
    children?: Node[];
    shadowRoots?: Node[];
    contentDocument?: Node;
  }
  const textOf = (node: Node): string =>
    ["SCRIPT", "STYLE"].includes(node.nodeName)
      ? ""
      : (node.nodeName === "#text" ? node.nodeValue : "") +
        [...(node.children ?? []), ...(node.shadowRoots ?? []), ...(node.contentDocument ? [node.contentDocument] : [])]
          .map(textOf)
          .join(" ");
  const texts: string[] = [];
  for (const frame of from.frames()) {
    // A frame in the process of its parent has no session of its own and is part of the parent's tree.
    const session = await from
      .context()
      .newCDPSession(frame)
      .catch(() => null);
    if (session === null) continue;
    const { root: top } = (await session.send("DOM.getDocument", { depth: -1, pierce: true })) as { root: Node };
    texts.push(textOf(top));
    await session.detach();
  }
  return texts.join("\n");
}

beforeAll(async () => {
  guide = await readFile(join(root, "docs/guides/embed.md"), "utf8");
  block = /^```html embed\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? "";
  const dataDir = await mkdtemp(join(tmpdir(), "berth-guide-"));
  closing.push(() => rm(dataDir, { recursive: true, force: true }));
  const platform = await servePlatform({ dataDir, store: "memory", log: () => {} });
  closing.push(platform.close);
  appId = await released(platform);
  const query = new URLSearchParams({ targetAppId: seeded.targetAppId, environment });
  const config = await (await fetch(`${platform.url}/sdk/v1/config?${query}`)).text();

  const script = await bundled(moduleScript.exec(block)?.[1] ?? "");
  const { worker, view, workerExtra, viewExtra } = await guestRuntime();
  const html = block.replace(moduleScript, () => `<script type="module">${script}</script>`);
  asked = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    asked.push(url.pathname);
    if (url.pathname === "/auth-code") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ authCode: "0000fromTheWallet", successScopes: ["auth_base"] }));
      return;
    }
    if (url.pathname === "/shell") {
      const answer = shellResponse(new Request(url), { view, hostOrigin: origin });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      return;
    }
    const files: Record<string, [type: string, body: string]> = {
      "/": ["text/html", html],
      "/berth-config.json": ["application/json", config],
      "/runtime/worker.js": ["text/javascript", worker],
      "/runtime/worker-extra.js": ["text/javascript", workerExtra],
      "/runtime/view-extra.js": ["text/javascript", viewExtra],
    };
    const file = files[url.pathname];
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": file[0] }).end(file[1]);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  browser = await launchChromium();
  closing.push(() => browser.close());
  page = await browser.newPage({ viewport: { width: 390, height: 720 } });
}, 120_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

test("the page of the guide is at most 30 lines", () => {
  expect(block.trimEnd().split("\n").length).toBeLessThanOrEqual(30);
  expect(block).toMatch(moduleScript);
});

test("the page of the guide opens a released program and shows its first page", async () => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(`${origin}/?app=${appId}`);
  await expect.poll(() => drawnText(page), { timeout: 60_000, interval: 250 }).toContain("Hello from the guide");
  expect(await drawnText(page)).toContain("First steps");
  // Lists and codes are on: the service's code arrives, an address that no list has is refused (F-NET-E8).
  await expect.poll(() => drawnText(page), { interval: 250 }).toContain("code 0000fromTheWallet");
  await expect.poll(() => drawnText(page), { interval: 250 }).toContain("refused 4");
  // So is the log: what happened is sent at the latest when the page goes.
  const logged = page.waitForRequest((request) => request.url().endsWith("/sdk/v1/logs"), { timeout: 60_000 });
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  expect((await logged).method()).toBe("POST");
  expect(problems).toEqual([]);
  expect(asked).toContain("/shell");
});

test("the test of the guide runs in a page and says what it promises", async () => {
  const snippet = /^```ts page\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? "";
  const promised = [...snippet.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map((match) => match[1]);
  expect(promised.length).toBeGreaterThan(0);
  const said: string[] = [];
  const blank = await browser.newPage();
  blank.on("console", (message) => message.type() === "log" && said.push(message.text()));
  blank.on("pageerror", (error) => said.push(error.message));
  await blank.goto(`${origin}/auth-code`);
  const script = await bundled(`${snippet}\nglobalThis.ended = true;`);
  await blank.addScriptTag({ content: script, type: "module" });
  await blank.waitForFunction(() => "ended" in globalThis, undefined, { timeout: 30_000 }).catch(() => {});
  await blank.close();
  expect(said).toEqual(promised);
});

test("an unknown program is refused with a code, and the page says so", async () => {
  const rejected = new Promise<Error>((seen) => page.once("pageerror", seen));
  await page.goto(`${origin}/?app=2199999999999999`);
  expect((await rejected).name).toBe("LaunchError");
  expect(await drawnText(page)).toContain("APP_NOT_AVAILABLE");
});
