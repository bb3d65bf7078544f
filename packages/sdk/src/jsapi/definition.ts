import type { RunContext } from "./run-context.js";

/** A call that passed the checks before handlers. */
export interface ApiCall {
  id: number;
  api: string;
  params: Record<string, unknown>;
  run: RunContext;
  pageId: number;
  pagePath: string;
  /** Aborts when the calling page unloads or the app ends (H-JS-8); or at `my.request`'s abort. */
  signal: AbortSignal;
}

/** Result of a handler: an object of success; one with a number `error` is a failure (F-API-2). */
export type ApiResult = Record<string, unknown> | undefined;

/** One JSAPI that the host answers. */
export interface ApiDefinition {
  name: string;
  /** Rules of what the worker sends, where that is not what the declaration says of the program's parameter (F-API-9). */
  rules?: string;
  /** Permission scope that is asked for first (F-API-10). */
  scope?: "camera" | "album" | "location";
  /** The call outlives its page (F-NET-13). */
  outlivesPage?: true;
  handler(call: ApiCall): ApiResult | Promise<ApiResult>;
}

/** A failure as the program sees it. */
export function failure(error: number, errorMessage: string, more: Record<string, unknown> = {}): ApiResult {
  return { error, errorMessage, ...more };
}

/** Failure of a member whose service the host does not give; it names the service. */
export function needsService(api: string, service: string): ApiResult {
  return failure(1, `${api} needs the service "${service}" of the host`);
}
