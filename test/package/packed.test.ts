import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entriesOf, importAndRequire, manifestOf, pack, packages } from "./tarballs.js";

const root = resolve(".");
let folder = "";

/** Where a tarball is unpacked: as npm would install it, beside the repository's third-party packages. */
const installed = (name: string): string => join(folder, "node_modules", manifestOf(name).name);

// The tarballs of what `npm run build` made, in an empty project.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "berth-packed-"));
  mkdirSync(join(folder, "node_modules", "@berth"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const entry of readdirSync("node_modules")) {
    if (entry === "@berth" || entry === "berth" || entry.startsWith(".")) continue;
    symlinkSync(join(root, "node_modules", entry), join(folder, "node_modules", entry));
  }
  for (const name of packages) {
    pack(name, folder);
    mkdirSync(installed(name), { recursive: true });
    execFileSync("tar", ["xzf", join(folder, `${name}.tgz`), "--strip-components=1", "-C", installed(name)]);
  }
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(packages)("the tarball of %s", (name) => {
  test("has licence, readme, and no sources, tests or old chunks", () => {
    const files = readdirSync(installed(name));
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "dist", "package.json"]));
    expect(files.filter((file) => !/^(?:LICENSE|README\.md|dist|bin|package\.json)$/.test(file))).toEqual([]);
  });

  test("passes publint", async () => {
    const { publint } = await import("publint");
    const { messages } = await publint({ pkgDir: installed(name), level: "warning", strict: true, pack: false });
    expect(messages).toEqual([]);
  });
});

describe.each(["core", "sdk", "compiler", "platform"])("types and modules of %s", (name) => {
  test("agree for every way to import them (Are The Types Wrong)", () => {
    const scripts = Object.keys(manifestOf(name).exports).filter((key) => key.endsWith(".js"));
    const without = scripts.length === 0 ? [] : ["--exclude-entrypoints", ...scripts];
    const bin = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const args = [
      bin,
      join(folder, `${name}.tgz`),
      "--profile",
      "node16",
      "--format",
      "table",
      "--no-color",
      ...without,
    ];
    // Exits with 1 and a table of what is wrong.
    execFileSync(process.execPath, args, { encoding: "utf8" });
  }, 120_000);

  test("every entry is imported and required in Node, where there is no page", () => {
    writeFileSync(join(folder, `try-${name}.mjs`), importAndRequire(entriesOf(name)));
    execFileSync(process.execPath, [`try-${name}.mjs`], { cwd: folder, encoding: "utf8" });
  });
});

test("TypeScript reads the declarations of every entry, as a module and as CommonJS, and finds no fault in them", () => {
  const names = ["core", "sdk", "compiler", "platform"].flatMap(entriesOf);
  const uses = names.map(
    (name, index) => `import * as entry${index} from "${name}"; export type E${index} = keyof typeof entry${index};`,
  );
  // The class of an error is one type however it is imported; a name too few in a declaration would not compile.
  const host = `import { createHost, type Host, type HostOptions } from "@berth/sdk";
    export const open = async (options: HostOptions): Promise<Host> => createHost(options);
    // @ts-expect-error: a host without configuration
    export const wrong = createHost({});`;
  for (const extension of ["mts", "cts"]) writeFileSync(join(folder, `use.${extension}`), [...uses, host].join("\n"));
  const options = [
    "--noEmit",
    "--strict",
    "--target",
    "es2022",
    "--module",
    "nodenext",
    "--lib",
    "es2023,dom,dom.iterable",
  ];
  const types = ["--types", "node", "--exactOptionalPropertyTypes"];
  const bin = join(root, "node_modules/typescript/bin/tsc");
  // Declarations of others are read too, and not judged.
  const { stdout } = spawnSync(process.execPath, [bin, ...options, ...types, "use.mts", "use.cts"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stdout.split("\n").filter((line) => /^(?:use\.|node_modules\/@berth\/)/.test(line))).toEqual([]);
  expect(names.length).toBeGreaterThan(20);
}, 120_000);

test("no file that ships has eval or makes functions of text (strict CSP)", () => {
  const shipped = ["sdk", "runtime", "core"].flatMap((name) =>
    readdirSync(join(installed(name), "dist"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.c?js$/.test(file))
      .map((file) => join(installed(name), "dist", file)),
  );
  expect(shipped.length).toBeGreaterThan(20);
  const code = (file: string): string => readFileSync(file, "utf8");
  // A method may be called eval, as in re2js; the function may not be called.
  const makesCode = /(?<![.\w])eval\([^)]*\)(?!\s*\{)|new Function\(/;
  expect(shipped.filter((file) => makesCode.test(code(file)))).toEqual([]);
});
