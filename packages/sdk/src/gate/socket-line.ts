import type { CanonicalUrl } from "@berth/core/policy";

/** A socket that a verdict allowed. */
export interface SocketRequest {
  url: CanonicalUrl;
  /** Subprotocols of the handshake, in order of preference. */
  protocols: readonly string[];
  /** Headers of the handshake; a page cannot send them and leaves them out. */
  headers: Record<string, string>;
}

/** What a line tells. After `closed` nothing comes any more. */
export interface SocketEvents {
  opened(): void;
  message(data: string | ArrayBuffer): void;
  /** Once; before `opened` it means that there is no connection. */
  closed(code: number, reason: string): void;
}

/** One connection. */
export interface SocketLine {
  /** Bytes that were handed over and have not left yet. */
  readonly waiting: number;
  send(data: string | ArrayBuffer): void;
  close(code: number, reason: string): void;
}

/** Opens sockets; takes addresses of verdicts only (U-EXE-1) and follows no redirect (U-RED-E4). */
export interface SocketExecutor {
  readonly name: "fetch" | "gateway";
  /** The handshake goes out with what the browser keeps for that server: hosts of the super app are refused. */
  readonly carriesCookies: boolean;
  open(request: SocketRequest, events: SocketEvents): SocketLine;
}
