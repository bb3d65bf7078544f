import { serve } from "@hono/node-server";
import { createMerchant, type MerchantOptions } from "./create-merchant.js";

/** A running sample merchant. */
export interface RunningMerchant {
  /** `http://localhost:<port>`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the sample merchant on a free (or the given) port of this machine.
 *
 * The help page's address needs the port, so that it is known only once the server listens; `helpUrl` is therefore
 * filled in here.
 */
export function serveMerchant(o: Omit<MerchantOptions, "helpUrl"> & { port?: number }): Promise<RunningMerchant> {
  return new Promise((resolve, reject) => {
    const options: MerchantOptions = { ...o, helpUrl: "" };
    const app = createMerchant(options);
    const server = serve({ fetch: app.fetch, port: o.port ?? 0, hostname: "127.0.0.1" }, (info) => {
      const url = `http://localhost:${info.port}`;
      options.helpUrl = `${url}/help`;
      resolve({
        url,
        close: () =>
          new Promise((done) => {
            if ("closeAllConnections" in server) server.closeAllConnections();
            server.close(() => done());
          }),
      });
    });
    server.once("error", reject);
  });
}
