import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { whatwgUrlParser } from "../gateway/whatwg-parser.js";
import { createPlatform, type Platform, type PlatformOptions } from "../platform.js";
import { seeded } from "../seed/seeded.js";
import { openStore } from "../store/open-store.js";
import { listen } from "./listen.js";

/** Where and how to serve a platform. */
export interface ServePlatformOptions extends Omit<PlatformOptions, "store"> {
  /** Folder for data base and keys. */
  dataDir: string;
  /** Starts with an empty store. */
  fresh?: boolean;
  /** Default 0: a free one. */
  port?: number;
  /** Default `auto` (L-STO-2). */
  store?: "auto" | "sqlite" | "memory";
  /** Told once what the operator has to know. Default: the console. */
  log?: (line: string) => void;
}

/** A platform that listens. */
export interface ServedPlatform {
  platform: Platform;
  url: string;
  port: number;
  /** File with the sample merchant's credentials, see {@link servePlatform}. */
  merchantFile: string;
  /** Ends the server and closes the store. */
  close(): Promise<void>;
}

/**
 * Serves the platform on the loopback interface. `merchant.json` in the data folder holds what a merchant back end needs:
 * `{platformUrl, clientId, privateKey, platformPublicKey}`, keys as PEM.
 */
export async function servePlatform(options: ServePlatformOptions): Promise<ServedPlatform> {
  const { dataDir, fresh = false, port = 0, store: kind = "auto", log = console.log, ...rest } = options;
  const { store, notice } = openStore({ dataDir, fresh, kind });
  if (notice !== undefined) log(notice);
  const platform = await createPlatform({ parser: whatwgUrlParser, ...rest, store });
  const listening = await listen((request) => platform.fetch(request), port);
  mkdirSync(dataDir, { recursive: true });
  const merchantFile = join(dataDir, "merchant.json");
  const credentials = {
    platformUrl: listening.url,
    clientId: seeded.merchantClientId,
    privateKey: platform.keys.clients[seeded.merchantClientId]?.privateKey ?? "",
    platformPublicKey: platform.keys.openApi.publicKey,
  };
  writeFileSync(merchantFile, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  chmodSync(merchantFile, 0o600);
  return {
    platform,
    url: listening.url,
    port: listening.port,
    merchantFile,
    async close() {
      await listening.close();
      platform.close();
    },
  };
}
