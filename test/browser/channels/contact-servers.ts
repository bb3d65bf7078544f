import { createSocket } from "node:dgram";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import type { ProbeTargets } from "./probes.js";

/** Servers on the loopback interface that note which probe reached them by HTTP, WebSocket, TCP or UDP. */
export interface ContactServers {
  /** Probes that reached a server, as "setting/probe". */
  readonly reached: Set<string>;
  readonly origin: string;
  /** Documents to serve, by path; asking for one is no contact. */
  readonly documents: Map<string, { headers: Record<string, string>; body: string }>;
  /** Addresses at which one probe in one setting is counted. */
  targets(setting: string, id: string, needs: { tcp: boolean; udp: boolean }): Promise<ProbeTargets>;
  close(): Promise<void>;
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

/** Starts them. */
export async function startContactServers(): Promise<ContactServers> {
  const reached = new Set<string>();
  const documents: ContactServers["documents"] = new Map();
  const closers: (() => void)[] = [];
  const note = (request: IncomingMessage): void => {
    const [, setting = "", id = ""] = (request.url ?? "").split(/[/?]/);
    reached.add(`${setting}/${id}`);
  };
  const http = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const served = documents.get(path);
    if (served !== undefined) {
      response.writeHead(200, served.headers).end(served.body);
      return;
    }
    note(request);
    response.writeHead(200, { "content-type": "text/plain", "access-control-allow-origin": "*" }).end("");
  });
  http.on("upgrade", (request, socket) => {
    note(request);
    socket.destroy();
  });
  const origin = `http://127.0.0.1:${await listen(http)}`;
  closers.push(() => {
    http.closeAllConnections();
    http.close();
  });
  return {
    reached,
    origin,
    documents,
    async targets(setting, id, needs) {
      const key = `${setting}/${id}`;
      let tcp = "";
      let udp = "";
      if (needs.tcp) {
        const server = createTcpServer((socket: Socket) => {
          reached.add(key);
          socket.on("error", () => {});
          socket.destroy();
        });
        tcp = `http://127.0.0.1:${await listen(server)}`;
        closers.push(() => server.close());
      }
      if (needs.udp) {
        const socket = createSocket("udp4", () => void reached.add(key));
        await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
        udp = `127.0.0.1:${socket.address().port}`;
        closers.push(() => socket.close());
      }
      return { http: `${origin}/${key}`, tcp, udp };
    },
    async close() {
      for (const close of closers) close();
    },
  };
}
