import { urlText } from "@berth/core/policy";
import { beforeEach, describe, expect, test } from "vitest";
import { compileAppPolicies } from "../../../packages/sdk/src/gate/app-policies.js";
import type { Transfer, TransferOutcome } from "../../../packages/sdk/src/gate/executor.js";
import { RequestGate } from "../../../packages/sdk/src/gate/request-gate.js";
import { CallDispatcher } from "../../../packages/sdk/src/host/call-dispatcher.js";
import { CustomApis } from "../../../packages/sdk/src/host/custom-apis.js";
import { InspectHub } from "../../../packages/sdk/src/inspect/inspect-hub.js";
import { AppFiles, savedFilesQuota } from "../../../packages/sdk/src/jsapi/app-files.js";
import type { RunContext } from "../../../packages/sdk/src/jsapi/run-context.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import { FakeClock } from "./fake-clock.js";

/** What a call came to, as the program sees it. */
type Result = Record<string, unknown>;

/** The host's side of a program with Server Domains `api.example.com`, and a pretended executor. */
class Calls {
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

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const response = (
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

let calls: Calls;
beforeEach(async () => {
  calls = await new Calls().start();
});

describe("my.request", () => {
  test.each([
    ["F-NET-1, F-NET-E1: http", "http://api.example.com/", 2],
    ["relative", "/x", 2],
    ["missing", undefined, 2],
    ["too long", `https://api.example.com/${"a".repeat(8_192)}`, 2],
    ["ambiguous", "https://api.example.com\\@evil.test/", 2],
    ["user name", "https://u@api.example.com/", 2],
    ["F-NET-E2: not listed", "https://evil.test/", 4],
  ])("%s is refused and nothing is sent", async (_, url, error) => {
    expect(await calls.request({ url })).toMatchObject({ error });
    expect(calls.sent).toHaveLength(0);
  });

  test("F-NET-E8: the host may give 11 for the list; wrong addresses stay 2", async () => {
    const other = await new Calls().start(11);
    expect(await other.request({ url: "https://evil.test/" })).toMatchObject({ error: 11, code: "NOT_LISTED" });
    expect(await other.request({ url: "http://api.example.com/" })).toMatchObject({ error: 2 });
  });

  test("F-NET-2: methods, GET without one; another one is 2", async () => {
    await calls.request({});
    for (const method of ["post", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"]) await calls.request({ method });
    expect(calls.sent.map(({ transfer }) => transfer.method)).toEqual([
      "GET",
      "POST",
      "PUT",
      "DELETE",
      "OPTIONS",
      "HEAD",
      "TRACE",
    ]);
    expect(await calls.request({ method: "CONNECT" })).toMatchObject({ error: 2 });
  });

  test("F-NET-3: JSON is the default type; names do not distinguish case; what the container sets stays its own", async () => {
    await calls.request({
      headers: {
        Referer: "https://x.test",
        HOST: "x",
        "Sec-Fetch-Site": "none",
        "Proxy-Authorization": "x",
        "X-Own": 1,
      },
    });
    await calls.request({ header: { "Content-Type": "text/plain" } });
    expect(calls.sent.map(({ transfer }) => transfer.headers)).toEqual([
      { "content-type": "application/json", "x-own": "1" },
      { "content-type": "text/plain" },
    ]);
  });

  test("F-NET-4, U-GEN-5: data of GET is in the address that is decided; POST sends JSON, a form or text as it is", async () => {
    await calls.request({ url: "https://api.example.com/x?a=1#f", data: { q: "ü", o: { n: 1 } } });
    await calls.request({ method: "POST", data: { a: [1] } });
    await calls.request({
      method: "POST",
      data: { a: "1 2" },
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    await calls.request({ method: "POST", data: "as is" });
    expect(calls.sent.map(({ url, transfer }) => [url, transfer.body])).toEqual([
      ["https://api.example.com/x?a=1&q=%C3%BC&o=%7B%22n%22%3A1%7D", null],
      ["https://api.example.com/x", '{"a":[1]}'],
      ["https://api.example.com/x", "a=1%202"],
      ["https://api.example.com/x", "as is"],
    ]);
    const long = await calls.request({ data: { a: "x".repeat(8_200) } });
    expect([long["error"], calls.sent.length]).toEqual([2, 4]);
  });

  test("F-NET-5, F-NET-E4: after 30 s, or the time given, it is 13", async () => {
    calls.answer = null;
    const waiting = [calls.request({}), calls.request({ timeout: 1_000 })];
    await calls.begun(2);
    calls.clock.advance(1_000);
    expect(await waiting[1]).toMatchObject({ error: 13 });
    calls.clock.advance(28_999);
    expect(calls.sent[0]?.aborted).toBe(false);
    calls.clock.advance(1);
    expect(await waiting[0]).toMatchObject({ error: 13 });
    expect(calls.clock.pending).toBe(0);
  });

  test("F-NET-6, F-NET-E5: json, text, base64 and bytes; what cannot be decoded is 14, an empty body with json too", async () => {
    const get = async (dataType: string | undefined, body: string | Uint8Array<ArrayBuffer>, type?: string) => {
      calls.answer = response(200, body, type);
      const { data, error } = await calls.request(dataType === undefined ? {} : { dataType });
      return error ?? data;
    };
    expect(await get(undefined, '{"a":1}')).toEqual({ a: 1 });
    expect(await get("text", '{"a":1}')).toBe('{"a":1}');
    expect(await get("base64", Uint8Array.of(0, 255))).toBe("AP8=");
    expect(new Uint8Array((await get("arraybuffer", Uint8Array.of(0, 255))) as ArrayBuffer)).toEqual(
      Uint8Array.of(0, 255),
    );
    expect([await get("json", "<html>"), await get("json", ""), await get("text", Uint8Array.of(255))]).toEqual([
      14, 14, 14,
    ]);
    expect(await get("text", "")).toBe("");
    expect(await get("text", Uint8Array.of(0xd6, 0xd0), "text/html; charset=GBK")).toBe("中");
    expect(await get("json", Uint8Array.of(0x22, 0xe4, 0x22), 'application/json; charset="iso-8859-1"')).toBe("ä");
    expect(await get("text", "ü", "text/plain; charset=nonsense")).toBe("ü");
  });

  test("F-NET-7: a cookie header goes along with enableCookie only", async () => {
    const headers = { Cookie: "a=1" };
    await calls.request({ headers });
    await calls.request({ headers, enableCookie: true });
    expect(calls.sent.map(({ transfer }) => [transfer.headers["cookie"], transfer.enableCookie])).toEqual([
      [undefined, false],
      ["a=1", true],
    ]);
  });

  test("F-NET-8, F-NET-9, F-NET-E6: 2xx succeeds under both names; other states are 19 with status, headers and data", async () => {
    calls.answer = response(201, '{"n":1}');
    const headers = { "content-type": "application/json" };
    const shown = (status: number) => ({ status, statusCode: status, headers, header: headers, data: { n: 1 } });
    expect(await calls.request({})).toEqual(shown(201));
    for (const status of [301, 404, 500]) {
      calls.answer = response(status, '{"n":1}');
      expect(await calls.request({})).toMatchObject({ error: 19, ...shown(status) });
    }
    calls.answer = response(502, "<html>");
    expect(await calls.request({})).toMatchObject({ error: 19, data: "<html>" });
  });

  test("F-NET-10, F-NET-E7: abort cuts the connection; the call fails with 20 and says so", async () => {
    calls.answer = null;
    const call = calls.request({ requestId: 5 });
    await calls.begun(1);
    await calls.call("abortRequest", { id: 5 });
    expect(await call).toMatchObject({ error: 20, aborted: true });
    expect(calls.sent[0]?.aborted).toBe(true);
  });

  test("F-NET-11, U-RED-E1: too many redirects are 19, a refused or unreadable hop 4", async () => {
    const refused = { kind: "refused", origin: "https://evil.test", hop: 1, message: "m", hops: [] } as const;
    const codes: unknown[] = [];
    for (const answer of [
      { kind: "failed", reason: "redirectLimit", message: "m" },
      { ...refused, code: "NOT_LISTED" },
      { ...refused, code: "REDIRECT_UNREADABLE" },
    ] as TransferOutcome[]) {
      calls.answer = answer;
      const { error, code } = await calls.request({});
      codes.push([error, code]);
    }
    expect(codes).toEqual([
      [19, "REDIRECT_LIMIT"],
      [4, "NOT_LISTED"],
      [4, "REDIRECT_UNREADABLE"],
    ]);
    expect(calls.refusals).toHaveLength(2);
  });

  test("F-NET-12: ten at a time; the eleventh waits and its time runs from its start; a stopped one takes no place", async () => {
    calls.answer = null;
    const all = Array.from({ length: 14 }, (_, i) =>
      calls.request({ timeout: 1_000, requestId: i + 1, url: `https://api.example.com/${i}` }),
    );
    await calls.begun(10);
    await calls.call("abortRequest", { id: 11 });
    expect(await all[10]).toMatchObject({ error: 20, aborted: true });
    expect(calls.sent).toHaveLength(10);
    calls.clock.advance(900);
    calls.sent[0]?.end(response(200, "{}"));
    await calls.begun(11);
    expect(calls.sent[10]?.url).toBe("https://api.example.com/11");
    calls.clock.advance(900);
    // Nine ran into their limit; their places went to the two that waited.
    await calls.begun(13);
    expect(calls.sent.map(({ aborted }) => aborted)).toEqual([false, ...Array(9).fill(true), false, false, false]);
    for (const { end } of calls.sent) end(response(200, "{}"));
    const ends = await Promise.all(all);
    expect(ends.filter(({ error }) => error === undefined)).toHaveLength(4);
  });

  test("F-NET-13: an answer is delivered after the page is gone", async () => {
    calls.answer = null;
    const call = calls.request({});
    await calls.begun(1);
    calls.dispatcher.pageGone(1);
    calls.sent[0]?.end(response(200, '{"late":true}'));
    expect(await call).toMatchObject({ data: { late: true } });
  });

  test("F-NET-E3: no connection is 12", async () => {
    calls.answer = { kind: "failed", reason: "network", message: "no" };
    expect(await calls.request({})).toMatchObject({ error: 12 });
  });

  test("F-NET-25: every transfer is reported with its origin; a refusal by the list as such", async () => {
    await calls.request({ url: "https://api.example.com/x?secret=1" });
    await calls.request({ url: "https://evil.test/?secret=1" });
    expect(calls.results).toMatchObject([
      { api: "request", origin: "https://api.example.com", status: 200, outcome: "success" },
    ]);
    expect(calls.refusals).toEqual([["serverDomain", "request", "https://evil.test", "NOT_LISTED", 4]]);
    expect(JSON.stringify([calls.results, calls.refusals])).not.toContain("secret");
  });
});

describe("files of the network (F-NET-20 to F-NET-22)", () => {
  const url = "https://api.example.com/files";
  const upload = (params: Result) => calls.call("uploadFile", { url, fileName: "pic", ...params });

  test("F-NET-20: a form with fields and the file under its field's name; both spellings of the status", async () => {
    calls.answer = response(413, "too large", "text/plain");
    const filePath = calls.files.addTemporary(new Blob(["pixels"], { type: "image/png" }));
    const result = await upload({
      filePath,
      formData: { a: 'x"y', n: { b: 1 } },
      header: { "Content-Type": "text/plain", "X-Own": "1" },
    });
    // A status outside 2xx is a success of uploadFile (F-NET-22).
    expect(result).toMatchObject({
      data: "too large",
      status: 413,
      statusCode: 413,
      header: { "content-type": "text/plain" },
    });
    const [sent] = calls.sent;
    expect([sent?.transfer.method, sent?.transfer.timeoutMs, sent?.transfer.headers["x-own"]]).toEqual([
      "POST",
      60_000,
      "1",
    ]);
    const form = await new Response(sent?.transfer.body, {
      headers: { "content-type": sent?.transfer.headers["content-type"] ?? "" },
    }).formData();
    const file = form.get("pic") as File;
    expect([form.get("a"), form.get("n"), file.name, file.type, await file.text()]).toEqual([
      'x"y',
      '{"b":1}',
      filePath.slice(15),
      "image/png",
      "pixels",
    ]);
  });

  test("F-NET-20: an indicator is up while it lasts, unless hideLoading", async () => {
    const filePath = calls.files.addTemporary(new Blob(["x"]));
    await upload({ filePath, hideLoading: true });
    expect(calls.indicators).toEqual([]);
    calls.answer = { kind: "failed", reason: "network", message: "no" };
    await upload({ filePath });
    expect(calls.indicators).toEqual(["shown", "hidden"]);
  });

  test("F-NET-20, F-NET-22: 11 no file, 13 no file of this program, 4 the list, 12 everything on the way", async () => {
    const filePath = calls.files.addTemporary(new Blob(["x"]));
    expect(await upload({ filePath: "berth-file:tmp/99" })).toMatchObject({ error: 11 });
    for (const path of ["/etc/passwd", "file:///etc/passwd", "https://api.example.com/a.png", "../x"])
      expect(await upload({ filePath: path }), path).toMatchObject({ error: 13 });
    expect(await upload({ filePath, url: "https://evil.test/" })).toMatchObject({ error: 4 });
    expect(calls.sent).toHaveLength(0);
    for (const reason of ["network", "timeout", "tooLarge", "redirectLimit"] as const) {
      calls.answer = { kind: "failed", reason, message: reason };
      expect(await upload({ filePath }), reason).toMatchObject({ error: 12 });
      expect(await calls.call("downloadFile", { url }), reason).toMatchObject({ error: 12 });
    }
  });

  test("F-NET-21, F-NET-22: a download is a temporary file under both names; other states are 12, http is 20", async () => {
    calls.answer = response(200, "pixels", "image/png");
    const result = await calls.call("downloadFile", { url });
    expect(result["apFilePath"]).toBe(result["tempFilePath"]);
    expect(result["apFilePath"]).toMatch(/\.png$/);
    expect(await (await calls.files.read(result["tempFilePath"] as string))?.text()).toBe("pixels");
    calls.answer = response(404, "");
    expect(await calls.call("downloadFile", { url })).toMatchObject({ error: 12, status: 404 });
    expect(await calls.call("downloadFile", { url: "http://api.example.com/" })).toMatchObject({ error: 20 });
    expect(await calls.call("downloadFile", { url: "https://evil.test/" })).toMatchObject({ error: 4 });
    // A temporary file lives until the app is destroyed.
    calls.files.dispose();
    expect(await calls.files.read(result["tempFilePath"] as string)).toBeNull();
  });

  test("F-STO-6: saved files stay, 10 MB in all, also when saved at once; others' files are 7103", async () => {
    const temporary = (size: number) => calls.files.addTemporary(new Blob([new Uint8Array(size)]));
    const save = (apFilePath: string) => calls.call("saveFile", { apFilePath });
    const half = savedFilesQuota / 2;
    const saved = await Promise.all([half, half - 1, 2, 1].map((size) => save(temporary(size))));
    expect(saved.map(({ error }) => error)).toEqual([undefined, undefined, 7102, undefined]);
    expect(new Set(saved.map(({ apFilePath }) => apFilePath)).size).toBe(4);
    calls.files.dispose();
    expect((await calls.files.read(saved[1]?.["apFilePath"] as string))?.size).toBe(half - 1);
    for (const path of ["/etc/passwd", "berth-file:saved/none", "berth-file:tmp/1"])
      expect(await save(path)).toMatchObject({ error: 7103 });
  });
});

test("H-JS-7: a host's own handler gets the canonical address after the list; refusals are those of the built-in one", async () => {
  const seen: unknown[] = [];
  await calls.custom.register([
    ...["request", "connectSocket"].map((name) => ({
      name,
      handler: async (_context: unknown, params: Record<string, unknown>) => {
        seen.push(params["url"]);
        return {};
      },
    })),
  ]);
  expect(await calls.request({ url: "https://evil.test/" })).toMatchObject({ error: 4 });
  expect(await calls.request({ url: "http://api.example.com/" })).toMatchObject({ error: 2 });
  expect(await calls.call("connectSocket", { url: "wss://evil.test/" })).toMatchObject({ error: 4 });
  expect(await calls.call("connectSocket", { url: "ws://api.example.com/" })).toMatchObject({ error: 2 });
  expect(seen).toEqual([]);
});
