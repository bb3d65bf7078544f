import type { CanonicalUrl, DomainPolicy } from "@berth/core/policy";

/** One transfer that a verdict allowed. */
export interface Transfer {
  api: "request" | "uploadFile" | "downloadFile" | "resource";
  url: CanonicalUrl;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
  timeoutMs: number;
  enableCookie: boolean;
  /** Answers above this many bytes are a failure `tooLarge`. */
  maxBytes: number;
}

/** What became of a transfer. */
export type TransferOutcome =
  | {
      kind: "response";
      status: number;
      headers: Record<string, string>;
      body: Uint8Array<ArrayBuffer>;
      hops: { url: string; status: number }[];
    }
  /** `hops`: the answers before the refused address, as far as the executor saw them. */
  | {
      kind: "refused";
      code: string;
      origin: string;
      hop: number;
      message: string;
      hops: { url: string; status: number }[];
    }
  | { kind: "failed"; reason: "network" | "timeout" | "tooLarge" | "redirectLimit" | "aborted"; message: string };

/** Sends what it is given and nothing else; takes addresses of verdicts only (U-EXE-1). */
export interface Executor {
  /** What tools show: the page itself, the egress gateway, or Node. */
  readonly name: "fetch" | "gateway" | "node";
  /** Sends, and follows redirects only where it decides each of them (U-RED). Never throws. */
  send(transfer: Transfer, signal: AbortSignal): Promise<TransferOutcome>;
}

/** The program an executor sends for. It is plain data, so that it can go to another process. */
export interface ExecutorApp {
  appId: string;
  releaseId: string;
  /** "" when nobody is logged in. */
  userId: string;
  ownerKind: "tenant" | "merchant" | "partner";
  serverDomains: DomainPolicy;
  wapUrls: DomainPolicy;
}
