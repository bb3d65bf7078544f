import { nativeUrlParser } from "@berth/core/policy";
import { expect, test } from "vitest";
import { isCanonicalAlready } from "../../packages/core/src/policy/fast-path.js";
import { checkRaw } from "../../packages/core/src/policy/raw-check.js";
import { whatwgUrlParser } from "../../packages/platform/src/gateway/whatwg-parser.js";

// U-ENG-5; about 15 seconds, the price of leaving the parser out.
const count = 1_000_000;

/** A small generator with a fixed seed: a failure names a string, and the next run finds it again. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

// Pieces that are usually canonical, and pieces at the edges of the expression: digits last, dots, default ports, dot
// segments, quotes, escapes.
interface Pieces {
  readonly plain: readonly string[];
  readonly odd: readonly string[];
}
const schemes: Pieces = { plain: ["https", "http", "wss", "ws"], odd: ["HTTPS", "ftp", "httpss", "wSs"] };
const labels: Pieces = {
  plain: ["a", "example", "com", "x-1", "-", "a-", "e9", "axn--b", "xn-", "ss--x"],
  odd: ["1", "0x1", "0", "xn--a", "xn--bcher-kva", "A", "a_b", "", "\u00fc", "\uff41"],
};
const ports: Pieces = {
  plain: ["", "", ":8443", ":1", ":59999"],
  odd: [":443", ":80", ":0", ":08", ":65535", ":65536", ":", ":4430"],
};
const segments: Pieces = {
  plain: ["a", "", "...", ".a", "a.", "~b", "x;y,z", "'q'", "(1)", "@", ":", "!$&*+=_"],
  odd: [".", "..", "%2e", "%41", "\u00e9", '"', "<", "|", "^", "`", "{", "[", "\\", " ", ".%2E"],
};
const tails: Pieces = {
  plain: ["", "", "?", "?a=1&b", "?a/../b?c", "?%zz", "#", "#f", "#'a'", "#%", "?x#y?z"],
  odd: ["?'", "?\u00e9", '?"', "#a#b", "#`", "#<", "?|", "?^", "?[", "#{"],
};

function sample(random: (limit: number) => number): string {
  const pick = ({ plain, odd }: Pieces): string => {
    const list = random(12) === 0 ? odd : plain;
    return list[random(list.length)]!;
  };
  const several = (pieces: Pieces, join: string, most: number): string =>
    Array.from({ length: random(most) + 1 }, () => pick(pieces)).join(join);
  const path = random(20) === 0 ? "" : `/${several(segments, "/", 4)}`;
  const text = `${pick(schemes)}://${several(labels, ".", 4)}${pick(ports)}${path}${pick(tails)}`;
  if (random(8) > 0) return text;
  const at = random(text.length);
  return text.slice(0, at) + String.fromCharCode(random(160)) + text.slice(at + random(2));
}

test(`whenever the fast path accepts one of ${count} strings, both parsers give it back unchanged (U-ENG-5)`, () => {
  const random = generator(20_260_401);
  let accepted = 0;
  for (let i = 0; i < count; i++) {
    const raw = sample(random);
    if (!isCanonicalAlready(raw)) continue;
    accepted++;
    const native = nativeUrlParser.parse(raw)?.href;
    const second = whatwgUrlParser.parse(raw)?.href;
    if (native !== raw || second !== raw || checkRaw(raw) !== null)
      expect.fail(`${JSON.stringify(raw)}: ${native}, ${second}`);
  }
  // The generator would be no test if the fast path refused everything.
  expect(accepted).toBeGreaterThan(count / 5);
}, 180_000);

test("what the fast path must leave to the parser", () => {
  for (const raw of [
    "https://a.com",
    "https://A.com/",
    "https://a.com:443/",
    "http://a.com:80/",
    "https://a.com:080/",
    "https://a.com:65536/",
    "https://1.2.3.4/",
    "https://a.1/",
    "https://a.0x1/",
    "https://xn--bcher-kva.example/",
    "https://a.xn--p1ai/",
    "https://a.com/./x",
    "https://a.com/x/..",
    "https://a.com/..?x",
    "https://a.com/..#x",
    "https://a.com/%2e",
    "https://a.com/%41",
    "https://a.com/?'",
    "https://a..com/",
    "https://a.com./",
    "https://u@a.com/",
    "https://a.com/\n",
    "ftp://a.com/",
  ]) {
    expect([raw, isCanonicalAlready(raw)]).toEqual([raw, false]);
  }
});

test("what the fast path is for", () => {
  for (const raw of [
    "https://a.com/",
    "wss://a.b-c.example:8443/rt/1",
    "https://a.com/p/q.png?x=1&y=%20#frag",
    "http://localhost:3000/.well-known/x",
    "https://a.com/.../x",
    "https://a.com/?a/../b",
  ]) {
    expect([raw, isCanonicalAlready(raw)]).toEqual([raw, true]);
  }
});
