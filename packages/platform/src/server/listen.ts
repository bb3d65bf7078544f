import { serve } from "@hono/node-server";

/** A listening server. */
export interface Listening {
  url: string;
  port: number;
  /** Stops listening and ends open connections; idempotent. */
  close(): Promise<void>;
}

/** Serves a fetch handler on a port of the loopback interface; port 0 takes a free one. */
export function listen(
  handler: (request: Request) => Promise<Response>,
  port: number,
  hostname = "127.0.0.1",
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: handler, port, hostname }, (info) => {
      let closed: Promise<void> | undefined;
      resolve({
        url: `http://${hostname === "127.0.0.1" ? "localhost" : hostname}:${info.port}`,
        port: info.port,
        close() {
          closed ??= new Promise<void>((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          });
          return closed;
        },
      });
    });
    server.on("error", reject);
  });
}
