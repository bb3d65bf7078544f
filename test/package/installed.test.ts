import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entriesOf, importAndRequire, manifestOf, pack, packages } from "./tarballs.js";

// What a user does: npm installs the tarballs into an empty folder. Third-party packages come from npm's cache, where
// the installation of this repository has put them, by a lock made of ours.

interface Locked {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  link?: boolean;
}
const ours: Record<string, Locked> = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const own = new Map(packages.map((name) => [manifestOf(name).name, name]));

/** Where a package at this place finds another, as Node looks for it. */
function placeOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const place = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
    if (ours[place] !== undefined && ours[place].link !== true) return place;
    if (at === "") return undefined;
    if (!at.includes("/node_modules/")) at = "";
  }
}

/** Lock of a project that depends on the tarballs: theirs, and from our lock what they need. */
function lockFor(dependencies: Record<string, string>): object {
  const locked: Record<string, unknown> = { "": { name: "empty", dependencies } };
  const add = (needs: Record<string, string> | undefined, from: string): void => {
    for (const name of Object.keys(needs ?? {})) {
      const folder = own.get(name);
      const found = folder === undefined ? placeOf(name, from) : `node_modules/${name}`;
      if (found === undefined) continue;
      // What lies in a folder of ours here lies in the installed package there.
      const place = found.replace(/^packages\/([^/]+)/, (_, at: string) => `node_modules/${manifestOf(at).name}`);
      if (locked[place] !== undefined) continue;
      if (folder !== undefined) {
        const { version, dependencies: needed, bin } = manifestOf(folder);
        locked[place] = { version, resolved: `file:${folder}.tgz`, dependencies: needed, bin };
        add(needed, `packages/${folder}`);
      } else {
        const { dev: _, ...entry } = ours[found] as Locked;
        locked[place] = entry;
        add({ ...entry.dependencies, ...entry.optionalDependencies }, found);
      }
    }
  };
  add(dependencies, "");
  return { name: "empty", lockfileVersion: 3, requires: true, packages: locked };
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "berth-installed-"));
  for (const name of packages) pack(name, folder);
  const dependencies = Object.fromEntries(packages.map((name) => [manifestOf(name).name, `file:${name}.tgz`]));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", type: "module", dependencies }));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lockFor(dependencies)));
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["ci", "--prefer-offline", ...quiet], { cwd: folder, encoding: "utf8" });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("npm installs the tarballs and nothing but what they name", () => {
  for (const name of packages) {
    const manifest = JSON.parse(
      readFileSync(join(folder, "node_modules", manifestOf(name).name, "package.json"), "utf8"),
    );
    expect(manifest.version).toBe(manifestOf(name).version);
  }
  // A package of our tests that none of them may lean on.
  expect(existsSync(join(folder, "node_modules", "vitest"))).toBe(false);
});

test("Node imports and requires every entry of what was installed", () => {
  const entries = ["core", "sdk", "compiler", "platform"].flatMap(entriesOf);
  expect(entries.length).toBeGreaterThan(20);
  writeFileSync(join(folder, "try.mjs"), importAndRequire(entries));
  execFileSync(process.execPath, ["try.mjs"], { cwd: folder, encoding: "utf8" });
}, 120_000);

test("scripts that pages load are found by their names", () => {
  const files = ["runtime", "sdk"].flatMap((name) =>
    Object.keys(manifestOf(name).exports)
      .filter((key) => key.endsWith(".js"))
      .map((key) => manifestOf(name).name + key.slice(1)),
  );
  const script = `import { statSync } from "node:fs"; import { fileURLToPath } from "node:url";
    console.log(${JSON.stringify(files)}.every((name) => statSync(fileURLToPath(import.meta.resolve(name))).size > 1000))`;
  writeFileSync(join(folder, "files.mjs"), script);
  expect(execFileSync(process.execPath, ["files.mjs"], { cwd: folder, encoding: "utf8" })).toBe("true\n");
});

test("the command that was installed runs", () => {
  const bin = join(folder, "node_modules", ".bin", "berth");
  const said = execFileSync(process.execPath, [bin, "--help"], { cwd: folder, encoding: "utf8" });
  expect(said).toContain("Usage: berth");
});
