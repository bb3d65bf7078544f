import { beforeEach, describe, expect, test } from "vitest";
import { savedFilesQuota } from "../../../packages/sdk/src/jsapi/app-files.js";
import { Calls, type Result, response } from "./network-bench.js";

let calls: Calls;
beforeEach(async () => {
  calls = await new Calls().start();
});

describe("files of the network (F-NET-20 to F-NET-22)", () => {
  const url = "https://api.example.com/files";
  const upload = (params: Result) => calls.call("uploadFile", { url, fileName: "pic", ...params });

  test("F-NET-20: a form with fields and the file under its field's name; both spellings of the status", async () => {
    calls.answer = response(413, "too large", "text/plain");
    const filePath = calls.files.addTemporary(new Blob(["pixels"], { type: "image/png" }));
    const result = await upload({
      filePath,
      formData: { a: 'x"y', n: { b: 1 } },
      header: { "Content-Type": "text/plain", "X-Own": "1" },
    });
    // A status outside 2xx is a success of uploadFile (F-NET-22).
    expect(result).toMatchObject({
      data: "too large",
      status: 413,
      statusCode: 413,
      header: { "content-type": "text/plain" },
    });
    const [sent] = calls.sent;
    expect([sent?.transfer.method, sent?.transfer.timeoutMs, sent?.transfer.headers["x-own"]]).toEqual([
      "POST",
      60_000,
      "1",
    ]);
    const form = await new Response(sent?.transfer.body, {
      headers: { "content-type": sent?.transfer.headers["content-type"] ?? "" },
    }).formData();
    const file = form.get("pic") as File;
    expect([form.get("a"), form.get("n"), file.name, file.type, await file.text()]).toEqual([
      'x"y',
      '{"b":1}',
      filePath.slice(15),
      "image/png",
      "pixels",
    ]);
  });

  test("F-NET-20: an indicator is up while it lasts, unless hideLoading", async () => {
    const filePath = calls.files.addTemporary(new Blob(["x"]));
    await upload({ filePath, hideLoading: true });
    expect(calls.indicators).toEqual([]);
    calls.answer = { kind: "failed", reason: "network", message: "no" };
    await upload({ filePath });
    expect(calls.indicators).toEqual(["shown", "hidden"]);
  });

  test("F-NET-20, F-NET-22: 11 no file, 13 no file of this program, 4 the list, 12 everything on the way", async () => {
    const filePath = calls.files.addTemporary(new Blob(["x"]));
    expect(await upload({ filePath: "berth-file:tmp/99" })).toMatchObject({ error: 11 });
    for (const path of ["/etc/passwd", "file:///etc/passwd", "https://api.example.com/a.png", "../x"])
      expect(await upload({ filePath: path }), path).toMatchObject({ error: 13 });
    expect(await upload({ filePath, url: "https://evil.test/" })).toMatchObject({ error: 4 });
    expect(calls.sent).toHaveLength(0);
    for (const reason of ["network", "timeout", "tooLarge", "redirectLimit"] as const) {
      calls.answer = { kind: "failed", reason, message: reason };
      expect(await upload({ filePath }), reason).toMatchObject({ error: 12 });
      expect(await calls.call("downloadFile", { url }), reason).toMatchObject({ error: 12 });
    }
  });

  test("F-NET-21, F-NET-22: a download is a temporary file under both names; other states are 12, http is 20", async () => {
    calls.answer = response(200, "pixels", "image/png");
    const result = await calls.call("downloadFile", { url });
    expect(result["apFilePath"]).toBe(result["tempFilePath"]);
    expect(result["apFilePath"]).toMatch(/\.png$/);
    expect(await (await calls.files.read(result["tempFilePath"] as string))?.text()).toBe("pixels");
    calls.answer = response(404, "");
    expect(await calls.call("downloadFile", { url })).toMatchObject({ error: 12, status: 404 });
    expect(await calls.call("downloadFile", { url: "http://api.example.com/" })).toMatchObject({ error: 20 });
    expect(await calls.call("downloadFile", { url: "https://evil.test/" })).toMatchObject({ error: 4 });
    // A temporary file lives until the app is destroyed.
    calls.files.dispose();
    expect(await calls.files.read(result["tempFilePath"] as string)).toBeNull();
  });

  test("F-STO-6: saved files stay, 10 MB in all, also when saved at once; others' files are 7103", async () => {
    const temporary = (size: number) => calls.files.addTemporary(new Blob([new Uint8Array(size)]));
    const save = (apFilePath: string) => calls.call("saveFile", { apFilePath });
    const half = savedFilesQuota / 2;
    const saved = await Promise.all([half, half - 1, 2, 1].map((size) => save(temporary(size))));
    expect(saved.map(({ error }) => error)).toEqual([undefined, undefined, 7102, undefined]);
    expect(new Set(saved.map(({ apFilePath }) => apFilePath)).size).toBe(4);
    calls.files.dispose();
    expect((await calls.files.read(saved[1]?.["apFilePath"] as string))?.size).toBe(half - 1);
    for (const path of ["/etc/passwd", "berth-file:saved/none", "berth-file:tmp/1"])
      expect(await save(path)).toMatchObject({ error: 7103 });
  });
});
