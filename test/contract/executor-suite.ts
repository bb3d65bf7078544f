import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** What a case asks; `path` is on the server of the suite. */
export interface Ask {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | number[];
  timeoutMs?: number;
  maxBytes?: number;
  enableCookie?: boolean;
  userId?: string;
  /** Stops the transfer when the server has seen it. */
  abort?: boolean;
}

/** An outcome of an executor as plain data, with the bytes of the body. */
export interface Told {
  kind: string;
  status?: number;
  headers?: Record<string, string>;
  body?: number[];
  code?: string;
  origin?: string;
  reason?: string;
  hops?: { url: string; status: number }[];
}

/** One executor in the place where it runs. */
export interface ExecutorBench {
  /** `seen` resolves when the server has got the request. */
  send(ask: Ask, servers: ExecutorServers, seen: Promise<void>): Promise<Told>;
  /** It cannot read redirects: every one is REDIRECT_UNREADABLE (U-RED-E1). */
  page?: true;
}

/** A listed server, and one that is on no list. */
export interface ExecutorServers {
  port: number;
  unlistedPort: number;
  /** A port where nobody listens. */
  closedPort: number;
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, x-own, content-type, accept",
  "access-control-allow-methods": "*, PUT",
  "access-control-expose-headers": "*",
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

const text = (told: Told): string => new TextDecoder().decode(new Uint8Array(told.body ?? []));

/** Servers, and what reached them. */
export class ExecutorCounters {
  readonly seen: IncomingMessage[] = [];
  readonly unlisted: IncomingMessage[] = [];
  servers: ExecutorServers = { port: 0, unlistedPort: 0, closedPort: 0 };
  readonly #closing: Server[] = [];
  #arrived: () => void = () => {};

