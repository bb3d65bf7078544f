import type { Cancel, Clock } from "@berth/core";
import { type Refusal, refusalError, type Verdict } from "@berth/core/policy";
import type { InspectBody, InspectVerdict } from "../inspect/events.js";
import type { AppPolicies } from "./app-policies.js";
import type { Executor, TransferOutcome } from "./executor.js";

/** A request as an API hands it to the gate; the address is not yet decided. */
export interface GateRequest {
  api: "request" | "uploadFile" | "downloadFile" | "resource";
  /** Name the program called, for the tools. */
  shownApi: "request" | "httpRequest" | "uploadFile" | "downloadFile" | "resource";
  callId: number;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
  timeoutMs: number;
  enableCookie: boolean;
  maxBytes: number;
  signal: AbortSignal;
}

/** What became of it; `sent` says whether anything left the device. */
export type GateOutcome =
  | TransferOutcome
  /** Refused before sending; `error` is the number of U-VER-C. */
  | { kind: "denied"; error: number; code: string; message: string };

/** What the gate works with. */
export interface RequestGateParts {
  policies: AppPolicies;
  clock: Clock;
  executor(): Promise<Executor>;
  /** 4 or 11 (F-NET-E8). */
  domainErrorCode: 4 | 11;
  /** Whether anybody watches: sentences and copies are made only then. */
  watched(): boolean;
  inspect(event: InspectBody): void;
  /** H-LOG-E13: a transfer of a program ended. */
  transferred(result: {
    callId: number;
    api: string;
    method: string;
    origin: string;
    status?: number;
    outcome: "success" | "fail" | "aborted";
    errorCode?: number;
    durationMs: number;
    requestBytes?: number;
    responseBytes?: number;
  }): void;
  /** H-LOG-E18. */
  refused(
    policy: "serverDomain" | "resource" | "address",
    api: string,
    origin: string,
    code: string,
    errorCode: number,
  ): void;
}

/** Transfers an app may have under way (F-NET-12). */
export const concurrentRequests = 10;

/** Origin of an address for logs and messages (H-LOG-4); "" when it has none. */
export function originOf(address: string | null): string {
  if (address === null) return "";
  try {
    return new URL(address).origin;
  } catch {
    return "";
  }
}

/** Decides, queues and sends the requests of one app. Nothing else in the SDK sends for a program. */
export class RequestGate {
  readonly #parts: RequestGateParts;
  #running = 0;
  #waiting: (() => void)[] = [];
  #requestId = 0;

  constructor(parts: RequestGateParts) {
    this.#parts = parts;
  }

  /** Number of a refusal by Server Domains in this host. */
  get domainErrorCode(): 4 | 11 {
    return this.#parts.domainErrorCode;
  }

