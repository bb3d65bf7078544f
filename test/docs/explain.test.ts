import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { compileLimits } from "@berth/compiler";
import { defaultIssuerSettings } from "@berth/core/issuer";
import { DEFAULT_LIFE_MS, LONGEST_LIFE_MS, marginMs } from "@berth/core/tokens";
import { defaultLimits, launchCodes } from "@berth/sdk";
import { DEFAULT_LOG_LIMITS } from "@berth/sdk/log";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = (name: string): string => readFileSync(join(root, `docs/explain/${name}.md`), "utf8");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : sources(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

const texts = sources(join(root, "packages")).map((file) => ({
  file: relative(root, file),
  text: readFileSync(file, "utf8"),
}));

/** Every string of a union type, from its source. */
function membersOf(file: string, type: string): string[] {
  const text = texts.find((source) => source.file === file)?.text ?? "";
  const union = new RegExp(`export type ${type} =([\\s\\S]*?);`).exec(text)?.[1] ?? "";
  return [...union.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
}

describe("the page on errors", () => {
  const errors = page("errors");
  const missing = (codes: readonly string[]): string[] => codes.filter((code) => !errors.includes(`\`${code}\``));

  it("has every number of a launch with its name (H-ERR)", () => {
    const rows = Object.entries(launchCodes).filter(([number, code]) => !errors.includes(`| ${number} \`${code}\` |`));
    expect(rows).toEqual([]);
  });

  it("has every refusal of the policy (U-VER)", () => {
    const codes = membersOf("packages/core/src/policy/verdict.ts", "RefusalCode");
    expect(codes.length).toBeGreaterThan(10);
    expect(missing(codes)).toEqual([]);
  });

  it("has every code of a TokenError (T-ERR)", () => {
    const codes = membersOf("packages/sdk/src/tokens/token-error.ts", "TokenErrorCode");
    expect(codes.length).toBeGreaterThan(10);
    expect(missing(codes)).toEqual([]);
  });

  it("has every other code that is thrown", () => {
    const codes = texts.flatMap(({ text }) =>
      [...text.matchAll(/new BerthError\(\s*"(\w+)"/g)].map((match) => match[1] ?? ""),
    );
    expect(new Set(codes).size).toBeGreaterThan(10);
    expect(missing([...new Set(codes)])).toEqual([]);
  });

  it("has every number a mini program can get (F-ERR)", () => {
    const numbers = texts
      .filter(({ file }) => /^packages\/(sdk\/src\/(jsapi|gate|host)|runtime\/src\/worker)\//.test(file))
      .flatMap(({ text }) =>
        [...text.matchAll(/(?:\b(?:failure|fail|failWith)\(|\berror: )(\d+)\b/g)].map((match) => match[1] ?? ""),
      )
      .filter((number) => number !== "0");
    expect(new Set(numbers).size).toBeGreaterThan(10);
    const rows = new Set(
      [...errors.matchAll(/^\| (\d+(?:, \d+)*) \|/gm)].flatMap((match) => (match[1] ?? "").split(", ")),
    );
    expect([...new Set(numbers)].filter((number) => !rows.has(number))).toEqual([]);
  });
});

describe("numbers on the pages are those of the code", () => {
  it("log", () => {
    const log = page("logs");
    const l = DEFAULT_LOG_LIMITS;
    const said = [
      `${l.ring.toLocaleString("en")} events; ${l.burstHigh} + ${l.rateHigh}/s`,
      `${l.burstLow.toLocaleString("en")} + ${l.rateLow}/s`,
      `after ${l.diskDelay} ms (${l.diskDelayCritical} ms for class 0) or ${l.batch} events`,
      `${l.storeBytes / 1024 / 1024} MiB, ${l.storeEvents.toLocaleString("en")} events, ${l.storeAge / 3_600_000} h`,
      `after ${l.sendDelay / 1_000} s (${l.sendDelayCritical / 1_000} s for class 0) or ${l.sendEvents} stored events`,
      `${l.requestEvents} events (${l.requestEventsBacklog.toLocaleString("en")} with a backlog) and ${l.requestBytes / 1024 / 1024} MiB`,
      `${l.keepaliveBytes / 1024} KiB`,
      `${l.memoryEvents.toLocaleString("en")} events, ${l.memoryBytes / 1024 / 1024} MiB`,
      `${l.backoffMin / 1_000} s to ${l.backoffMax / 60_000} min`,
      `cut to ${l.textBytes.toLocaleString("en")} bytes`,
    ];
    expect(said.filter((text) => !log.includes(text))).toEqual([]);
    expect([l.authPause, l.parkDelay, l.retryAfterMax]).toEqual([3_600_000, 3_600_000, 3_600_000]);
    expect(l.reopenDelay).toBe(60_000);
  });

  it("tokens", () => {
    const { authCodeLifetimeSeconds, accessTokenLifetimeSeconds, refreshTokenLifetimeSeconds, refreshGraceSeconds } =
      defaultIssuerSettings;
    expect(page("tokens")).toContain(`| code | ${authCodeLifetimeSeconds / 60} min |`);
    expect(page("tokens")).toContain(`| access token | ${accessTokenLifetimeSeconds / 60} min |`);
    expect(page("tokens")).toContain(`| refresh token | ${refreshTokenLifetimeSeconds / 86_400} days |`);
    expect(page("tokens")).toContain(`(default ${refreshGraceSeconds})`);
    expect([DEFAULT_LIFE_MS, LONGEST_LIFE_MS, marginMs(600_000), marginMs(100_000)]).toEqual([
      600_000, 86_400_000, 30_000, 10_000,
    ]);
  });

  it("launch and watchdog", () => {
    expect(page("errors")).toContain(`within ${defaultLimits.startMs / 1_000} s (\`limits.startMs\`)`);
    expect(page("architecture")).toContain(`every ${defaultLimits.pingEveryMs / 1_000} s`);
  });
});

describe("the page on project files", () => {
  const text = page("project-files");
  /** Words of the string literals of a table in a source file. */
  const wordsOf = (file: string, from: string): string[] => {
    const source = texts.find((each) => each.file === `packages/compiler/src/json/${file}`)?.text ?? "";
    const table = source.slice(source.indexOf(from)).split(");")[0] ?? "";
    return [...table.matchAll(/"([^"]*)"/g)]
      .flatMap((match) => (match[1] ?? "").split(" "))
      .filter((word) => /^[a-z]\w+$/.test(word));
  };

  it("has every key that is read (F-APPJ, F-WIN, F-PROJ)", () => {
    const keys = [
      ...wordsOf("app-config.ts", "knownKeys").filter((key) => key !== "subpackages"),
      ...wordsOf("window-config.ts", "const switches"),
      ...wordsOf("window-config.ts", "const texts"),
      ...wordsOf("plugin-config.ts", "const known"),
    ];
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => !text.includes(`\`${key}`))).toEqual([]);
  });

  it("has the limits", () => {
    for (const number of [compileLimits.files, compileLimits.pages, compileLimits.usingComponents, compileLimits.parts])
      expect(text).toContain(number.toLocaleString("en"));
    expect(text).toContain(`| ${compileLimits.folderDepth}; ${compileLimits.pathLength} (`);
  });

  it("names only diagnostics that exist", () => {
    const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] ?? "");
    const unknown = named.filter((code) => !texts.some((each) => each.text.includes(`"${code}"`)));
    expect(unknown).toEqual([]);
  });
});
