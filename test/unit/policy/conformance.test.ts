import { compilePolicy, decide, nativeUrlParser } from "@berth/core/policy";
import { describe, expect, test } from "vitest";
import { whatwgUrlParser } from "../../../packages/platform/src/gateway/whatwg-parser.js";
import { cpuTime, slack } from "./cpu-time.js";
import { urlFixture } from "./fixture.js";

interface UrlTest {
  readonly input: string;
  readonly base?: string | null;
  readonly failure?: boolean;
  readonly href?: string;
}

interface NameTest {
  readonly input: string;
  readonly output: string | null;
}

/** The entries of a WPT file; strings in it are comments. */
function wpt<T>(path: string): T[] {
  return (JSON.parse(urlFixture(path)) as (T | string)[]).filter((one): one is T => typeof one !== "string");
}

const seeds = ["Open-Redirect-payloads", "open_redirect_wordlist", "openredirects"].flatMap((name) =>
  urlFixture(`open-redirect/${name}.txt`)
    .split(/\r?\n/)
    .filter((line) => line !== ""),
);

const parse = (one: UrlTest): string | null =>
  (one.base ? whatwgUrlParser.parse(one.input, one.base) : whatwgUrlParser.parse(one.input))?.href ?? null;
const wrong = (tests: UrlTest[]) => tests.filter((one) => parse(one) !== (one.failure ? null : one.href));
const wrongNames = (tests: NameTest[]) =>
  tests.filter(({ input, output }) => (whatwgUrlParser.parse(`https://${input}/x`)?.hostname ?? null) !== output);

test("U-TST-3: the pinned parser passes the February files of web-platform-tests", () => {
  const urls = wpt<UrlTest>("wpt-2026-02/urltestdata.json");
  expect([urls.length, wrong(urls)]).toEqual([873, []]);
  const ascii = wpt<NameTest>("wpt-2026-02/toascii.json");
  expect([ascii.length, wrongNames(ascii)]).toEqual([87, []]);
  const names = wpt<NameTest>("wpt-2026-02/IdnaTestV2.json");
  expect(names).toHaveLength(2671);
  // The empty name is no host.
  expect(wrongNames(names).map(({ input }) => input)).toEqual([""]);
});

test("U-TST-4: of the July files only refused xn-- labels and user info differ", () => {
  const urls = wpt<UrlTest>("wpt-2026-07/urltestdata.json");
  const different = wrong(urls);
  expect([urls.length, different.length]).toEqual([891, 10]);
  const refused = different.filter((one) => parse(one) === null && /xn--/i.test(one.input));
  const named = different.filter((one) => /\/\/[^/]*@/.test(one.input));
  expect([refused.length, named.length]).toEqual([8, 2]);
});

