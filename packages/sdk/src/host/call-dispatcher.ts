import { checkParams, jsapiOptions } from "@berth/core/jsapi";
import { refusalError } from "@berth/core/policy";
import type { ApiFailure } from "@berth/core/wire";
import type { CallAnswer, WorkerCall } from "../bridge/worker-link.js";
import { originOf } from "../gate/request-gate.js";
import type { JsapiKind } from "../inspect/events.js";
import { type InspectHub, shownValue } from "../inspect/inspect-hub.js";
import type { ApiDefinition, ApiResult } from "../jsapi/definition.js";
import type { RunContext } from "../jsapi/run-context.js";
import { requirePermission } from "../jsapi/settings.js";
import { builtinApis } from "../jsapi/table.js";
import { customParams, isBuiltin } from "./check-jsapi.js";
import type { CustomApis } from "./custom-apis.js";
import { OpenCall } from "./open-call.js";

/** What the dispatcher works with. */
export interface DispatcherParts {
  run: RunContext;
  custom: CustomApis;
  hub: InspectHub;
  pagePath(pageId: number): string;
  /** A JSAPI call ended (H-LOG-E12). */
  logged(call: {
    callId: number;
    api: string;
    kind: JsapiKind;
    outcome: "success" | "fail" | "cancel";
    errorCode: number;
    durationMs: number;
    pagePath: string;
  }): void;
}

/** Codes that mean "the user cancelled", by API (H-LOG-7). */
function outcomeOf(api: string, error: number, result: ApiResult): "success" | "fail" | "cancel" {
  if (error === 0) return "success";
  if (error === 11 && api !== "uploadFile" && api !== "request" && api !== "downloadFile") return "cancel";
  if (error === 10 && api === "scan") return "cancel";
  return result?.["aborted"] === true ? "cancel" : "fail";
}

