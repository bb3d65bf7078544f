import { compilePolicy, decide, type PolicyApi } from "@berth/core/policy";
import { checkEntries, explain, toCspSources } from "@berth/core/policy-tools";
import fc from "fast-check";
import { expect, test } from "vitest";
import { whatwgUrlParser } from "../../packages/platform/src/gateway/whatwg-parser.js";
import { urlFixture } from "../unit/policy/fixture.js";

const seeds = ["Open-Redirect-payloads", "openredirects"].flatMap((name) =>
  urlFixture(`open-redirect/${name}.txt`).split(/\r?\n/),
);

// Few names, so that entries and addresses meet often.
const label = fc.constantFrom("a", "b", "x-1", "api", "xn--bcher-kva", "bücher", "A");
const known = fc.constantFrom("a.com", "x.a.com", "b.com", "a.test");
const anyHost = fc
  .tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom("com", "test", "com."))
  .map(([labels, top]) => [...labels, top].join("."));
const host = fc.oneof({ weight: 4, arbitrary: known }, anyHost);
const plainHost = host.map((name) => name.replace(/\.$/, ""));
const port = fc.constantFrom("", "", "", "", ":443", ":80", ":8443");
const segment = fc.constantFrom("shop", "Shop", "..", ".", "%2e%2e", "a%2Fb", "ü", "x;y", "", "shopping");
const path = fc.array(segment, { maxLength: 4 }).map((parts) => (parts.length === 0 ? "" : `/${parts.join("/")}`));
const scheme = fc.constantFrom("https", "https", "https", "https", "wss", "http", "ws", "HTTPS");
const tail = fc.constantFrom("", "?q=1", "?/../x", "#f", "?a%2fb#c");

const address = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(scheme, host, port, path, tail).map(([s, h, p, d, t]) => `${s}://${h}${p}${d}${t}`),
  },
  { weight: 1, arbitrary: fc.constantFrom(...seeds) },
  { weight: 1, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }).map((text) => `https://${text}`) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const star = fc.constantFrom("", "", "*.");
const entryPath = path.filter((text) => !/%2f/i.test(text));
const hostEntry = fc.tuple(star, plainHost, port).map((parts) => parts.join(""));
const urlEntry = fc
  .tuple(fc.constantFrom("https", "wss", "http", "ws"), star, plainHost, port, entryPath)
  .map(([s, w, h, p, d]) => `${s}://${w}${h}${p}${d}`);
const regexEntry = fc.constantFrom(
  "https://(a|b)\\.com/.*",
  "https://[^/]*\\.test/shop",
  "(?i)wss://API\\.com/.*",
  "(a|b)\\.com",
  "https?://a\\..*",
);
const entry = fc.oneof({ weight: 4, arbitrary: hostEntry }, { weight: 4, arbitrary: urlEntry }, regexEntry);
const entries = fc.array(entry, { maxLength: 6 });
const api = fc.constantFrom<PolicyApi | null>(null, "request", "connectSocket", "webview", "resource");

/** Addresses that guards look at, beside the others. */
const guarded = fc.oneof(
  address,
  fc
    .tuple(
      scheme,
      fc.constantFrom("localhost", "10.0.0.1", "0x7f.1", "[::1]", "[::ffff:10.0.0.1]", "x.local.", "a.com."),
      port,
      path,
    )
    .map((parts) => `${parts[0]}://${parts.slice(1).join("")}`),
);

const runs = { numRuns: 400 };
const compile = (list: string[]) => compilePolicy({ mode: "list", entries: list });

test("adding an entry never turns allow into refuse (U-TST-8)", () =>
  fc.assert(
    fc.asyncProperty(entries, entry, address, api, async (list, more, raw, by) => {
      fc.pre(decide(await compile(list), raw, by).allow);
      expect(decide(await compile([...list, more]), raw, by).allow).toBe(true);
    }),
    runs,
  ));

test("guards only take away, a stricter one more, and say nothing else of what stays (U-NET-1, U-NET-5)", () =>
  fc.assert(
    fc.asyncProperty(entries, guarded, api, async (list, raw, by) => {
      const verdicts = [];
      for (const privateNetwork of ["allow", "named", "deny"] as const)
        verdicts.push(
          decide(await compilePolicy({ mode: "list", entries: [...list, ".*"] }, { privateNetwork }), raw, by),
        );
      const owned = await compilePolicy({ mode: "list", entries: [...list, ".*"] }, { hostOrigins: ["https://a.com"] });
      verdicts.push(decide(owned, raw, by));
      const [open] = verdicts;
      for (const [at, verdict] of verdicts.entries()) {
        if (verdict.allow) expect([open?.allow, String(verdict.canonical)]).toEqual([true, String(open?.canonical)]);
        else if (open?.allow) expect(["PRIVATE_ADDRESS", "HOST_ORIGIN"]).toContain(verdict.code);
        else expect(verdict.code).toBe(open?.code);
        // allow, named, deny: what a guard refuses, a stricter one refuses too.
        if (at === 2 && verdict.allow) expect(verdicts[1]?.allow).toBe(true);
      }
    }),
    runs,
  ));

