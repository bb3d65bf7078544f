import { beforeEach, describe, expect, test } from "vitest";
import type { TransferOutcome } from "../../../packages/sdk/src/gate/executor.js";
import { Calls, response } from "./network-bench.js";

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
