import type { ConsoleCode, EntryFinding } from "../client/answer.js";

/**
 * Ends a console operation and rolls its transaction back. It never leaves the platform: the router turns it into an
 * answer of P-GEN-6.
 */
export class ConsoleRefusal extends Error {
  readonly code: ConsoleCode;
  readonly field: string | undefined;
  readonly findings: EntryFinding[] | undefined;

  constructor(code: ConsoleCode, message: string, more: { field?: string; findings?: EntryFinding[] } = {}) {
    super(message);
    this.name = "ConsoleRefusal";
    this.code = code;
    this.field = more.field;
    this.findings = more.findings;
  }
}

/** HTTP status beside each code; the body says the same in its `code`. */
export const consoleStatus: Readonly<Record<ConsoleCode, 400 | 401 | 403 | 404 | 409 | 410 | 429 | 501>> = {
  PARAM_ILLEGAL: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  GRANT_REQUIRED: 403,
  RISK_CONTROL: 403,
  NOT_FOUND: 404,
  INVALID_STATE: 409,
  CONFLICT: 409,
  RELEASE_REQUIRED: 409,
  NOT_RESTORABLE: 410,
  LIMIT_EXCEEDED: 429,
  NOT_SUPPORTED: 501,
};
