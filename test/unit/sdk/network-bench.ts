import { urlText } from "@berth/core/policy";
import { expect } from "vitest";
import { compileAppPolicies } from "../../../packages/sdk/src/gate/app-policies.js";
import type { Transfer, TransferOutcome } from "../../../packages/sdk/src/gate/executor.js";
import { RequestGate } from "../../../packages/sdk/src/gate/request-gate.js";
import { CallDispatcher } from "../../../packages/sdk/src/host/call-dispatcher.js";
import { CustomApis } from "../../../packages/sdk/src/host/custom-apis.js";
import { InspectHub } from "../../../packages/sdk/src/inspect/inspect-hub.js";
import { AppFiles } from "../../../packages/sdk/src/jsapi/app-files.js";
import type { RunContext } from "../../../packages/sdk/src/jsapi/run-context.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import { FakeClock } from "./fake-clock.js";

/** What a call came to, as the program sees it. */
export type Result = Record<string, unknown>;

/** The host's side of a program with Server Domains `api.example.com`, and a pretended executor. */
export class Calls {
  readonly clock = new FakeClock();
  readonly files = new AppFiles(memoryStore(), "app", this.clock);
  readonly sent: { transfer: Transfer; url: string; end(outcome: TransferOutcome): void; aborted: boolean }[] = [];
  readonly results: Result[] = [];
  readonly refusals: unknown[][] = [];
  readonly indicators: string[] = [];
  readonly custom = new CustomApis();
  dispatcher!: CallDispatcher;
  /** What the server says at once; null: tests end transfers themselves. */
  answer: TransferOutcome | null = { kind: "response", status: 200, headers: {}, body: bytes("{}"), hops: [] };
  #next = 0;

  async start(domainErrorCode: 4 | 11 = 4): Promise<this> {
    const { clock, files } = this;
    const policies = await compileAppPolicies(
      {
        ownerKind: "merchant",
        serverDomains: { mode: "list", entries: ["api.example.com"] },
        wapUrls: { mode: "list", entries: [] },
      },
      { hostOrigins: [], resourceHosts: [], resourcePolicy: "proxy", ignore: { serverDomains: false, wapUrls: false } },
    );
    const hub = new InspectHub("app", "launch", clock);
    const requests = new RequestGate({
      policies,
      clock,
      domainErrorCode,
      executor: async () => ({
        name: "fetch",
        send: (transfer, signal) =>
          new Promise((end) => {
            const one = { transfer, url: urlText(transfer.url), end, aborted: false };
            this.sent.push(one);
            signal.addEventListener("abort", () => {
              one.aborted = true;
              const reason = (signal.reason as Error).name === "TimeoutError" ? "timeout" : "aborted";
              end({ kind: "failed", reason, message: reason });
            });
            if (this.answer !== null) end(this.answer);
          }),
      }),
      watched: () => false,
      inspect: () => {},
      transferred: (result) => this.results.push(result),
      refused: (...refusal) => this.refusals.push(refusal),
    });
    // Of the context only what these APIs use.
    const feedback = {
      busy: false,
      loading: () => {
        this.indicators.push("shown");
        return () => this.indicators.push("hidden");
      },
    };
    const run = {
      surface: { feedback },
      clock,
      policies,
      requests,
      files,
      refused: (...all: unknown[]) => this.refusals.push(all),
    };
    this.dispatcher = new CallDispatcher({
      run: run as unknown as RunContext,
      custom: this.custom,
      hub,
      pagePath: () => "pages/a",
      logged: () => {},
    });
    return this;
  }

  async call(api: string, params: Result, pageId = 1): Promise<Result> {
    this.#next += 1;
    return (await this.dispatcher.handle({ id: this.#next, api, params: params as never, pageId })).result as Result;
  }

  request(params: Result): Promise<Result> {
    return this.call("request", { url: "https://api.example.com/x", ...params });
  }

  /** Until that many transfers have begun. */
  async begun(count: number): Promise<void> {
    for (let i = 0; this.sent.length < count && i < 200; i += 1) await Promise.resolve();
    expect(this.sent).toHaveLength(count);
  }
}

/** Text as it goes over the network. */
export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
/** What a server answers. */
export const response = (
  status: number,
  body: string | Uint8Array<ArrayBuffer>,
  type = "application/json",
): TransferOutcome => ({
  kind: "response",
  status,
  headers: { "content-type": type },
  body: typeof body === "string" ? bytes(body) : body,
  hops: [],
});