  /** Resolves with the next request that is no preflight. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#arrived = resolve;
    });
  }

  async start(): Promise<void> {
    const unlisted = createServer((request, response) => {
      this.unlisted.push(request);
      response.writeHead(200, cors).end("unlisted");
    });
    const closed = createServer();
    const listed = createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0];
      if (request.method === "OPTIONS") return void response.writeHead(204, cors).end();
      this.seen.push(request);
      this.#arrived();
      const status = Number(/^\/status\/(\d+)$/.exec(path ?? "")?.[1] ?? 200);
      const redirects: Record<string, string> = {
        "/here": "/echo",
        "/loop": "/loop",
        "/out": `http://127.0.0.1:${this.servers.unlistedPort}/take`,
      };
      const location = redirects[path ?? ""];
      if (location !== undefined) return void response.writeHead(302, { ...cors, location }).end();
      if (path === "/slow") return;
      if (path === "/broken") {
        response.writeHead(200, { ...cors, "content-length": "100" });
        response.write("part", () => request.socket.destroy());
        return;
      }
      if (path === "/login") response.setHeader("set-cookie", "sid=1; Path=/");
      if (path === "/bytes") return void response.writeHead(200, cors).end(Buffer.from([0, 255, 128]));
      if (path === "/big") return void response.writeHead(200, cors).end(Buffer.alloc(50_000));
      if (path === "/gzip" || path === "/br") {
        const packed = path === "/br" ? brotliCompressSync("packed") : gzipSync("packed");
        return void response.writeHead(200, { ...cors, "content-encoding": path.slice(1) }).end(packed);
      }
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const body = [...Buffer.concat(chunks)];
        const { method, url, headers } = request;
        response.writeHead(status, { ...cors, "Content-Type": "application/json", "X-Shop": "1" });
        response.end(JSON.stringify({ method, url, headers, body }));
      });
    });
    this.#closing.push(listed, unlisted);
    this.servers = {
      port: await listen(listed),
      unlistedPort: await listen(unlisted),
      closedPort: await listen(closed),
    };
    await new Promise((done) => closed.close(done));
  }

  async stop(): Promise<void> {
    for (const server of this.#closing) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }
}

/** What every executor does alike; what only one can do is tested beside it. */
export function executorSuite(name: string, counters: ExecutorCounters, bench: () => ExecutorBench): void {
  const send = (ask: Ask): Promise<Told> => bench().send(ask, counters.servers, counters.next());

  test(`${name}: an answer comes with status, lower-case headers and bytes; the request as it was given (F-NET-8)`, async () => {
    const told = await send({
      path: "/echo?q=%C3%BC",
      method: "PUT",
      headers: { "x-own": "1", "content-type": "text/plain" },
      body: "grüß",
    });
    expect(told).toMatchObject({
      kind: "response",
      status: 200,
      headers: { "x-shop": "1", "content-type": "application/json" },
    });
    const got = JSON.parse(text(told));
    expect(got).toMatchObject({
      method: "PUT",
      url: "/echo?q=%C3%BC",
      headers: { "x-own": "1", "content-type": "text/plain" },
    });
    expect(new TextDecoder().decode(new Uint8Array(got.body))).toBe("grüß");
    expect(told.hops).toMatchObject([{ status: 200 }]);
  });

  test(`${name}: bytes go and come unchanged, packed answers are unpacked, HEAD has no body`, async () => {
    const sent = await send({
      path: "/echo",
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: [0, 255, 13, 10, 128],
    });
    expect(JSON.parse(text(sent)).body).toEqual([0, 255, 13, 10, 128]);
    expect((await send({ path: "/bytes" })).body).toEqual([0, 255, 128]);
    for (const path of ["/gzip", "/br"]) expect(text(await send({ path })), path).toBe("packed");
    expect(await send({ path: "/echo", method: "HEAD" })).toMatchObject({ kind: "response", status: 200, body: [] });
  });

  test(`${name}: every final status is an answer (F-NET-9)`, async () => {
    for (const status of [201, 404, 500]) expect((await send({ path: `/status/${status}` })).status).toBe(status);
  });

  test(`${name}: no redirect is followed that nobody decided, and nothing reaches a place that is not listed (U-RED-1, U-RED-4)`, async () => {
    const unreadable = { kind: "refused", code: "REDIRECT_UNREADABLE" };
    const page = bench().page === true;
    const here = await send({ path: "/here" });
    if (page) expect(here).toMatchObject(unreadable);
    else expect([here.kind, here.hops?.map(({ status }) => status)]).toEqual(["response", [302, 200]]);
    const out = await send({ path: "/out" });
    expect(out).toMatchObject(page ? unreadable : { kind: "refused", code: "NOT_LISTED" });
    expect(out.hops).toHaveLength(1);
    const loop = await send({ path: "/loop" });
    expect(loop).toMatchObject(page ? unreadable : { kind: "failed", reason: "redirectLimit" });
    expect(counters.unlisted).toHaveLength(0);
  });

  test(`${name}: too much, too slow, stopped, broken off and not there are told apart (F-NET-E3, F-NET-E4, F-NET-10)`, async () => {
    const failed = async (ask: Ask) => (await send(ask)).reason;
    expect(await failed({ path: "/big", maxBytes: 10_000 })).toBe("tooLarge");
    expect(await failed({ path: "/slow", timeoutMs: 150 })).toBe("timeout");
    expect(await failed({ path: "/slow", abort: true })).toBe("aborted");
    expect(await failed({ path: "/broken" })).toBe("network");
    expect(await failed({ path: "closed" })).toBe("network");
  });

  test(`${name}: nothing of the host goes along: no referrer, no origin's cookies (U-EXE-3)`, async () => {
    const { headers } = JSON.parse(text(await send({ path: "/echo" })));
    expect([headers.referer, headers.cookie]).toEqual([undefined, undefined]);
  });

  test(`${name}: cookies are kept for each user where answers can be read whole; a page keeps none (F-NET-7)`, async () => {
    const cookie = async (ask: Ask): Promise<string | undefined> => JSON.parse(text(await send(ask))).headers.cookie;
    await send({ path: "/login", userId: "u1" });
    const own = { headers: { cookie: "own=1" } };
    const got = [
      await cookie({ path: "/echo", userId: "u1" }),
      await cookie({ path: "/echo", userId: "u2" }),
      await cookie({ path: "/echo", userId: "u1", enableCookie: true, ...own }),
    ];
    expect(got).toEqual(bench().page ? [undefined, undefined, undefined] : ["sid=1", undefined, "own=1"]);
  });
}
