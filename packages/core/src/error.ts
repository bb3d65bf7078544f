/** Who has to act on an error: the mini program's author, the super app, the platform, or nobody (the network). */
export type Fault = "program" | "host" | "platform" | "network";

/**
 * The one error class of Berth. Callers match on `code`, never on `message`; codes survive the bridge.
 *
 * @example
 * ```ts
 * import { BerthError } from "@berth/core";
 * const error = new BerthError("PACKAGE_INVALID", "digest of app.js differs", { fault: "platform" });
 * console.log(error.code); // "PACKAGE_INVALID"
 * ```
 */
export class BerthError extends Error {
  readonly code: string;
  readonly fault: Fault;
  /** Facts a tool can show beside the message; JSON values only. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { fault?: Fault; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "BerthError";
    this.code = code;
    this.fault = options.fault ?? "host";
    this.details = options.details ?? {};
  }
}
