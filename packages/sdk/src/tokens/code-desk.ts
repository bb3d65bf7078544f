import type { Clock } from "@berth/core";

/** Answer of the super app's authorization service (P-TOK-5). */
export interface ServiceCode {
  authCode: string;
  authSuccessScopes: string[];
  authErrorScopes: Record<string, string>;
  /** Default 600. */
  lifetimeSeconds?: number | undefined;
}

/** What `my.getAuthCode` gets: the code, or the error of P-TOK-6 (2, 3, 10, 11) to fail with. */
export type DeskAnswer =
  | { kind: "delivered"; authCode: string; authSuccessScopes: string[]; authErrorScopes: Record<string, string> }
  | { kind: "failed"; error: 2 | 3 | 10 | 11; message: string; authErrorScopes?: Record<string, string> }
  /** The call or its app is gone; nobody is told (T-CODE-1). */
  | { kind: "dropped" };

/** One delivery. */
export interface DeskRequest {
  /** Asks the service for a new code, consent included. May be called twice; age counts from its answer (T-CODE-2). */
  ask: () => Promise<ServiceCode>;
  /** Resolves when the answer can reach the mini program (app in foreground); absent: at once. */
  deliverable?: () => Promise<void>;
  /** Aborts when the calling page or app is gone. */
  signal?: AbortSignal;
}

/** Stands behind `my.getAuthCode`: checks a code, hands it out once, remembers only its hash (T-CODE-1 to T-CODE-3). */
export interface CodeDesk {
  /** Asks for a code and gives it when it can be delivered, or says why not. Never rejects. */
  deliver(request: DeskRequest): Promise<DeskAnswer>;
}

/** Settings of a desk. */
export interface CodeDeskOptions {
  clock?: Clock;
  /** Hashes of delivered codes that are remembered; default 1,000. */
  remembered?: number;
}
