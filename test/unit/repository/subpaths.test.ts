import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const { entryPoints, packagesRequiringDocumentation } = JSON.parse(read("typedoc.json")) as {
  entryPoints: string[];
  packagesRequiringDocumentation: string[];
};

interface Entry {
  /** What a user writes after `import`. */
  specifier: string;
  source: string;
  /** A script that is taken as text and never imported: no types, no page in the reference. */
  script: boolean;
}

/** Scripts whose source is not called as they are: the SDK's global build is made from its main entry, and what it loads later from core. */
const scriptSources: Record<string, string> = {
  "@berth/sdk/berth-sdk.js": "packages/sdk/src/index.ts",
  "@berth/sdk/berth-re2.js": "packages/core/src/policy/re2-engine.ts",
};

const entries: Entry[] = readdirSync(join(root, "packages")).flatMap((folder) => {
  const manifest = JSON.parse(read(`packages/${folder}/package.json`)) as {
    name: string;
    exports: Record<string, unknown>;
  };
  return Object.keys(manifest.exports).map((key) => {
    const specifier = manifest.name + key.slice(1);
    const name = key === "." ? "index" : key.slice(2).replace(/\.js$/, "");
    return {
      specifier,
      source: scriptSources[specifier] ?? `packages/${folder}/src/${name}.ts`,
      script: key.endsWith(".js"),
    };
  });
});

const importable = entries.filter(({ script }) => !script);

describe("subpaths", () => {
  it("are files at the root of their package's sources", () => {
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.filter(({ source }) => !existsSync(join(root, source)))).toEqual([]);
  });

  it("are built", () => {
    const table = /^const packages = (\{[\s\S]*?\n\});/m.exec(read("rollup.config.mjs"))?.[1] ?? "";
    const missing = importable.filter(({ source }) => {
      const [, folder = "", name = ""] = /^packages\/(\w+)\/src\/(.+)\.ts$/.exec(source) ?? [];
      return !(new RegExp(`\\b${folder}: \\[([^\\]]*)`).exec(table)?.[1] ?? "").includes(`"${name}"`);
    });
    expect(missing).toEqual([]);
  });

  it("and the entries of the reference are the same", () => {
    expect([...entryPoints].sort()).toEqual(importable.map(({ source }) => source).sort());
  });

  it("are called in the reference as they are imported", () => {
    const named = importable.map(({ source }) => /^\/\*\*[\s\S]*?@module (\S+)/.exec(read(source))?.[1]);
    expect(named).toEqual(importable.map(({ specifier }) => specifier));
  });

  it("belong to packages whose documentation is checked", () => {
    // Without a package in this list typedoc passes over everything in it that has no comment.
    const packages = importable.map(({ specifier }) => /^(?:@berth\/)?\w+/.exec(specifier)?.[0] ?? "");
    expect([...packagesRequiringDocumentation].sort()).toEqual([...new Set(packages)].sort());
  });

  it("named in guides and explanations exist", () => {
    const known = new Set(entries.map(({ specifier }) => specifier));
    const unknown = ["docs/guides", "docs/explain"].flatMap((folder) =>
      readdirSync(join(root, folder)).flatMap((file) =>
        [...read(`${folder}/${file}`).matchAll(/@berth\/[a-z]+(?:\/[a-z-]+(?:\.js)?)?/g)]
          .map(([specifier]) => `${file}: ${specifier}`)
          .filter((found) => !known.has(found.split(": ")[1] ?? "")),
      ),
    );
    expect(unknown).toEqual([]);
  });
});
