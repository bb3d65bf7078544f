import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { shellResponse } from "@berth/sdk/shell";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consoleOf, lineOf, openPackage, packageOf, program, script } from "../browser/host-harness.js";
import { launchChromium } from "../support/chromium.js";

/** The strictest policy that the SDK's guide names: no inline script, no eval, no text as code, markup by one named policy. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "img-src blob: data:",
  "style-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types berth",
].join("; ");

const closing: (() => Promise<unknown>)[] = [];
const files = new Map<string, string | Uint8Array>();
let browser: Browser;
let origin: string;
let zip: Uint8Array;

/** What `npm run build` made; a test of something else would say nothing. */
function built(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is missing: npm run build`);
  return readFileSync(path, "utf8");
}

beforeAll(async () => {
  const runtime = Object.fromEntries(
    ["worker", "view", "worker-extra", "view-extra"].map((name) => [name, built(`packages/runtime/dist/${name}.js`)]),
  );
  for (const name of ["worker", "worker-extra", "view-extra"]) files.set(`/runtime/${name}.js`, runtime[name] ?? "");
  for (const name of ["berth-sdk", "berth-re2"]) files.set(`/iife/${name}.js`, built(`packages/sdk/dist/${name}.js`));
  // As a host's bundler makes it of the published modules, dynamic imports as chunks.
  const { outputFiles } = await build({
    stdin: { contents: 'import * as Sdk from "@berth/sdk"; globalThis.BerthSdk = Sdk;', resolveDir: "packages/sdk" },
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    outdir: "/esm",
    entryNames: "berth-sdk",
    alias: { "@berth/sdk": join(process.cwd(), "packages/sdk/dist/index.js") },
    logLevel: "error",
  });
  for (const { path, contents } of outputFiles) files.set(path, contents);
  const page = (src: string, type = ""): string =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Strict</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><div id="app"></div><script ${type} src="${src}"></script>`;
  files.set("/iife", page("/iife/berth-sdk.js"));
  files.set("/esm", page("/esm/berth-sdk.js", 'type="module"'));
  files.set("/page.css", "body{margin:0}#app{position:relative;width:375px;height:667px}");
  const types: Record<string, string> = { js: "text/javascript", css: "text/css" };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/shell") {
      const answer = shellResponse(new Request(url), { view: runtime["view"] ?? "", hostOrigin: origin });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      return;
    }
    const body = files.get(url.pathname);
    const type = types[url.pathname.split(".")[1] ?? ""] ?? "text/html";
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  browser = await launchChromium();
  closing.push(() => browser.close());
  zip = await packageOf(
    program(
      script(`
        my.showToast({ content: "Saved" });
        const refused = await my.request({ url: "https://unlisted.example/" }).catch((failure) => failure.error);
        report("refused", refused);
        await my.navigateTo({ url: "/pages/b/b" });
        const { confirm } = await my.confirm({ title: "Sure?", content: "Under a strict policy" });
        report("confirm", confirm);`),
      {
        "pages/a/a.axml": "<view>Hello</view><image src='/dot.svg'/><input/><swiper><swiper-item/></swiper>",
        "dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
      },
    ),
  );
}, 120_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

test.each(["iife", "esm"])(
  "the %s build opens a program under a strict policy, Trusted Types included",
  async (kind) => {
    const page = await (await browser.newContext()).newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { violations: seen });
      addEventListener("securitypolicyviolation", (e) =>
        seen.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`),
      );
    });
    await page.goto(`${origin}/${kind}`);
    await page.waitForFunction(() => globalThis.BerthSdk !== undefined);
    await page.evaluate(async () => {
      globalThis.bench = { events: [] };
      globalThis.bench.host = await globalThis.BerthSdk.createHost({
        config: {
          platformUrl: "",
          workspaceId: "W1",
          targetAppId: "T1",
          environment: "test",
          platformKeys: [],
          configVersion: 1,
        },
        assets: {
          worker: { url: "/runtime/worker.js" },
          workerExtra: { url: "/runtime/worker-extra.js" },
          viewExtra: { url: "/runtime/view-extra.js" },
        },
        shell: { url: "/shell" },
        gateway: null,
        locale: "en",
      });
    });
    // An expression in the list has the engine for it loaded (U-ENG-2).
    const serverDomains = { mode: "list", entries: ["https://api\\d+\\.example\\.com/.*"] };
    expect(await openPackage(page, zip, {}, { serverDomains })).toEqual({ ok: true });
    expect(await lineOf(page, "refused:")).toBe("refused:4");
    await page.getByRole("button", { name: "OK" }).click();
    expect(await lineOf(page, "confirm:")).toBe("confirm:true");
    expect(await consoleOf(page)).toContain("show");
    // biome-ignore lint/suspicious/noExplicitAny: as above
    expect(await page.evaluate(() => (globalThis as any).violations)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  },
);
