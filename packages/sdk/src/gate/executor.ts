import type { CanonicalUrl } from "@berth/core/policy";

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
  readonly name: "fetch" | "gateway";
  send(transfer: Transfer, signal: AbortSignal): Promise<TransferOutcome>;
}
