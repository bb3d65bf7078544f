import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");

/** What a room may import of ours; a room that is not named here may not exist. */
const allowed: Record<string, string[]> = {
  "packages/core": [],
  "packages/runtime": ["@berth/core/wire", "@berth/core/jsapi"],
  "packages/sdk": ["@berth/core"],
  "packages/compiler": ["@berth/core"],
  "packages/platform": ["@berth/core"],
  "packages/cli": ["@berth/core", "@berth/compiler", "@berth/platform", "@berth/sdk"],
  simulator: ["@berth/core", "@berth/compiler", "@berth/platform", "@berth/sdk"],
};

/** Parts that never meet: worker and view share the wire contract only (S-GEN-3). */
const walls: [from: string, to: string][] = [
  ["packages/runtime/src/worker", "packages/runtime/src/view"],
  ["packages/runtime/src/view", "packages/runtime/src/worker"],
];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["node_modules", "dist", "programs", "public"].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  from: string;
  what: string;
  typeOnly: boolean;
}

function imports(file: string): Import[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, false);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const typeOnly = ts.isImportDeclaration(node)
        ? (node.importClause?.phaseModifier ?? 0) === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      found.push({ from: file, what: (node.moduleSpecifier as ts.StringLiteral).text, typeOnly });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [what] = node.arguments;
      if (what && ts.isStringLiteral(what)) found.push({ from: file, what: what.text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const rooms = Object.keys(allowed);
const all = rooms.flatMap((room) => sources(join(root, room)).flatMap(imports));
const roomOf = (file: string): string => rooms.find((room) => file.startsWith(`${join(root, room)}/`)) ?? "?";

describe("imports", () => {
  it("finds the sources", () => {
    expect(all.length).toBeGreaterThan(200);
  });

  it("go only in the allowed directions", () => {
    const bad = all.filter(({ from, what }) => {
      const room = roomOf(from);
      if (what.startsWith(".")) return roomOf(resolve(dirname(from), what)) !== room;
      if (!what.startsWith("@berth/") && what !== "berth") return false;
      const own = room === "simulator" ? "@berth/simulator" : room.replace("packages/", "@berth/");
      if (what === own) return true;
      return !(allowed[room] ?? []).some((prefix) => what === prefix || what.startsWith(`${prefix}/`));
    });
    expect(bad.map(({ from, what }) => `${relative(root, from)} -> ${what}`)).toEqual([]);
  });

  it("do not cross the wall between worker and view", () => {
    const bad = all.filter(({ from, what }) =>
      walls.some(
        ([here, there]) =>
          from.startsWith(`${join(root, here)}/`) &&
          what.startsWith(".") &&
          resolve(dirname(from), what).startsWith(join(root, there)),
      ),
    );
    expect(bad.map(({ from, what }) => `${relative(root, from)} -> ${what}`)).toEqual([]);
  });

  it("make no cycle", () => {
    const graph = new Map<string, string[]>();
    for (const { from, what, typeOnly } of all) {
      if (!what.startsWith(".") || typeOnly) continue;
      const base = resolve(dirname(from), what).replace(/\.js$/, "");
      const to = [`${base}.ts`, `${base}.tsx`].find((candidate) => all.some((i) => i.from === candidate));
      if (to) graph.set(from, [...(graph.get(from) ?? []), to]);
    }
    const cycles: string[] = [];
    const state = new Map<string, "open" | "done">();
    const visit = (node: string, path: string[]): void => {
      if (state.get(node) === "done") return;
      if (state.get(node) === "open") {
        cycles.push([...path.slice(path.indexOf(node)), node].map((file) => relative(root, file)).join(" -> "));
        return;
      }
      state.set(node, "open");
      for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
      state.set(node, "done");
    };
    for (const node of graph.keys()) visit(node, []);
    expect(cycles).toEqual([]);
  });

  it("name every export one by one", () => {
    const bad = rooms.flatMap((room) =>
      sources(join(root, room)).filter((file) => /^export \* from/m.test(readFileSync(file, "utf8"))),
    );
    expect(bad.map((file) => relative(root, file))).toEqual([]);
  });
});
