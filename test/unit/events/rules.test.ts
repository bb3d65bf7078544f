import { createHash } from "node:crypto";
import {
  addSeq,
  correctTime,
  countSeqs,
  errorFingerprint,
  fnv1a,
  keepsSamples,
  type SeqRanges,
  scrubData,
  sha256Hex,
} from "@berth/core/events";
import { describe, expect, it } from "vitest";

describe("sampling", () => {
  const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
  it("L-SMP-2: the vectors", () => {
    expect([1, 2, 3, 4].map((n) => fnv1a(id(n)))).toEqual([3480239522, 3463461903, 3446684284, 3429906665]);
    const kept = (oneIn: number): number[] => [1, 2, 3, 4].filter((n) => keepsSamples(id(n), oneIn));
    expect([kept(4), kept(5), kept(10), kept(1)]).toEqual([[3], [4], [], [1, 2, 3, 4]]);
  });
});

describe("clock correction", () => {
  it.each([
    ["L-CLK-V1", 100, 110, 112, 100, false],
    ["L-CLK-V2", 100, 110, 140, 100, false],
    ["L-CLK-V3", 100, 110, 141, 131, false],
    ["L-CLK-V4", 7_300, 7_310, 110, 100, false],
    ["L-CLK-V5", 1_000, 110, 110, 110, true],
  ])("%s", (_, time, sent, received, expected, replaced) => {
    const corrected = correctTime(time * 1_000, sent * 1_000, received * 1_000);
    expect([corrected.time, corrected.replaced]).toEqual([expected * 1_000, replaced]);
  });
});

describe("scrubbing", () => {
  const jsError = (message: string, stackTop = "at f (app.js:1:2)"): Record<string, unknown> =>
    scrubData("js.error", { message, stackTop, fingerprint: "f", thread: "logic", beforeFirstRender: false })!;

  it("H-LOG-4: queries, user names and long numbers leave messages and stacks", () => {
    const { message } = jsError(
      "GET https://ann:pw@api.example.com/a?token=1#x failed for 4111111111111111, try 12345",
    );
    expect(message).toBe("GET https://api.example.com/a failed for ****************, try 12345");
    const { stackTop } = jsError("x", "Error: 123456789\n at f (https://h.example/app.js?k=secret:1:2)");
    expect(stackTop).toBe("Error: *********\n at f (https://h.example/app.js)");
  });

  it("L-LIM-9, L-SCR-1: text is cut at code points, lone surrogates are replaced", () => {
    expect(Array.from(String(jsError("😀".repeat(600))["message"]))).toHaveLength(512);
    expect(jsError("a\uD800b")["message"]).toBe("a\uFFFDb");
    const cut = String(scrubData("service.section_view", { sectionCode: "ü".repeat(2_000) })!["sectionCode"]);
    expect(Buffer.byteLength(cut)).toBe(1_024);
  });

  it("L-SCR-1: unknown keys go, wrong types cost the event, numbers become whole", () => {
    const clean = scrubData("service.search", { wordLength: 3.6, resultCount: 2, word: "secret" });
    expect(clean).toEqual({ wordLength: 4, resultCount: 2 });
    expect(scrubData("service.search", { wordLength: "3", resultCount: 2 })).toBeNull();
    expect(scrubData("service.search", { wordLength: 3 })).toBeNull();
  });

  it("L-SCR-2: names outside the program's own become (unknown)", () => {
    const rules = { isPage: (p: string) => p === "pages/a", isApi: (n: string) => n === "alert" };
    const call = { callId: "1", kind: "builtin", channel: "jsapi", outcome: "success", durationMs: 1 };
    expect(scrubData("jsapi.call", { ...call, api: "evil", pagePath: "pages/a?q=1" }, rules)).toMatchObject({
      api: "(unknown)",
      pagePath: "pages/a",
    });
    expect(scrubData("jsapi.call", { ...call, api: "alert", pagePath: "x" }, rules)).toMatchObject({
      api: "alert",
      pagePath: "(unknown)",
    });
  });

  it("H-LOG-4: addresses are cut to their origin, default ports left out", () => {
    const origin = (address: string): unknown =>
      scrubData("policy.refusal", { policy: "serverDomain", errorCode: 4, origin: address })?.["origin"];
    expect(origin("https://ann:pw@API.example.com:443/path?q=1")).toBe("https://api.example.com");
    expect(origin("http://[::1]:8080/x")).toBe("http://[::1]:8080");
    expect(origin("not an address")).toBeUndefined();
  });
});

describe("hashes", () => {
  it("sha256Hex equals the system's SHA-256 for every padding length", () => {
    for (let n = 0; n < 130; n++) {
      const text = "ä".repeat(n >> 1) + "x".repeat(n % 2);
      expect(sha256Hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  });

  it("P-AN-31: errors that differ in numbers and quoted values share a fingerprint", () => {
    const stack = "TypeError: x\n at f (app.js:10:3)";
    expect(errorFingerprint("no item 17 in 'a'", stack)).toBe(errorFingerprint("no item 4 in 'bc'", stack));
    expect(errorFingerprint("no item", stack)).not.toBe(errorFingerprint("no item", "x\n at g (b.js:1:1)"));
  });
});

describe("ranges of received numbers", () => {
  it("L-ING-4: doubles are found in any order, gaps stay visible", () => {
    let ranges: SeqRanges = [];
    for (const seq of [5, 1, 2, 4, 9, 3, 8]) ranges = addSeq(ranges, seq)!;
    expect(ranges).toEqual([
      [1, 5],
      [8, 9],
    ]);
    for (const seq of [1, 3, 5, 8, 9]) expect(addSeq(ranges, seq)).toBeNull();
    expect(countSeqs(ranges)).toBe(7);
  });

  it("L-ING-4: at most 256 ranges, then the oldest gap closes", () => {
    let ranges: SeqRanges = [];
    for (let seq = 1; seq <= 600; seq += 2) ranges = addSeq(ranges, seq)!;
    expect(ranges).toHaveLength(256);
    expect(ranges[0]).toEqual([1, 89]);
  });
});