/** Routes each call of the worker: checks first, then the host's definition or the built-in one (H-JS-7). */
export class CallDispatcher {
  readonly #parts: DispatcherParts;
  readonly #byPage = new Map<number, Set<OpenCall>>();
  /** Transfers by the number the worker gave them, for `abort()` (F-NET-10). */
  readonly #transfers = new Map<number, OpenCall>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  async handle(call: WorkerCall): Promise<CallAnswer> {
    const { run, hub } = this.#parts;
    const { api, id, pageId } = call;
    if (api === "abortRequest") return this.#abortTransfer(call.params);
    if (api === "applyUpdate") {
      if (run.applyUpdate()) return { ok: 1, result: {} };
      return { ok: 0, result: { error: 3, errorMessage: "applyUpdate: no update is ready" } };
    }
    const definition = builtinApis.get(api);
    const own = this.#parts.custom.get(api);
    const kind: JsapiKind = own === undefined ? "builtin" : isBuiltin(api) ? "overridden" : "custom";
    const pagePath = this.#parts.pagePath(pageId);
    const started = run.clock.monotonic();
    if (hub.watched) {
      const params = shownValue(call.params);
      hub.emit({ type: "jsapi", phase: "start", callId: id, api, kind, params, pagePath });
    }
    const open = new OpenCall(api);
    const outlives = definition?.outlivesPage === true && own === undefined;
    const release = this.#register(open, outlives ? null : pageId, call.params);
    let result: ApiResult;
    try {
      result = await this.#answer(call, definition, pagePath, open, outlives);
    } catch (cause) {
      result = { error: 3, errorMessage: `${api}: ${(cause as Error)?.message ?? String(cause)}` };
    } finally {
      release();
    }
    const error = typeof result?.["error"] === "number" ? result["error"] : 0;
    const outcome = outcomeOf(api, error, result);
    const durationMs = Math.round(run.clock.monotonic() - started);
    if (hub.watched) {
      const errorMessage = result?.["errorMessage"];
      hub.emit({
        type: "jsapi",
        phase: "end",
        callId: id,
        api,
        kind,
        outcome,
        errorCode: error,
        ...(typeof errorMessage === "string" ? { errorMessage } : {}),
        durationMs,
        result: api === "getAuthCode" ? "(kept from tools)" : shownValue(result),
        pagePath,
      });
    }
    this.#parts.logged({ callId: id, api, kind, outcome, errorCode: error, durationMs, pagePath });
    return error === 0 ? { ok: 1, result: result ?? {} } : { ok: 0, result: result as ApiFailure };
  }

  /** Requests, uploads and downloads that are under way. */
  get transfers(): number {
    return this.#transfers.size;
  }

  /** Ends the calls of a page that is gone (H-JS-8). */
  pageGone(pageId: number): void {
    for (const open of this.#byPage.get(pageId) ?? []) open.abort();
    this.#byPage.delete(pageId);
  }

  dispose(): void {
    for (const pageId of [...this.#byPage.keys()]) this.pageGone(pageId);
    for (const open of this.#transfers.values()) open.abort();
    this.#transfers.clear();
  }

  async #answer(
    call: WorkerCall,
    definition: ApiDefinition | undefined,
    pagePath: string,
    open: OpenCall,
    outlives: boolean,
  ): Promise<ApiResult> {
    const { run, custom } = this.#parts;
    const { api, id, pageId } = call;
    const own = custom.get(api);
    if (definition === undefined && own === undefined) {
      return { error: 1, errorMessage: `${api} is not implemented by this host` };
    }
    let params = call.params as Record<string, unknown>;
    if (definition !== undefined || isBuiltin(api)) {
      const checked = checkParams(api, call.params, definition?.rules ?? jsapiOptions[api]);
      if (!checked.ok) return { error: 2, errorMessage: checked.message };
      params = checked.params;
      if (definition?.scope !== undefined) {
        const refused = await requirePermission(run, api, definition.scope, open.signal);
        if (refused !== null) return refused;
      }
    } else if (!run.app.release.jsapis.includes(api)) {
      // H-JS-6: a new name needs a feature that contains it.
      run.refused("feature", api, "", 4);
      return { error: 4, errorMessage: `no feature of this mini program contains ${api} (P-FEAT-1)` };
    }
    if (own !== undefined) {
      const listed = this.#listed(api, params);
      if (listed !== null) return listed;
    }
    const work =
      own === undefined
        ? definition?.handler({
            id,
            api,
            params,
            run,
            pageId,
            pagePath,
            get signal() {
              return open.signal;
            },
          })
        : this.#custom(own, params, pageId, pagePath, open);
    return outlives ? work : open.orLeft(work);
  }

  /** H-JS-7: a handler that replaces a network API gets the canonical address, after the list has decided. */
  #listed(api: string, params: Record<string, unknown>): ApiResult | null {
    if (api !== "request" && api !== "uploadFile" && api !== "downloadFile" && api !== "connectSocket") return null;
    const raw = params["url"] as string;
    const verdict = this.#parts.run.policies.decide(api, raw);
    if (!verdict.allow) {
      const { domainErrorCode } = this.#parts.run.requests;
      const error = refusalError(verdict, domainErrorCode);
      const policy = error === domainErrorCode ? "serverDomain" : "address";
      this.#parts.run.refused(policy, api, originOf(verdict.canonical), error, verdict.code);
      return { error, errorMessage: `${api}: the address is refused (${verdict.code})` };
    }
    params["url"] = String(verdict.canonical);
    return null;
  }

  async #custom(
    own: NonNullable<ReturnType<CustomApis["get"]>>,
    params: Record<string, unknown>,
    pageId: number,
    pagePath: string,
    open: OpenCall,
  ): Promise<ApiResult> {
    const { run } = this.#parts;
    const checked = customParams(own, params);
    if (typeof checked === "string") return { error: 2, errorMessage: checked };
    const page = pageId === 0 ? null : { appId: run.app.appId, pageId, path: pagePath };
    const answer: unknown = await own.handler(run.apiContext(open), checked, page);
    if (typeof answer === "object" && answer !== null) return answer as Record<string, unknown>;
    return { error: 3, errorMessage: `${own.name}: the host's handler gave no object` };
  }

  #register(open: OpenCall, pageId: number | null, params: unknown): () => void {
    const requestId = (params as { requestId?: unknown } | null)?.requestId;
    if (typeof requestId === "number") this.#transfers.set(requestId, open);
    const set = pageId === null ? null : (this.#byPage.get(pageId) ?? new Set());
    if (set !== null && pageId !== null) {
      set.add(open);
      this.#byPage.set(pageId, set);
    }
    return () => {
      set?.delete(open);
      if (typeof requestId === "number") this.#transfers.delete(requestId);
    };
  }

  #abortTransfer(params: unknown): CallAnswer {
    const id = (params as { id?: unknown } | null)?.id;
    if (typeof id === "number") this.#transfers.get(id)?.abort();
    return { ok: 1, result: {} };
  }
}
