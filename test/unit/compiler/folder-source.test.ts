import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compileProject } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import { afterEach, describe, expect, it } from "vitest";

const made: string[] = [];

async function folder(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "berth-compiler-"));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

afterEach(async () => {
  await Promise.all(made.splice(0).map((path) => rm(path, { recursive: true })));
});

const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

describe("a project in a folder", () => {
  it.each([
    ["app.json", {}],
    ["src/app.json", {}],
    ["mini/app.json", { "mini.project.json": '{"miniprogramRoot": "mini/", /* note */}' }],
  ])("F-PROJ-1: finds %s", async (path, more) => {
    const root = await folder({ [path]: "{}", ...more });
    const project = await folderSource(root);
    expect(project.root).toBe(join(root, dirname(path)));
    expect(text(await project.read("app.json"))).toBe("{}");
    expect((await project.read("mini.project.json")) !== null).toBe("mini.project.json" in more);
  });

  it("lists sources only, and looks for packages upwards and where it is told", async () => {
    const other = await folder({ "node_modules/c/index.js": "c" });
    const root = await folder({
      "app/app.json": "{}",
      "app/a/b.js": "",
      "app/.git/x": "",
      "app/dist/x.js": "",
      "app/node_modules/a/index.js": "a",
      "node_modules/b/index.js": "b",
    });
    const project = await folderSource(join(root, "app"), { packagesFrom: [other] });
    expect((await project.list()).sort()).toEqual(["a/b.js", "app.json"]);
    expect(text(await project.read("node_modules/a/index.js"))).toBe("a");
    expect(text(await project.read("node_modules/b/index.js"))).toBe("b");
    expect(text(await project.read("node_modules/c/index.js"))).toBe("c");
    expect(await project.read("a")).toBeNull();
    expect(await project.read("../node_modules/b/index.js")).toBeNull();
  });

  it("compiles components of a package from npm as they are", async () => {
    const { components } = JSON.parse('{"components":["list","tabs","modal","calendar","swipe-action","filter"]}') as {
      components: string[];
    };
    const root = await folder({
      "app.json": '{"pages":["p"]}',
      "app.js": "App({})",
      "p.js": "Page({})",
      "p.json": JSON.stringify({
        usingComponents: Object.fromEntries(components.map((name) => [name, `mini-ali-ui/es/${name}/index`])),
      }),
      "p.axml": components.map((name) => `<${name}/>`).join(""),
    });
    const result = await compileProject(await folderSource(root, { packagesFrom: [process.cwd()] }));
    expect(result.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
    expect(result.components.length).toBeGreaterThanOrEqual(components.length);
  });
});
