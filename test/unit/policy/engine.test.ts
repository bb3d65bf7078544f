import {
  type CanonicalUrl,
  compilePolicy,
  decide,
  isCanonicalUrl,
  loadExpressions,
  nativeUrlParser,
  urlText,
} from "@berth/core/policy";
import { checkEntries } from "@berth/core/policy-tools";
import { expect, test, vi } from "vitest";

const list = (...entries: string[]) => ({ mode: "list" as const, entries });
const expression = "https://(a|b)\\.com/.*";

// First in the file: nothing has loaded the engine yet.
test("checkEntries says what to await if an expression needs the engine", () => {
  expect(() => checkEntries([expression])).toThrow(expect.objectContaining({ code: "ENGINE_UNAVAILABLE" }));
  expect(checkEntries(["a.com", ".*"]).map(({ code }) => code)).toEqual(["ALL_WITH_OTHERS"]);
});

test("U-ENG-2: the engine is loaded only for entries of class REGEX", async () => {
  const expressions = vi.fn(loadExpressions);
  await compilePolicy(list(".*", "a.com", "https://b.com/x"), { expressions });
  expect(expressions).not.toHaveBeenCalled();
  await compilePolicy(list(expression), { expressions });
  expect(expressions).toHaveBeenCalledOnce();
});

test("U-VER-C13: without the engine, what other entries admit is allowed and the rest is refused", async () => {
  const expressions = () => Promise.reject(new Error("offline"));
  const policy = await compilePolicy(list(expression, "c.com"), { expressions });
  expect(decide(policy, "https://c.com/").code).toBe("ALLOWED_BY_ENTRY");
  expect(decide(policy, "https://a.com/").code).toBe("ENGINE_UNAVAILABLE");
  expect(decide(policy, "ftp://a.com/").code).toBe("SCHEME_NOT_NETWORK");
  expect(policy.reports).toEqual([]);
});

test("U-ENG-3: expressions are joined once, at the first decision that gets that far", async () => {
  const engine = await loadExpressions();
  const compile = vi.fn(engine.compile);
  const expressions = () => Promise.resolve({ ...engine, compile });
  const policy = await compilePolicy(list(expression, "https://(c)\\.com/.*", "d.com"), { expressions });
  decide(policy, "https://d.com/");
  expect(compile).not.toHaveBeenCalled();
  for (const host of ["a", "b", "c", "e"]) decide(policy, `https://${host}.com/`);
  expect(compile).toHaveBeenCalledOnce();
  expect(decide(policy, "https://c.com/").allow).toBe(true);
});

test("U-ENG-3: a list that the engine cannot join as a whole is joined in parts", async () => {
  const engine = await loadExpressions();
  const compile = (source: string) =>
    (source.match(/\(\?:https/g) ?? []).length > 2 ? { message: "too large", at: source } : engine.compile(source);
  const expressions = () => Promise.resolve({ ...engine, compile });
  const entries = ["a", "b", "c", "d", "e"].map((host) => `https://(${host})\\.com/.*`);
  const policy = await compilePolicy(list(...entries), { expressions });
  for (const host of ["a", "b", "c", "d", "e"]) expect(decide(policy, `https://${host}.com/`).allow).toBe(true);
  expect(decide(policy, "https://f.com/").code).toBe("NOT_LISTED");
});

test("a flag in one expression does not reach its neighbours", async () => {
  const policy = await compilePolicy(list("(?i)https://a\\.com/X", "https://b\\.com/(X)"));
  expect(decide(policy, "https://a.com/x").allow).toBe(true);
  expect(decide(policy, "https://b.com/x").allow).toBe(false);
});

test("U-ENG-4: recurring addresses are parsed no more; long and non-string ones are not kept", async () => {
  const parse = vi.fn(nativeUrlParser.parse);
  const policy = await compilePolicy(list("a.com"), { parser: { parse }, fastPath: false });
  const count = (raw: string, times: number) => {
    parse.mockClear();
    for (let i = 0; i < times; i++) decide(policy, raw, "request");
    return parse.mock.calls.length;
  };
  expect(count("https://a.com/x", 10)).toBe(2);
  expect(count(`https://a.com/${"x".repeat(2048)}`, 10)).toBe(10);
  for (let i = 0; i < 40_000; i++) decide(policy, `https://a.com/${i >> 1}`, "request");
  const cache = policy.engine.caches?.find((one) => one !== undefined);
  expect(cache?.size).toBeGreaterThan(512);
  expect(cache?.size).toBeLessThanOrEqual(2048);
});

test("U-ENG-4: the cache keeps APIs and lists apart", async () => {
  const one = await compilePolicy(list("a.com"));
  const two = await compilePolicy(list("b.com"));
  for (let i = 0; i < 4; i++) {
    expect(decide(one, "https://a.com/", "request").allow).toBe(true);
    expect(decide(one, "https://a.com/", "connectSocket").code).toBe("SCHEME_NOT_FOR_API");
    expect(decide(one, "https://a.com/").api).toBe(null);
    expect(decide(two, "https://a.com/", "request").allow).toBe(false);
  }
});

test("U-PRE-7: listVersion is the digest of the delivered JSON text", async () => {
  const policy = await compilePolicy(list("a.com"));
  // First 16 digits of: printf '{"mode":"list","entries":["a.com"]}' | sha256sum
  expect(policy.listVersion).toBe("97c37ef620ee4476");
  expect(decide(policy, "https://a.com/").listVersion).toBe("97c37ef620ee4476");
  expect((await compilePolicy(list("b.com"))).listVersion).not.toBe("97c37ef620ee4476");
  expect((await compilePolicy({ ...list("a.com"), insecure: true })).listVersion).not.toBe("97c37ef620ee4476");
});

test("U-EXE-1, U-VER-1: only a verdict makes a canonical address", async () => {
  const verdict = decide(await compilePolicy(list("a.com")), "https://a.com/x#y");
  if (!verdict.allow) throw new Error(verdict.code);
  expect(urlText(verdict.canonical)).toBe("https://a.com/x");
  expect(`${verdict.href}`).toBe("https://a.com/x#y");
  expect(isCanonicalUrl(verdict.href)).toBe(true);
  // What a hostile caller can reach; TypeScript exports only the type.
  const Reached = verdict.canonical.constructor as new (...args: unknown[]) => CanonicalUrl;
  expect(() => new Reached(Symbol(), "https://evil.test/")).toThrow(expect.objectContaining({ code: "NOT_CANONICAL" }));
  const forgeries: unknown[] = [
    "https://evil.test/",
    new URL("https://evil.test/"),
    { text: "https://evil.test/" },
    Object.create(Object.getPrototypeOf(verdict.canonical)),
    structuredClone(verdict.canonical),
    JSON.parse(JSON.stringify(verdict.canonical)),
    null,
    undefined,
  ];
  for (const forgery of forgeries) {
    expect(isCanonicalUrl(forgery)).toBe(false);
    expect(() => urlText(forgery as CanonicalUrl)).toThrow(expect.objectContaining({ code: "NOT_CANONICAL" }));
  }
});
