import { describe, expect, test } from "vitest";
import { programRun } from "../../support/program-run.js";

type Outcome = Record<string, unknown> & { data: unknown };
type Manager = Record<string, (...args: unknown[]) => Outcome & Promise<Outcome>>;

const usr = "berth-file:usr";

async function start() {
  const changes: [string, unknown][] = [];
  const run = await programRun(
    { "index.axml": "<view/>" },
    {
      extra: true,
      start: { files: [], missing: {} },
      answers: {
        getFileSystemManager(params) {
          changes.push(...((params["changes"] ?? []) as unknown as [string, unknown][]));
          return { success: true };
        },
      },
    },
  );
  return { run, changes, files: run.my["getFileSystemManager"]?.() as Manager };
}

describe("FileSystemManager in the worker (F-CAT-H5)", () => {
  test("what was written is read at once, in every encoding, and told to the host in order", async () => {
    const { run, files, changes } = await start();
    expect(files.writeFileSync!({ filePath: `${usr}/a.txt`, data: "grüß" })).toEqual({ success: true });
    expect(files.readFileSync!(`${usr}/a.txt`, "utf8").data).toBe("grüß");
    expect(files.readFileSync!({ filePath: `${usr}/a.txt`, encoding: "hex" }).data).toBe("6772c3bcc39f");
    expect(files.readFileSync!({ filePath: `${usr}/a.txt`, encoding: "base64" }).data).toBe("Z3LDvMOf");
    expect((files.readFileSync!(`${usr}/a.txt`).data as ArrayBuffer).byteLength).toBe(6);
    expect(files.readFileSync!({ filePath: `${usr}/a.txt`, encoding: "ascii", position: 1, length: 1 }).data).toBe("r");
    for (const encoding of ["utf16le", "ucs2"]) {
      files.writeFileSync!(`${usr}/b`, "中文", encoding);
      expect(files.readFileSync!(`${usr}/b`, encoding).data).toBe("中文");
    }
    files.appendFileSync!(`${usr}/a.txt`, "!");
    expect(files.readFileSync!(`${usr}/a.txt`, "utf-8").data).toBe("grüß!");
    files.unlinkSync!(`${usr}/b`);
    expect(files.accessSync!(`${usr}/b`)).toMatchObject({ error: 7103 });
    await run.settle();
    expect(changes.map(([path, content]) => [path, content === null])).toEqual([
      [`${usr}/a.txt`, false],
      [`${usr}/b`, false],
      [`${usr}/b`, false],
      [`${usr}/a.txt`, false],
      [`${usr}/b`, true],
    ]);
    expect(await (changes[3]![1] as Blob).text()).toBe("grüß!");
  });

  test("directories: made, listed, renamed with what is in them, removed when empty or recursively", async () => {
    const { files } = await start();
    expect(files.mkdirSync!(`${usr}/a/b`)).toMatchObject({ error: 7103 });
    expect(files.mkdirSync!(`${usr}/a/b`, true)).toEqual({ success: true });
    expect(files.mkdirSync!(`${usr}/a`)).toMatchObject({ error: 10025 });
    files.writeFileSync!(`${usr}/a/b/c.txt`, "c");
    expect(files.readdirSync!(`${usr}/a`)).toMatchObject({ files: ["b"] });
    expect(files.rmdirSync!(`${usr}/a`)).toMatchObject({ error: 3 });
    expect(files.renameSync!(`${usr}/a`, `${usr}/z`)).toEqual({ success: true });
    expect(files.readFileSync!(`${usr}/z/b/c.txt`, "utf8").data).toBe("c");
    const { stats } = files.statSync!(`${usr}/z/b/c.txt`) as unknown as { stats: Record<string, () => boolean> };
    expect([stats["size"], stats["isFile"]?.(), stats["isDirectory"]?.()]).toEqual([1, true, false]);
    expect(Object.keys(files.statSync!({ path: usr, recursive: true })["stats"] as object)).toEqual(
      expect.arrayContaining(["/z", "/z/b", "/z/b/c.txt"]),
    );
    expect(files.copyFileSync!(`${usr}/z/b/c.txt`, `${usr}/d.txt`)).toEqual({ success: true });
    expect(files.rmdirSync!(`${usr}/z`, true)).toEqual({ success: true });
    expect(files.readdirSync!(usr)).toMatchObject({ files: ["d.txt"] });
  });

  test("nothing outside the folders of the app, and no more than 10 MB in them (F-STO-6)", async () => {
    const { files, changes, run } = await start();
    for (const filePath of [
      "/etc/passwd",
      "https://a.example/x",
      `${usr}/../../x`,
      "berth-file:tmp/x",
      `${usr}/none/x`,
    ])
      expect(files.writeFileSync!(filePath, "x")).toMatchObject({ error: 7103 });
    expect(files.writeFileSync!(`${usr}/a/../b`, "x")).toEqual({ success: true });
    expect(files.readFileSync!(`${usr}/b`, "utf8").data).toBe("x");
    const large = new ArrayBuffer(10 * 1024 * 1024);
    expect(files.writeFileSync!(`${usr}/b`, large)).toMatchObject({ success: true });
    expect(files.writeFileSync!(`${usr}/c`, "x")).toMatchObject({ error: 7102 });
    expect(files.accessSync!(`${usr}/c`)).toMatchObject({ error: 7103 });
    expect(files.writeFileSync!({ data: "x" })).toMatchObject({
      error: 2,
      errorMessage: expect.stringContaining("filePath"),
    });
    await run.settle();
    expect(changes).toHaveLength(2);
  });

  test("success comes when the host has it safe; what it refuses fails (F-API-1)", async () => {
    const { run, files } = await start();
    const told: unknown[] = [];
    await files.writeFile!({ filePath: `${usr}/a`, data: "1", success: () => told.push("kept") });
    run.answers["getFileSystemManager"] = () => ({ error: 7102, errorMessage: "full" });
    await files.writeFile!({
      filePath: `${usr}/a`,
      data: "2",
      fail: (failure: Outcome) => told.push(failure["error"]),
    });
    await expect(files.readFile!({ filePath: `${usr}/none` })).rejects.toMatchObject({ error: 7103 });
    await expect(files.unzip!({ zipFilePath: `${usr}/a`, targetPath: usr })).rejects.toMatchObject({ error: 7102 });
    expect(told).toEqual(["kept", 7102]);
  });

  test("files of the host are there without asking: kept ones at the start, temporary ones when they come", async () => {
    const { run, files } = await start();
    run.send(["event", "my", { event: "file", data: ["berth-file:tmp/1.txt", new Blob(["tmp"]), 1, 2] as never }]);
    expect(files.statSync!("berth-file:tmp/1.txt")).toMatchObject({ stats: { size: 3, lastModifiedTime: 2 } });
    const { savedFilePath } = files.saveFileSync!("berth-file:tmp/1.txt");
    expect(files.accessSync!("berth-file:tmp/1.txt")).toMatchObject({ error: 7103 });
    expect(files.getSavedFileListSync!()).toMatchObject({ fileList: [{ apFilePath: savedFilePath, size: 3 }] });
    run.send(["event", "my", { event: "file", data: [savedFilePath, null, 0, 0] as never }]);
    expect(files.getSavedFileListSync!()).toMatchObject({ fileList: [] });
  });
});
