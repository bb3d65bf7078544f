import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileProject, packProject } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../packages/cli/src/check/browser.js";
import { answerShell } from "../../packages/cli/src/server/shell-route.js";
import { type SimulatorServer, serveSimulator } from "../../packages/cli/src/server/simulator-server.js";
import { workspace } from "../../test/support/workspace-bundle.js";
import { peerTemplates } from "./peer-templates.js";

/** A browser, a server with the bench pages, and how to end both. */
export interface BenchRig {
  browser: Browser;
  server: SimulatorServer;
  /** A page with the Berth host started; with `spareGuest` it keeps a sandbox ready for the next program. */
  hostPage(spareGuest?: boolean): Promise<Page>;
  close(): Promise<void>;
}

/** One script of an entry, minified like what ships; `define` sets constants of the bundle. */
export async function bundle(entry: string, define: Record<string, string> = {}): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
      ...define,
    },
    plugins: [workspace, peerTemplates],
    logLevel: "error",
  });
  return result.outputFiles[0]?.text ?? "";
}

/** Compiles a program of bench/programs; `extra` files are put beside it first. */
export async function compileBenchProgram(name: string, extra: Record<string, string> = {}): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "berth-bench-"));
  try {
    cpSync(`bench/programs/${name}`, folder, { recursive: true });
    for (const [target, source] of Object.entries(extra)) cpSync(source, join(folder, target));
    const result = await compileProject(await folderSource(folder));
    if (!result.ok)
      throw new Error(`bench program ${name} does not compile: ${result.diagnostics.map((d) => d.message).join("; ")}`);
    return packProject(result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts Chromium and a server; `pages` are scripts served as /page/<name>. */
export async function startRig(pages: Record<string, string>, packages: Record<string, Uint8Array>): Promise<BenchRig> {
  const [worker, view, workerExtra, viewExtra, hostScript] = await Promise.all([
    bundle("packages/runtime/src/worker.ts"),
    bundle("packages/runtime/src/view.ts"),
    bundle("packages/runtime/src/worker-extra.ts"),
    bundle("packages/runtime/src/view-extra.ts"),
    bundle("bench/support/host-page.ts"),
  ]);
  const style = "<style>html,body{margin:0;height:100%}#app{width:375px;height:667px;position:relative}</style>";
  const server = await serveSimulator({
    root: "bench",
    port: 0,
    config: () => ({}),
    runtime: { worker, view, workerExtra, viewExtra },
    shell: answerShell(view),
    preview: (name) => packages[name] ?? null,
    routes(app) {
      app.get("/host", (c) =>
        c.html(`<!doctype html>${style}<div id="app"></div><script src="/page/host.js"></script>`),
      );
      app.get("/frame/:name", (c) =>
        c.html(`<!doctype html>${style}<body><script src="/page/${c.req.param("name")}.js"></script>`),
      );
      app.get("/page/:name", (c) => {
        const name = c.req.param("name").replace(/\.js$/, "");
        const script = name === "host" ? hostScript : pages[name];
        return script === undefined ? c.notFound() : c.body(script, 200, { "Content-Type": "text/javascript" });
      });
    },
  });
  const browser = await launchBrowser();
  return {
    browser,
    server,
    async hostPage(spareGuest = false) {
      const page = await browser.newPage({ viewport: { width: 800, height: 800 } });
      await page.goto(`${server.url}/host`);
      type InPage = { bench: { start(url: string, spare: boolean): Promise<void> } };
      await page.evaluate(([url, spare]) => (globalThis as never as InPage).bench.start(url, spare), [
        server.shellUrl,
        spareGuest,
      ] as const);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Version of an npm package, to be printed beside its figures. */
export function versionOf(name: string): string {
  return (JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string }).version;
}
