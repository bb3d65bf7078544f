import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { runPolicyCases } from "../../packages/cli/src/policy-cases.js";

const root = resolve(import.meta.dirname, "../..");
const guides = join(root, "docs/guides");
const scratch = join(root, "test/.artifacts/guides");

interface Snippet {
  guide: string;
  line: number;
  info: string;
  code: string;
}

const snippets: Snippet[] = readdirSync(guides).flatMap((guide) => {
  const text = readFileSync(join(guides, guide), "utf8");
  return [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    guide,
    line: text.slice(0, match.index).split("\n").length,
    info: match[1]?.trim() ?? "",
    code: match[2] ?? "",
  }));
});

const alias = Object.fromEntries(
  ["core", "sdk", "compiler", "platform"].flatMap((name) => [
    ...readdirSync(join(root, `packages/${name}/src`))
      .filter((file) => file.endsWith(".ts") && file !== "index.ts")
      .map((file) => [`@berth/${name}/${file.slice(0, -3)}`, join(root, `packages/${name}/src/${file}`)]),
    [`@berth/${name}`, join(root, `packages/${name}/src/index.ts`)],
  ]),
);

/** What a snippet says it prints: the comments after `console.log` and the comment lines below a loop. */
function promised(code: string): string[] {
  return [...code.matchAll(/(?:console\.log\(.*\); \/\/ |^\/\/ )(.+)$/gm)].map((match) => match[1] ?? "");
}

async function printed(snippet: Snippet): Promise<string[]> {
  mkdirSync(scratch, { recursive: true });
  const name = `${snippet.guide.replace(".md", "")}-${snippet.line}`;
  const entry = join(scratch, `${name}.ts`);
  const out = join(scratch, `${name}.mjs`);
  writeFileSync(entry, snippet.code);
  await build({
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    format: "esm",
    platform: "node",
    alias,
    logLevel: "silent",
  });
  const lines: string[] = [];
  const original = console.log;
  console.log = (...values: unknown[]) => void lines.push(values.join(" "));
  try {
    await import(out);
  } finally {
    console.log = original;
  }
  return lines;
}

/** How a value in JSON differs from the type that `berth check` answers with, in the compiler's words. */
function differences(json: string): string[] {
  const file = join(root, "packages/cli/src/check/guide-report.ts");
  const source = `import type { CheckReport } from "./report.js";\nexport const report: CheckReport = ${json};`;
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts"],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("guides", () => {
  it("have snippets", () => {
    expect(new Set(snippets.map(({ guide }) => guide))).toEqual(new Set(readdirSync(guides)));
  });

  for (const snippet of snippets.filter(({ info }) => info === "ts run")) {
    it(`${snippet.guide}:${snippet.line} prints what it says`, async () => {
      expect(promised(snippet.code).length).toBeGreaterThan(0);
      expect(await printed(snippet)).toEqual(promised(snippet.code));
    });
  }

  for (const snippet of snippets.filter(({ info }) => info === "json cases")) {
    it(`${snippet.guide}:${snippet.line} holds`, async () => {
      const { results, differing } = await runPolicyCases(JSON.parse(snippet.code));
      expect(results.length).toBeGreaterThan(0);
      expect(differing).toEqual([]);
    });
  }

  for (const snippet of snippets.filter(({ info }) => info === "json report")) {
    it(`${snippet.guide}:${snippet.line} is what berth check --json prints`, () => {
      expect(differences(snippet.code)).toEqual([]);
      // The comparison can fail: a member too many, and one of another type.
      expect(differences(snippet.code.replace('"ok": false', '"ok": false, "more": 1'))).toHaveLength(1);
      expect(differences(snippet.code.replace('"ok": false', '"ok": "no"'))).toHaveLength(1);
    });
  }

  it("name no kind of block that nothing runs", () => {
    const kinds = new Set(snippets.map(({ info }) => info).filter((info) => info.includes(" ")));
    expect([...kinds].sort()).toEqual(["html embed", "json cases", "json report", "ts page", "ts run"]);
  });
});
