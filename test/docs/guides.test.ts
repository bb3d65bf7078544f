import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
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
});
