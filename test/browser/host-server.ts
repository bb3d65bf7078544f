import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { shellHtml, shellResponse } from "@berth/sdk/shell";
import { bundleScript, guestRuntime } from "../support/workspace-bundle.js";

/** How the shell is served; the broken ones exist to show that the self-test sees them (S-TST-5). */
export type ShellKind = "good" | "no-policy" | "unsafe-eval" | "with-fetch";

/** The server of a page with the SDK in it, and a second server that counts whoever reaches it. */
export interface HostServer {
  origin: string;
  /** Address of the counting server. */
  counter: string;
  /** What reached the counting server, "METHOD path". */
  contacts: string[];
  /** Responses of the counting server by path. */
  answers: Map<string, { status: number; headers: Record<string, string>; body: string | Uint8Array }>;
  close(): Promise<void>;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

function brokenShell(view: string, kind: ShellKind): { headers: Record<string, string>; body: string } {
  const nonce = "AAAAAAAAAAAAAAAAAAAAAA==";
  const html = { "content-type": "text/html" };
  if (kind === "no-policy") return { headers: html, body: shellHtml({ view, nonce }) };
  const extra = kind === "unsafe-eval" ? " 'unsafe-eval'" : "";
  const connect = kind === "with-fetch" ? "connect-src data:" : "connect-src 'none'";
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' blob:${extra}; worker-src blob:; style-src 'unsafe-inline'; ${connect}`;
  return { headers: { ...html, "content-security-policy": policy }, body: shellHtml({ view, nonce }) };
}

/** Starts both servers. The page has `BerthSdk`, `assets`, and an element `#app` of 375 by 667 px. */
export async function startHostServer(extra = ""): Promise<HostServer> {
  const [sdk, runtime] = await Promise.all([
    bundleScript(`import * as BerthSdk from "@berth/sdk"; globalThis.BerthSdk = BerthSdk; ${extra}`),
    guestRuntime(),
  ]);
  const { view } = runtime;
  const contacts: string[] = [];
  const answers: HostServer["answers"] = new Map();
  const count = (request: IncomingMessage): void => {
    contacts.push(`${request.method} ${request.url}`);
  };
  const counting = createServer((request, response) => {
    count(request);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const answer = answers.get(path) ?? { status: 200, headers: { "content-type": "text/plain" }, body: "ok" };
    response.writeHead(answer.status, { "access-control-allow-origin": "*", ...answer.headers }).end(answer.body);
  });
  counting.on("upgrade", (request, socket) => {
    count(request);
    socket.destroy();
  });
  const counter = await listen(counting);
  let origin = "";
  const page =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>' +
    '<link rel="icon" href="data:,"><style>body{margin:0}#app{position:relative;width:375px;height:667px}</style>' +
    '<div id="app"></div><script src="/sdk.js"></script><script src="/assets.js"></script>';
  const files = new Map<string, [type: string, body: string]>([
    ["/", ["text/html", page]],
    ["/sdk.js", ["text/javascript", sdk]],
    ["/assets.js", ["text/javascript", `globalThis.assets = ${JSON.stringify(runtime).replaceAll("</", "<\\/")};`]],
  ]);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/shell") {
      const kind = (url.searchParams.get("kind") ?? "good") as ShellKind;
      if (kind !== "good") {
        const { headers, body } = brokenShell(view, kind);
        response.writeHead(200, headers).end(body);
        return;
      }
      const answer = shellResponse(new Request(url), { view, hostOrigin: origin });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      return;
    }
    const file = files.get(url.pathname);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": `${file[0]}; charset=utf-8` }).end(file[1]);
  });
  origin = await listen(server);
  return {
    origin,
    counter,
    contacts,
    answers,
    async close() {
      for (const each of [server, counting]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
}
