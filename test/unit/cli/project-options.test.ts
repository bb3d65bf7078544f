import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWatchScript } from "../../../packages/cli/src/command/project-scripts.js";
import { main } from "../../../packages/cli/src/main.js";
import { quietTerminal } from "../../../packages/cli/src/terminal.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "berth-project-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function berth(...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const code = await main(args, { ...quietTerminal(), say: (line) => void said.push(line) });
  return { code, said: said.join("\n") };
}

const program = (app: Record<string, unknown> = {}): Record<string, string> => ({
  "app/app.json": JSON.stringify({ pages: ["index"], ...app }),
  "app/app.js": "App({});",
  "app/index.json": "{}",
  "app/index.js": "Page({});",
  "app/index.axml": "<view/>",
});

describe("scripts of mini.project.json (F-PROJ-1)", () => {
  const out = (): string => join(folder, "out.zip");
  const scripts = {
    beforeCompile: "echo made > app/made.txt && echo compiling",
    beforeUpload: "cat app/made.txt",
    beforePreview: "exit 9",
  };

  it("run before a build, said first, with what they write", async () => {
    write({ ...program(), "app/mini.project.json": JSON.stringify({ scripts: { beforeUpload: "exit 7" } }) });
    // The project's own file counts, beside which the scripts run.
    write({ "mini.project.json": JSON.stringify({ miniprogramRoot: "app", assetsInclude: ["*.txt"], scripts }) });
    rmSync(join(folder, "app/mini.project.json"));
    const { code, said } = await berth("build", folder, "--out", out());
    expect(said).toMatch(/run beforeCompile .*: echo made.*compiling.*run beforeUpload .*: cat.*made/s);
    expect(code).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(out())))).toContain("files/made.txt");
  });

  it("end the command when they fail, and are left out with --no-scripts", async () => {
    write({
      ...program(),
      "mini.project.json": JSON.stringify({ miniprogramRoot: "app", scripts: { beforeCompile: "exit 3" } }),
    });
    const failed = await berth("build", folder, "--out", out());
    expect(failed).toMatchObject({ code: 1, said: expect.stringContaining('beforeCompile ("exit 3") ended with 3') });
    expect((await berth("build", folder, "--out", out(), "--no-scripts")).code).toBe(0);
  });

  it("watch runs until it is ended", async () => {
    write({ "mini.project.json": JSON.stringify({ scripts: { watch: "echo started; sleep 60" } }) });
    const said: string[] = [];
    let started = (): void => {};
    const seen = new Promise<void>((resolve) => {
      started = resolve;
    });
    const end = await startWatchScript(folder, {
      ...quietTerminal(),
      say(line) {
        said.push(line);
        if (line.includes("started") && !line.includes("echo")) started();
      },
    });
    await seen;
    end();
    expect(said[0]).toContain("run watch of mini.project.json: echo started; sleep 60");
  });
});

describe("--plugin name=folder (F-PLG-1)", () => {
  const plugin = {
    "kit/mini.project.json": JSON.stringify({ compileType: "plugin", pluginRoot: "plugin" }),
    "kit/plugin/plugin.json": JSON.stringify({ publicComponents: { card: "card" } }),
    "kit/plugin/card.json": '{"component":true}',
    "kit/plugin/card.js": "Component({})",
    "kit/plugin/card.axml": '<image src="dot.png"/>',
    "kit/plugin/dot.png": "x",
  };
  const app = program({
    plugins: { hello: { version: "*", provider: "1" } },
    usingComponents: { c: "plugin://hello/card" },
  });

  it("gives the code of a plugin", async () => {
    write({ ...app, ...plugin });
    const out = join(folder, "out.zip");
    const missing = await berth("build", join(folder, "app"), "--out", out);
    expect(missing.code).toBe(1);
    expect(missing.said).toContain("--plugin hello=<folder>");
    const given = await berth("build", "--plugin", `hello=${join(folder, "kit")}`, join(folder, "app"), "--out", out);
    expect(given).toMatchObject({ code: 0 });
    expect(Object.keys(unzipSync(readFileSync(out)))).toContain("files/__plugin__/hello/dot.png");
  });

  it("refuses what names no folder", async () => {
    write(app);
    expect(await berth("build", folder, "--plugin", "hello")).toMatchObject({ code: 2 });
    expect(await berth("build", folder, "--plugin", "hello=/no/such")).toMatchObject({ code: 1 });
  });
});
