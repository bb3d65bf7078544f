import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CompileResult, compileLimits, compileProject, memorySource } from "@berth/compiler";
import { folderSource, pluginFolderSource } from "@berth/compiler/node";
import { afterEach, describe, expect, it } from "vitest";

type Files = Record<string, string>;

const base: Files = {
  "app.json": '{"pages":["index"]}',
  "app.js": "App({})",
  "index.json": "{}",
  "index.js": "Page({})",
  "index.axml": "<view/>",
};
const compile = (files: Files): Promise<CompileResult> => compileProject(memorySource({ ...base, ...files }));
const errors = async (files: Files): Promise<string[]> =>
  (await compile(files)).diagnostics.filter((d) => d.severity === "error").map((d) => `${d.code} ${d.file}`);

describe("projects that mean harm get a diagnostic, not a hang", () => {
  it("too many files", async () => {
    const many = Object.fromEntries(Array.from({ length: compileLimits.files }, (_, n) => [`f/${n}.txt`, ""]));
    expect(await errors(many)).toEqual(["PROJECT_LARGE mini.project.json"]);
  });

  it("folders that lie too deep, names that are too long", async () => {
    const deep = `${"d/".repeat(compileLimits.folderDepth)}x.png`;
    expect(await errors({ [deep]: "x" })).toEqual([`PROJECT_PATH ${deep}`]);
    expect(await errors({ [`${"n".repeat(compileLimits.pathLength)}.png`]: "x" })).toHaveLength(1);
  });

  it("a json that is too large or too deep", async () => {
    const large = `{"a":"${"x".repeat(compileLimits.configBytes)}"}`;
    expect(await errors({ "index.json": large })).toEqual(["FILE_TOO_LARGE index.json"]);
    expect(await errors({ "index.json": `{"a":${"[".repeat(5_000)}` })).toEqual(["JSON_SYNTAX index.json"]);
    // As data of a script it may be as large as a source.
    expect(await errors({ "data.json": large, "index.js": "require('./data.json'); Page({})" })).toEqual([]);
  });

  it("too many pages, components, subpackages", async () => {
    const pages = Array.from({ length: compileLimits.pages + 9 }, (_, n) => `p${n}`);
    const listed = await compile({ "app.json": JSON.stringify({ pages }) });
    expect(listed.diagnostics.filter((d) => d.code === "JSON_PAGES")).toHaveLength(1);
    const using = Object.fromEntries(pages.map((name) => [name, `/${name}`]));
    expect(await errors({ "index.json": JSON.stringify({ usingComponents: using }) })).toEqual([
      "JSON_COMPONENTS index.json",
    ]);
    const subPackages = pages.map((root) => ({ root, pages: [] }));
    expect(await errors({ "app.json": JSON.stringify({ pages: ["index"], subPackages }) })).toEqual([
      "JSON_SUBPACKAGE app.json",
    ]);
  });

  it.each(["__proto__", "a/__proto__/b", "a\u0000b", "https://x.example/a", "__plugin__/x/y", "x".repeat(600)])(
    "a page called %j",
    async (name) => {
      expect(await errors({ "app.json": JSON.stringify({ pages: ["index", name] }) })).toEqual(["JSON_PAGES app.json"]);
    },
  );

  it.each(["../x", "a/b", "", "__proto__", "a b"])("a plugin called %j", async (name) => {
    const app = `{"pages":["index"],"plugins":{${JSON.stringify(name)}:{"version":"1","provider":"2"}}}`;
    expect(await errors({ "app.json": app })).toEqual(["PLUGIN_NAME app.json"]);
  });

  it("members that are objects where lists belong, and the other way round", async () => {
    const odd =
      '{"pages":["index"],"subPackages":{},"preloadRule":[],"plugins":[],"permission":3,"behavior":[],"tabBar":[]}';
    expect(await errors({ "app.json": odd })).toEqual(["JSON_SUBPACKAGE app.json"]);
    expect(await errors({ "mini.project.json": "[]" })).toEqual(["JSON_SYNTAX mini.project.json"]);
    expect(
      await errors({ "mini.project.json": '{"compileOptions":[],"scripts":1,"developOptions":{"plugins":[]}}' }),
    ).toEqual([]);
  });
});

describe("folders on a disk", () => {
  const made: string[] = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map((path) => rm(path, { recursive: true })));
  });
  async function folder(files: Files): Promise<string> {
    const root = await mkdtemp(join(tmpdir(), "berth-hostile-"));
    made.push(root);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return root;
  }

  it("links that lead out of the project are no files of it", async () => {
    const secret = await folder({ "secret.png": "secret", "kit/index.js": "exports.a = 1" });
    const root = await folder({ ...base, "index.axml": '<image src="/own.png"/><image src="/out/secret.png"/>' });
    await symlink(join(secret, "secret.png"), join(root, "own.png"));
    await symlink(secret, join(root, "out"));
    // Workspaces link packages into node_modules; that stays possible.
    await mkdir(join(root, "node_modules"));
    await symlink(join(secret, "kit"), join(root, "node_modules/kit"));
    const result = await compileProject(await folderSource(root));
    expect(Object.keys(result.manifest?.files ?? {}).filter((name) => name.startsWith("files/"))).toEqual([]);
    expect(await (await folderSource(root)).read("node_modules/kit/index.js")).not.toBeNull();
  });

  it("miniprogramRoot and folders of plugins stay inside", async () => {
    const outside = await folder({ "app.json": "{}", "plugin.json": "{}" });
    const root = await folder({
      ...base,
      "mini.project.json": JSON.stringify({ miniprogramRoot: `..${outside.slice(outside.lastIndexOf("/"))}` }),
    });
    const project = await folderSource(root);
    expect(project.root).toBe(root);
    expect(project.folder?.("..")).toBeNull();
    expect(project.folder?.(`../${outside}`)).toBeNull();
    expect(await project.folder?.(".")?.read("app.js")).not.toBeNull();
    expect(project.pathOf(join(root, "a/b.js"))).toBe("a/b.js");
    const kit = await folder({ "mini.project.json": '{"pluginRoot":"plugin"}', "plugin/plugin.json": "{}" });
    expect(await (await pluginFolderSource(kit)).list()).toEqual(["plugin.json"]);
  });

  it("folders without end are cut, and said", async () => {
    const root = await folder({ ...base, [`${"d/".repeat(compileLimits.folderDepth + 20)}x.png`]: "x" });
    await writeFile(join(root, "d/".repeat(compileLimits.folderDepth), "y.png"), "y");
    const result = await compileProject(await folderSource(root));
    expect(result.diagnostics.map((d) => d.code)).toEqual(["PROJECT_PATH"]);
  });
});