describe("U-TST-5: agreement of the back ends", async () => {
  const strings = new Set(seeds);
  for (const month of ["wpt-2026-02", "wpt-2026-07"]) {
    for (const one of wpt<UrlTest>(`${month}/urltestdata.json`)) {
      for (const text of [one.input, one.href, one.base]) if (text) strings.add(text);
    }
    for (const file of ["toascii", "IdnaTestV2"]) {
      for (const one of wpt<NameTest>(`${month}/${file}.json`)) strings.add(`https://${one.input}/`);
    }
  }
  const native = await compilePolicy({ mode: "list", entries: [".*"] }, { fastPath: false });
  const second = await compilePolicy({ mode: "list", entries: [".*"] }, { parser: whatwgUrlParser });

  test("no string of the corpora has two canonical addresses; one-sided refusals only for hosts beyond plain ASCII", () => {
    let passed = 0;
    const oneSided: string[] = [];
    for (const raw of strings) {
      const a = decide(native, raw);
      const b = decide(second, raw);
      if (nativeUrlParser.parse(raw) && a.allow) passed++;
      if (a.allow && b.allow) {
        expect([raw, a.canonical.text]).toEqual([raw, b.canonical.text]);
      } else if (a.allow !== b.allow) {
        oneSided.push(raw);
        const authority = /^\w+:\/\/([^/?#]*)/.exec(raw)?.[1] ?? "";
        expect(authority).toMatch(/[^\0-\x7f]|xn--/i);
      }
    }
    console.log(`${strings.size} strings, ${passed} accepted, refused by one side only: ${oneSided.length}`);
    for (const raw of oneSided) console.log(`  ${JSON.stringify(raw)}`);
    expect(passed).toBeGreaterThan(1000);
    expect(oneSided.length).toBeLessThan(200);
  });
});

test("U-TST-6: of the open redirect seeds exactly one is allowed", async () => {
  expect(seeds).toHaveLength(325);
  const entries = ["www.whitelisteddomain.tld", "*.whitelisteddomain.tld", "whitelisteddomain.tld"];
  for (const parser of [nativeUrlParser, whatwgUrlParser]) {
    const policy = await compilePolicy({ mode: "list", entries }, { parser });
    expect(seeds.filter((seed) => decide(policy, seed).allow)).toEqual([
      "https://www.whitelisteddomain.tld/https://www.google.com/",
    ]);
  }
});

interface Redos {
  readonly unsafe: string[];
  readonly safe: string[];
}

const redos = JSON.parse(urlFixture("redos.json")) as Redos;

describe("U-TST-7: expressions that make backtracking engines slow", () => {
  const alphabet = ["a", "b", "x", "1", "!", "=", "-", "."];

  test.each([...redos.unsafe, ...redos.safe])("%s", async (source) => {
    // In front of the expression stands what makes an address of the attack string; the rest is the expression's.
    const entry =
      source.startsWith("https://") || source.startsWith("^https://") ? source : `https://h\\.test/(?:${source})`;
    const policy = await compilePolicy({ mode: "list", entries: [entry] });
    if (policy.entries.length === 0) {
      expect(policy.reports[0]?.code).toMatch(/^REGEX_(?:SYNTAX|UNSUPPORTED|TOO_LARGE)$/);
      return;
    }
    // A backtracking engine on the same question, safe here because the strings are short.
    const oracle = new RegExp(`^(?:${entry})$`);
    let random = 12345;
    for (let i = 0; i < 400; i++) {
      let tail = "";
      for (let length = i % 13; tail.length < length; ) {
        random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
        tail += alphabet[(random >> 8) % alphabet.length];
      }
      const raw = `https://h.test/${tail}`;
      const canonical = new URL(raw).href;
      expect([raw, decide(policy, raw).allow]).toEqual([raw, oracle.test(canonical)]);
    }
    // Attack strings of full length: a backtracking engine would not come back from these within the test's time.
    for (const piece of ["a", "x", "aa1", "ab", "=", "a."]) {
      const attack = `https://h.test/${piece.repeat(Math.floor(8100 / piece.length))}~`;
      expect(decide(policy, attack)).toMatchObject({
        allow: source === ".*" || (/^\.\*\.\*=\.\*$/.test(source) && piece === "="),
      });
    }
  });
});

test("the worst expressions within the limits are decided, not given up, in five times 50 ms (U-LIM-3, U-LIM-4)", async () => {
  for (const entry of [
    "https://h\\.test/.*[a-z].{300}b",
    "https://h\\.test/(?:[a-z]?){450}b.*",
    "https://h\\.test/(?:a?){300}a{300}b",
    "https://h\\.test/(?:.*.*)*b",
    "https://h\\.test/(?:.{1,20}){1,20}b",
  ]) {
    const raw = `https://h.test/${"a".repeat(8177)}`;
    const time = await cpuTime(
      async () => {
        const policy = await compilePolicy({ mode: "list", entries: [entry] });
        expect(policy.reports.map(({ code }) => code)).toEqual([]);
        return policy;
      },
      (policy) => expect(decide(policy, raw).code).toBe("NOT_LISTED"),
    );
    expect(time, entry).toBeLessThanOrEqual(slack * 50);
  }
});
