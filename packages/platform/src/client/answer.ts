/** Codes of console operations (P-GEN-7). */
export type ConsoleCode =
  | "PARAM_ILLEGAL"
  | "PERMISSION_DENIED"
  | "GRANT_REQUIRED"
  | "NOT_FOUND"
  | "INVALID_STATE"
  | "CONFLICT"
  | "LIMIT_EXCEEDED"
  | "RELEASE_REQUIRED"
  | "NOT_RESTORABLE"
  | "NOT_SUPPORTED"
  | "RISK_CONTROL"
  | "UNAUTHENTICATED";

/** One finding about one entry of a list, for display beside it (U-LNT, U-CFG-E). */
export interface EntryFinding {
  index: number;
  severity: "error" | "confirm" | "warning";
  code: string;
  message: string;
  suggestion?: string;
}

/** Answer of every console operation (P-GEN-6). A refusal is a value, never a throw. */
export type ConsoleAnswer<T> =
  | { ok: true; data: T; warnings?: string[]; findings?: EntryFinding[] }
  | { ok: false; code: ConsoleCode; message: string; field?: string; traceId: string; findings?: EntryFinding[] };
