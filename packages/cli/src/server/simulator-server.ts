import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { GuestRuntime } from "../guest-runtime.js";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".zip": "application/zip",
};

/** What the page asks for besides files. */
export interface SimulatorServerOptions {
  /** Folder with index.html. */
  root: string;
  /** 0 = any free port. */
  port: number;
  /** Answer of /berth-config.json; asked again for each request. */
  config: () => unknown;
  /** Texts of the guest runtime, served under /runtime/. */
  runtime: GuestRuntime;
  /** Answers /shell (headers of sandbox.md section 2). */
  shell: (request: Request, hostOrigin: string) => Promise<Response>;
  /** Packages under preview by name: /preview/<name>.zip. */
  preview?: (name: string) => Uint8Array | null;
  /** Further routes, tried before files. */
  routes?: (app: Hono) => void;
}

/** A running server of the simulator or of the page behind `berth check`. */
export interface SimulatorServer {
  /** "http://localhost:<port>"; the host page's origin. */
  url: string;
  /** Same server under another site, so that the shell gets a process of its own (S-ARCH-9). */
  shellUrl: string;
  /** Tells every open page; see simulator/src/session. */
  broadcast(event: { type: string; [key: string]: unknown }): void;
  close(): Promise<void>;
}

/** Serves a built page, the shell, the guest runtime and events over SSE on the loopback interface. */
export async function serveSimulator(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const listeners = new Set<(data: string) => void>();
  const app = new Hono();
  let url = "";
  app.get("/berth-config.json", (c) => c.json(options.config() as object, 200, { "Cache-Control": "no-store" }));
  app.get("/runtime/:name", (c) => {
    const { worker, view, workerExtra, viewExtra } = options.runtime;
    const texts = { "worker.js": worker, "view.js": view, "worker-extra.js": workerExtra, "view-extra.js": viewExtra };
    const text = new Map(Object.entries(texts)).get(c.req.param("name"));
    return text === undefined ? c.notFound() : c.body(text, 200, { "Content-Type": types[".js"] ?? "" });
  });
  app.get("/shell", (c) => options.shell(c.req.raw, url));
  app.get("/preview/:name", (c) => {
    const bytes = options.preview?.(c.req.param("name").replace(/\.zip$/, ""));
    return bytes
      ? c.body(new Uint8Array(bytes).buffer, 200, { "Content-Type": "application/zip", "Cache-Control": "no-store" })
      : c.notFound();
  });
  app.get("/berth-events", (c) =>
    streamSSE(c, async (stream) => {
      const send = (data: string): void => void stream.writeSSE({ data });
      listeners.add(send);
      stream.onAbort(() => void listeners.delete(send));
      while (listeners.has(send)) await stream.sleep(15_000).then(() => stream.writeSSE({ event: "beat", data: "" }));
    }),
  );
  options.routes?.(app);
  app.get("*", async (c) => {
    const path = normalize(decodeURIComponent(new URL(c.req.url).pathname));
    const file = join(options.root, path.endsWith(sep) ? join(path, "index.html") : path);
    if (!file.startsWith(options.root)) return c.notFound();
    try {
      const bytes = await readFile(file);
      const immutable = path.startsWith("/assets/");
      return c.body(new Uint8Array(bytes).buffer, 200, {
        "Content-Type": types[extname(file)] ?? "application/octet-stream",
        "Cache-Control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
      });
    } catch {
      return c.notFound();
    }
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: "127.0.0.1" }, ({ port }) => {
      url = `http://localhost:${port}`;
      resolve({
        url,
        shellUrl: `http://127.0.0.1:${port}/shell`,
        broadcast(event) {
          for (const send of listeners) send(JSON.stringify(event));
        },
        close: () =>
          new Promise<void>((done) => {
            listeners.clear();
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
    server.once("error", reject);
  });
}
