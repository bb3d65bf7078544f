import type { Clock } from "@berth/core";
import { createGateway, type GatewayOptions } from "../gateway/create-gateway.js";
import { resolveAll, undiciConnect } from "../gateway/undici-connect.js";
import { whatwgUrlParser } from "../gateway/whatwg-parser.js";
import { listen } from "./listen.js";

/** Where and how to serve a gateway; network, resolver and parser have defaults on Node. */
export interface ServeGatewayOptions
  extends Pick<GatewayOptions, "policyFor" | "verifyToken">,
    Partial<Omit<GatewayOptions, "policyFor" | "verifyToken" | "clock">> {
  /** Default 0: a free one. */
  port?: number;
  clock?: Clock;
  /** Told at start which hosts are mapped. Default: the console. */
  log?: (line: string) => void;
}

/** A gateway that listens. */
export interface ServedGateway {
  url: string;
  port: number;
  /** Ends the server. */
  close(): Promise<void>;
}

/** Serves the egress gateway on the loopback interface and says loudly which hosts bypass the network guard. */
export async function serveGateway(options: ServeGatewayOptions): Promise<ServedGateway> {
  const { port = 0, log = console.log, ...rest } = options;
  const gateway = createGateway({ connect: undiciConnect, resolve: resolveAll, parser: whatwgUrlParser, ...rest });
  for (const [host, target] of Object.entries(rest.dangerouslyMapHosts ?? {}))
    log(`GATEWAY: requests for ${host} go to ${target} as plain http, past the private-network guard (samples only)`);
  return listen((request) => gateway.fetch(request), port);
}
