import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../packages/cli/src/main.js";
import { quietTerminal } from "../../../packages/cli/src/terminal.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "berth-cli-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const program = {
  "app.json": '{"pages": ["pages/index/index"]}',
  "app.js": "App({});",
  "pages/index/index.json": "{}",
  "pages/index/index.js": "Page({ data: { who: 'you' } });",
  "pages/index/index.axml": "<view>Hello {{who}}</view>",
};

/** Runs a command and keeps what it wrote. */
async function berth(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const terminal = quietTerminal();
  const said: string[] = [];
  // Commander writes usage errors to the process's own streams.
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const code = await main(args, { ...terminal, say: (line) => void said.push(line) });
  return { code, out: terminal.lines.join("\n"), said: said.join("\n") };
}

describe("exit codes", () => {
  it("is 2 with the usage when the words are wrong", async () => {
    const { code, said } = await berth("chek", folder);
    expect(code).toBe(2);
    expect(said).toContain("check");
  });

  it("is 0 for help", async () => {
    const { code, said } = await berth("--help");
    expect(code).toBe(0);
    for (const name of ["dev", "build", "check", "policy"]) expect(said).toContain(name);
  });

  it("is 2 for a port that is none", async () => {
    expect((await berth("dev", folder, "--port", "http")).code).toBe(2);
  });
});

describe("berth build", () => {
  it("writes the same package twice", async () => {
    write(program);
    const first = join(folder, "a.zip");
    const second = join(folder, "b.zip");
    expect((await berth("build", folder, "--out", first)).code).toBe(0);
    expect((await berth("build", folder, "--out", second)).code).toBe(0);
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
    expect(Object.keys(unzipSync(readFileSync(first)))).toContain("manifest.json");
  });

  it("ends with 1 and a code frame for an error", async () => {
    write({ ...program, "pages/index/index.axml": "<view>\n  {{ who = 3 }}\n</view>" });
    const { code, said } = await berth("build", folder, "--out", join(folder, "a.zip"));
    expect(code).toBe(1);
    expect(said).toContain("pages/index/index.axml:2:");
    expect(said).toMatch(/> 2 \| {3}\{\{ who = 3 \}\}/);
  });

  it("says which folder it wants when there is none", async () => {
    const { code, said } = await berth("build", join(folder, "missing"));
    expect(code).toBe(1);
    expect(said).toContain("app.json");
  });

  it("prints one JSON document with --json", async () => {
    write(program);
    const { out } = await berth("build", folder, "--json", "--out", join(folder, "a.zip"));
    expect(JSON.parse(out)).toMatchObject({ pages: 1, diagnostics: [] });
  });
});

describe("berth policy", () => {
  const cases = [
    { entries: ["api.example.com"], url: "https://api.example.com/v1", expect: "allow" },
    { entries: ["api.example.com"], url: "https://other.example/", expect: "deny" },
  ];

  it("prints verdicts in input order and ends with 0", async () => {
    write({ "cases.json": JSON.stringify(cases) });
    const { code, out } = await berth("policy", "--cases", join(folder, "cases.json"), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      results: [
        {
          allow: true,
          code: "ALLOWED_BY_ENTRY",
          canonical: "https://api.example.com/v1",
          matchedEntry: "api.example.com",
        },
        { allow: false, code: "NOT_LISTED", canonical: "https://other.example/" },
      ],
    });
  });

  it("ends with 1 when a case differs", async () => {
    write({ "cases.json": JSON.stringify({ cases: [{ ...cases[0], expect: "deny" }] }) });
    expect((await berth("policy", "--cases", join(folder, "cases.json"))).code).toBe(1);
  });

  it("names the file that cannot be read", async () => {
    const { code, said } = await berth("policy", "--cases", join(folder, "none.json"));
    expect(code).toBe(1);
    expect(said).toContain("none.json");
  });

  it("names what is wrong with a case", async () => {
    write({ "cases.json": '[{"url": 3}]' });
    const { code, said } = await berth("policy", "--cases", join(folder, "cases.json"));
    expect(code).not.toBe(0);
    expect(said).toContain("CASES_INVALID");
  });
});