test("order, duplicates and the cache do not matter (U-TST-8, section 5)", () =>
  fc.assert(
    fc.asyncProperty(entries, fc.array(address, { minLength: 1, maxLength: 5 }), api, async (list, raws, by) => {
      const one = await compile(list);
      const other = await compilePolicy({ mode: "list", entries: [...list].reverse().concat(list) }, { cache: false });
      for (const raw of [...raws, ...raws, ...raws]) {
        const a = decide(one, raw, by);
        const b = decide(other, raw, by);
        expect([a.allow, a.code, String(a.canonical)]).toEqual([b.allow, b.code, String(b.canonical)]);
      }
    }),
    runs,
  ));

test("decide(canonical) says the same as decide(raw), and canonical is its own canonical form (U-TST-8)", () =>
  fc.assert(
    fc.asyncProperty(entries, address, api, async (list, raw, by) => {
      const policy = await compile(list);
      const first = decide(policy, raw, by);
      fc.pre(first.canonical !== null);
      const canonical = String(first.canonical);
      expect(decide(policy, canonical, by)).toMatchObject({ allow: first.allow, code: first.code });
      expect(String(decide(policy, canonical, by).canonical)).toBe(canonical);
    }),
    runs,
  ));

test("a HOST or URL entry never allows a host that is not that host or below it (U-TST-8)", () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(hostEntry, urlEntry), address, async (one, raw) => {
      const verdict = decide(await compile([one]), raw);
      fc.pre(verdict.allow);
      const text = one.replace(/^\w+:\/\//, "");
      const name = new URL(`https://${text.replace(/^\*\./, "")}`).hostname;
      const got = whatwgUrlParser.parse(raw)?.hostname ?? "";
      expect(text.startsWith("*.") ? got.endsWith(`.${name}`) : got === name).toBe(true);
    }),
    runs,
  ));

test("one changed character in the host of an allowed address refuses it, unless the parser maps it back (U-TST-8)", () =>
  fc.assert(
    fc.asyncProperty(
      plainHost,
      fc.nat(),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      async (name, at, char) => {
        const policy = await compile([name]);
        const place = at % name.length;
        const changed = `https://${name.slice(0, place)}${char}${name.slice(place + 1)}/`;
        const verdict = decide(policy, changed);
        const same = new URL(`https://${name}/`).hostname;
        if (verdict.allow) expect(new URL(changed).hostname).toBe(same);
      },
    ),
    runs,
  ));

test("no input makes decide, explain, checkEntries or toCspSources throw (U-TST-8)", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(entry, fc.string({ unit: "binary" }), fc.anything())),
      fc.oneof(address, fc.anything()),
      async (list, raw) => {
        const policy = await compile(list as string[]);
        explain(policy, raw as string);
        toCspSources(policy);
        checkEntries(list);
      },
    ),
    runs,
  ));

test("explain says what decide says, and its suggestion allows the address", () =>
  fc.assert(
    fc.asyncProperty(entries, address, async (list, raw) => {
      const policy = await compile(list);
      const answer = explain(policy, raw);
      expect(answer).toMatchObject({ allow: decide(policy, raw).allow, code: decide(policy, raw).code });
      if (answer.suggestion) expect(decide(await compile([answer.suggestion]), raw).allow).toBe(true);
    }),
    runs,
  ));

test("every suggestion for a bad entry is a valid entry (U-CFG-4)", () =>
  fc.assert(
    fc.property(
      fc
        .oneof(entry, fc.tuple(entry, fc.nat(), fc.constantFrom("*", ".", " ", "@", "?", ":", "%2F", "//")))
        .map((one) => {
          if (typeof one === "string") return one;
          const at = one[1] % (one[0].length + 1);
          return one[0].slice(0, at) + one[2] + one[0].slice(at);
        }),
      (text) => {
        for (const { suggestion } of checkEntries([text])) {
          if (suggestion === undefined) continue;
          expect(checkEntries([suggestion]).filter(({ severity }) => severity === "error")).toEqual([]);
          if (suggestion === ".*") expect(text).toBe("*");
        }
      },
    ),
    { numRuns: 2000 },
  ));