  async send(request: GateRequest): Promise<GateOutcome> {
    const { policies, clock } = this.#parts;
    const verdict = policies.decide(request.api, request.url);
    this.#requestId += 1;
    const requestId = this.#requestId;
    const told = this.#parts.watched() ? await policies.explain(request.api, request.url) : shortVerdict(verdict);
    if (!verdict.allow) return this.#deny(request, requestId, verdict, told);
    if (!(await this.#slot(request.signal))) {
      return { kind: "failed", reason: "aborted", message: "the request was stopped" };
    }
    const started = clock.monotonic();
    try {
      const executor = await this.#parts.executor();
      this.#show(request, requestId, told, true, executor.name, { phase: "decided" });
      const limit = new AbortController();
      const cancel: Cancel = clock.setTimer(request.timeoutMs, () =>
        limit.abort(new DOMException("timed out", "TimeoutError")),
      );
      const onAbort = (): void => limit.abort(new DOMException("stopped", "AbortError"));
      request.signal.addEventListener("abort", onAbort);
      let outcome: TransferOutcome;
      try {
        const { api, method, headers, body, timeoutMs, enableCookie, maxBytes } = request;
        const transfer = { api, url: verdict.canonical, method, headers, body, timeoutMs, enableCookie, maxBytes };
        outcome = await executor.send(transfer, limit.signal);
      } finally {
        cancel();
        request.signal.removeEventListener("abort", onAbort);
      }
      const durationMs = clock.monotonic() - started;
      const final = outcome.kind === "refused" ? await this.#hopVerdict(request, told, outcome) : told;
      this.#finish(request, requestId, final, executor.name, outcome, durationMs);
      return outcome;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  #deny(request: GateRequest, requestId: number, refusal: Refusal, told: InspectVerdict): GateOutcome {
    const { code } = refusal;
    const error = refusalError(refusal, this.#parts.domainErrorCode);
    this.#show(request, requestId, told, false, "none", { phase: "decided", errorCode: error, message: told.sentence });
    if (error === this.#parts.domainErrorCode) this.#refusal(request, originOf(told.canonical), code, told);
    else
      this.#parts.inspect({
        type: "refusal",
        policy: "address",
        api: request.shownApi,
        origin: "",
        code,
        sentence: told.sentence,
      });
    return { kind: "denied", error, code, message: told.sentence };
  }

  #refusal(request: GateRequest, origin: string, code: string, told: InspectVerdict): void {
    const policy = request.api === "resource" ? "resource" : "serverDomain";
    this.#parts.refused(policy, request.shownApi, origin, code, this.#parts.domainErrorCode);
    this.#parts.inspect({
      type: "refusal",
      policy,
      api: request.shownApi,
      origin,
      code,
      sentence: told.sentence,
      ...(told.suggestion === undefined ? {} : { suggestion: told.suggestion }),
    });
  }

  /** The verdict on the hop that was refused, with what would have helped, where the list says the same of its origin. */
  async #hopVerdict(
    request: GateRequest,
    told: InspectVerdict,
    outcome: Extract<TransferOutcome, { kind: "refused" }>,
  ): Promise<InspectVerdict> {
    const { code, origin, message } = outcome;
    const verdict = {
      code,
      listVersion: told.listVersion,
      sentence: message,
      canonical: origin === "" ? null : origin,
    };
    if (!this.#parts.watched() || origin === "") return verdict;
    const { code: same, near, suggestion } = await this.#parts.policies.explain(request.api, `${origin}/`);
    if (same !== code) return verdict;
    return {
      ...verdict,
      ...(near === undefined ? {} : { near }),
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }

  #finish(
    request: GateRequest,
    requestId: number,
    told: InspectVerdict,
    executor: Executor["name"],
    outcome: TransferOutcome,
    durationMs: number,
  ): void {
    if (outcome.kind === "refused") {
      this.#refusal(request, originOf(outcome.origin) || outcome.origin, outcome.code, told);
    }
    const body = outcome.kind === "response" ? outcome : null;
    if (request.api !== "resource" && outcome.kind !== "refused") {
      const good = body !== null && body.status >= 200 && body.status < 300;
      const aborted = outcome.kind === "failed" && outcome.reason === "aborted";
      this.#parts.transferred({
        callId: request.callId,
        api: request.shownApi,
        method: request.method,
        origin: originOf(told.canonical),
        ...(body === null ? {} : { status: body.status, responseBytes: body.body.length }),
        outcome: good ? "success" : aborted ? "aborted" : "fail",
        ...(request.body === null ? {} : { requestBytes: request.body.length }),
        durationMs: Math.round(durationMs),
      });
    }
    this.#show(request, requestId, told, outcome.kind !== "refused", executor, {
      phase: "end",
      durationMs: Math.round(durationMs),
      ...(body === null
        ? {
            message: (outcome as { message: string }).message,
            ...(outcome.kind === "refused" ? { hops: outcome.hops, errorCode: this.#parts.domainErrorCode } : {}),
          }
        : {
            status: body.status,
            responseHeaders: body.headers,
            bytes: body.body.length,
            hops: body.hops,
            ...(this.#parts.watched() ? { responseBody: preview(body.body, body.headers["content-type"]) } : {}),
          }),
    });
  }

  #show(
    request: GateRequest,
    requestId: number,
    verdict: InspectVerdict,
    allow: boolean,
    executor: Executor["name"] | "none",
    more: { phase: "decided" | "end" } & Partial<Extract<InspectBody, { type: "network" }>>,
  ): void {
    this.#parts.inspect({
      type: "network",
      requestId,
      callId: request.callId,
      api: request.shownApi,
      method: request.method,
      url: request.url.slice(0, 2_048),
      allow,
      verdict,
      executor,
      requestHeaders: request.headers,
      ...(typeof request.body === "string" ? { requestBody: request.body.slice(0, 16_384) } : {}),
      ...more,
    });
  }

  /** Waits for one of the places (F-NET-12); false when the request was stopped before, which then holds none. */
  #slot(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.#running < concurrentRequests) {
      this.#running += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const go = (): void => {
        this.#running += 1;
        signal.removeEventListener("abort", leave);
        resolve(true);
      };
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== go);
        resolve(false);
      };
      this.#waiting.push(go);
      signal.addEventListener("abort", leave, { once: true });
    });
  }
}

function shortVerdict(verdict: Verdict): InspectVerdict {
  const canonical = verdict.canonical === null ? null : String(verdict.canonical);
  const origin = originOf(canonical);
  const sentence = verdict.allow ? "allowed" : `refused: ${verdict.code}${origin === "" ? "" : ` for ${origin}`}`;
  return { code: verdict.code, listVersion: verdict.listVersion, sentence, canonical };
}

function preview(body: Uint8Array, type = ""): string {
  if (!/json|text|xml|javascript|urlencoded/.test(type)) return `(${body.length} bytes of ${type || "unknown type"})`;
  return new TextDecoder().decode(body.subarray(0, 16_384));
}
