import type { CanonicalUrl } from "../policy/canonical-url.js";

/** One exchange with one server: no redirect is followed, no name resolved. */
export interface ConnectRequest {
  /** Only a verdict makes one (U-EXE-1). */
  url: CanonicalUrl;
  /** The address to connect to, resolved and checked before (U-NET-4); host name and TLS name stay those of `url`. */
  address: string;
  /** Set for a mapped host: plain http to this port of `address` (`dangerouslyMapHosts`). */
  plainPort?: number;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array<ArrayBuffer> | null;
  /** Bytes of the body as handed on, after unpacking. */
  maxResponseBytes: number;
  signal: AbortSignal;
}

/** What came of an exchange; a failure of the way is a value. */
export type ConnectOutcome =
  | {
      ok: true;
      status: number;
      /** Names in lower case; several values of one name joined by ", ". */
      headers: Record<string, string>;
      setCookies: readonly string[];
      body: Uint8Array<ArrayBuffer>;
    }
  | { ok: false; reason: "network" | "timeout" | "tooLarge"; message: string };

/** The part of a server-side executor that touches the network. */
export type Connect = (request: ConnectRequest) => Promise<ConnectOutcome>;
