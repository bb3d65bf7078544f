import { BerthError, type Fault } from "@berth/core";

/** Where a launch was when it failed (H-LOG-E05), plus `start` steps of the sandbox. */
export type LaunchStage = "query" | "download" | "verify" | "start" | "render";

/** Numbers of H-ERR and their names. */
export const launchCodes = {
  90002: "GRV_CONTAINER_API_ERROR_PARAM",
  90003: "GRV_CONTAINER_NOT_INITIALIZED",
  10000: "UNKNOWN",
  91001: "APP_NOT_FOUND",
  91002: "APP_NOT_AVAILABLE",
  91003: "APP_OFFLINE",
  91004: "PACKAGE_DOWNLOAD_FAILED",
  91005: "PACKAGE_INVALID",
  91006: "RUNTIME_UNSUPPORTED",
  91007: "RUNTIME_START_FAILED",
  91008: "LAUNCH_CANCELLED",
  91009: "SANDBOX_NOT_ISOLATED",
} as const;

/** A number of H-ERR. */
export type LaunchCode = keyof typeof launchCodes;

const faults: Partial<Record<LaunchCode, Fault>> = {
  91001: "platform",
  91002: "platform",
  91003: "platform",
  91004: "network",
  91005: "platform",
  91007: "program",
};

/** Why an open failed: number and name of H-ERR, the stage, and a sentence that names what went wrong. */
export class LaunchError extends BerthError {
  /** The number a host shows or matches, for example 91005. */
  readonly number: LaunchCode;
  readonly stage: LaunchStage;

  constructor(
    number: LaunchCode,
    stage: LaunchStage,
    message: string,
    options: { cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(launchCodes[number], message, { fault: faults[number] ?? "host", ...options });
    this.name = "LaunchError";
    this.number = number;
    this.stage = stage;
  }
}
