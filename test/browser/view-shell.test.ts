import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./view-page.js";

/** The policy of sandbox.md, section 2, as far as one document needs it. */
const POLICY =
  "default-src 'none'; script-src 'nonce-r' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; " +
  "connect-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; sandbox allow-scripts";

let browser: Browser;
let server: Server;
let origin = "";
let script = "";

beforeAll(async () => {
  const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const result = await build({
    entryPoints: [at("packages/runtime/src/view.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    alias: { "@berth/core/wire": at("packages/core/src/wire.ts") },
  });
  script = result.outputFiles[0]!.text;
  server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (request.url === "/shell") response.setHeader("Content-Security-Policy", POLICY);
    const shell = `<!doctype html><html><head></head><body><script nonce="r">${script}</script></body></html>`;
    response.end(request.url?.startsWith("/shell") ? shell : "<!doctype html><title>host</title>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** Host page with stage and shell; says the boot message and collects what comes back. */
async function boot(path: string, sandbox: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(origin);
  await page.evaluate(
    async ([shellPath, flags]) => {
      const stage = document.createElement("iframe");
      document.body.append(stage);
      const shell = stage.contentDocument!.createElement("iframe");
      if (flags !== "none") shell.setAttribute("sandbox", flags!);
      shell.src = shellPath!;
      const loaded = new Promise((done) => {
        shell.onload = done;
      });
      stage.contentDocument!.body.append(shell);
      await loaded;
      const worker = new MessageChannel();
      const view = new MessageChannel();
      const heard: { worker: unknown[]; view: unknown[] } = { worker: [], view: [] };
      Object.assign(window, { heard, shell });
      worker.port1.onmessage = (event) => heard.worker.push(event.data);
      view.port1.onmessage = (event) => heard.view.push(event.data);
      const code = `onmessage = ({ data, ports }) => {
        ports[0].postMessage(["hello", data.kind, ports.length]);
        ports[1].onmessage = ({ data }) => ports[0].postMessage(["view", data]);
        ports[1].postMessage(["draw", 1, [6, 1, "p", {}]]);
      };`;
      const message = { berth: 1, kind: "boot", worker: code, selfTest: true, limits: {} };
      shell.contentWindow!.postMessage({ ...message, berth: 2 }, "*", [
        new MessageChannel().port1,
        new MessageChannel().port1,
      ]);
      shell.contentWindow!.postMessage(message, "*", [worker.port2, view.port2]);
      // A second offer comes too late.
      const late = new MessageChannel();
      late.port1.onmessage = () => heard.view.push("late");
      shell.contentWindow!.postMessage(message, "*", [new MessageChannel().port1, late.port2]);
    },
    [path, sandbox] as const,
  );
  await page.waitForFunction(() => {
    const { heard } = window as unknown as { heard: { worker: unknown[]; view: unknown[] } };
    return heard.view.length > 0 && heard.worker.length > 1;
  });
  return page;
}
const heard = (page: Page): Promise<{ worker: unknown[]; view: unknown[] }> =>
  page.evaluate(() => (window as unknown as { heard: { worker: unknown[]; view: unknown[] } }).heard);

describe("start of the shell (S-ARCH-10, S-BOOT-1, S-SELF)", () => {
  it("passes its half of the self-test, hands the worker two ports and takes one offer only", async () => {
    const page = await boot("/shell", "allow-scripts");
    const said = await heard(page);
    expect(said.worker).toEqual([
      ["hello", "boot", 2],
      ["view", ["drawn", 1]],
    ]);
    expect(said.view).toEqual([["ready", { "S-SELF-T6": "ok", "S-SELF-T7": "ok", "S-SELF-T8": "ok" }]]);
    await page.close();
  });

  it("names the steps that fail without sandbox and policy (S-TST-5)", async () => {
    const page = await boot("/shell-open", "none");
    const [ready] = (await heard(page)).view as [string, Record<string, string>][];
    for (const step of ["S-SELF-T6", "S-SELF-T7", "S-SELF-T8"]) expect(ready?.[1][step]).not.toBe("ok");
    await page.close();
  });

  it("hears nobody but the host, two frames up", async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const answered = await page.evaluate(async () => {
      const shell = document.createElement("iframe");
      shell.setAttribute("sandbox", "allow-scripts");
      shell.src = "/shell";
      // One frame up only: parent.parent of the shell is this page too, for a top page is its own parent. So the
      // message comes from a sibling instead.
      const other = document.createElement("iframe");
      document.body.append(shell, other);
      await new Promise((done) => {
        shell.onload = done;
      });
      const channel = new MessageChannel();
      let heardAny = false;
      channel.port1.onmessage = () => {
        heardAny = true;
      };
      const view = new MessageChannel();
      const from = other.contentWindow as unknown as { eval(code: string): (...args: unknown[]) => void };
      const post = from.eval("(target, message, ports) => target.postMessage(message, '*', ports)");
      const message = { berth: 1, kind: "boot", worker: "", selfTest: false, limits: {} };
      post(shell.contentWindow, message, [view.port2, channel.port2]);
      // The true host afterwards: its answer proves that the first message had been read.
      const later = new MessageChannel();
      const ready = new Promise((done) => {
        later.port1.onmessage = done;
      });
      shell.contentWindow!.postMessage(message, "*", [new MessageChannel().port1, later.port2]);
      await ready;
      return heardAny;
    });
    expect(answered).toBe(false);
    await page.close();
  });
});
