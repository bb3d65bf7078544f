import { zipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { lineOf, makeHost, openPackage, packageOf, program, script, useHostPage } from "./host-harness.js";

/** A second of a tone, as a WAV file: 8 bits, 8 kHz. */
function tone(): Uint8Array {
  const samples = 8_000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(samples, 24);
  head.writeUInt32LE(samples, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([
    head,
    Buffer.from(Uint8Array.from({ length: samples }, (_, i) => 128 + 100 * Math.sin(i / 3))),
  ]);
}

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF";

describe("files, pictures, sound and recordings in a browser", () => {
  let page: Page;
  useHostPage((_bench, next) => {
    page = next;
  });
  const value = async (name: string): Promise<unknown> =>
    JSON.parse((await lineOf(page, `${name}:`)).slice(name.length + 1));
  const run = async (
    body: string,
    answers: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
  ): Promise<void> => {
    await makeHost(page, { answers });
    const files = program(script(body), more as Record<string, string>);
    expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
  };

  test("the program's folder is written and read at once, and there again when it is opened again (F-CAT-H5)", async () => {
    const zip = Buffer.from(zipSync({ "d/in.txt": new TextEncoder().encode("zipped"), "up.txt": new Uint8Array(3) }));
    await run(
      `const fs = my.getFileSystemManager(), usr = my.env.USER_DATA_PATH;
       report("before", fs.readdirSync(usr).files);
       if (fs.accessSync(usr + "/kept.txt").success) return report("again", fs.readFileSync(usr + "/kept.txt", "utf8").data);
       await fs.writeFile({ filePath: usr + "/kept.txt", data: "still here" });
       report("sum", await my.getFileInfo({ filePath: usr + "/kept.txt" }));
       const { apFilePaths: [picture] } = await my.chooseImage();
       report("picture", fs.readFileSync(picture, "binary").data.slice(1, 4));
       fs.writeFileSync(usr + "/a.zip", ${JSON.stringify(zip.toString("base64"))}, "base64");
       await fs.unzip({ zipFilePath: usr + "/a.zip", targetPath: usr + "/out" });
       report("unzipped", [fs.readFileSync(usr + "/out/d/in.txt", "utf8").data, fs.statSync(usr + "/out/up.txt").stats.size]);
       report("kind", await my.detectFileType({ filePath: picture }));
       report("kept", await my.saveFile({ filePath: picture }).then(({ apFilePath }) => my.getSavedFileInfo({ filePath: apFilePath })));`,
      { chooseImage: "approve" },
    );
    expect(await value("before")).toEqual([]);
    expect(await value("sum")).toEqual({ size: 10, digest: "ac492a1e13baae9c73a07b1e962e79bf" });
    expect(await value("picture")).toBe("PNG");
    expect(await value("unzipped")).toEqual(["zipped", 3]);
    expect(await value("kind")).toEqual({ type: "image/png", extension: "png" });
    expect(await value("kept")).toMatchObject({ size: expect.any(Number) });
    await page.evaluate(async () => {
      await globalThis.bench.app.close();
      globalThis.bench.events = [];
    });
    const again = program(
      script(
        `const fs = my.getFileSystemManager(); report("again", fs.readFileSync(my.env.USER_DATA_PATH + "/kept.txt", "utf8").data);`,
      ),
    );
    expect(await openPackage(page, await packageOf(again))).toEqual({ ok: true });
    expect(await value("again")).toBe("still here");
  });

  test("pictures become smaller in size and bytes (F-CAT-F5)", async () => {
    await run(
      `const { apFilePaths } = await my.chooseImage();
       const small = await my.compressImage({ apFilePaths, maxWidth: 32, maxHeight: 32, compressLevel: 0 });
       report("small", await my.getImageInfo({ src: small.apFilePaths[0] }));
       report("same", (await my.compressImage({ apFilePaths, compressLevel: 3 })).apFilePaths[0] === apFilePaths[0]);
       report("none", await my.compressImage({ apFilePaths: ["berth-file:tmp/none"] }).catch(({ error }) => error));
       report("code", await my.generateImageFromCode({ code: "x" }).catch(({ error, errorMessage }) => [error, errorMessage]));`,
      { chooseImage: "approve" },
    );
    expect(await value("small")).toMatchObject({ width: 32, height: 32, type: "jpeg" });
    expect(await value("same")).toBe(true);
    expect(await value("none")).toBe(12);
    expect(await value("code")).toEqual([1, expect.stringContaining("drawCode")]);
  });

  test("a sound plays, tells how it goes on, and rests in the background (F-CAT-M3)", async () => {
    await makeHost(page);
    const files = program(
      `play() {
         const sound = this.sound = my.createInnerAudioContext();
         for (const name of ["Canplay", "Play", "Pause", "Ended", "Stop", "Error"])
           sound["on" + name]((e) => console.log(name + ":" + JSON.stringify([sound.paused, sound.duration, e.errCode || 0])));
         const path = my.env.USER_DATA_PATH + "/tone.wav";
         my.getFileSystemManager().writeFileSync(path, ${JSON.stringify(Buffer.from(tone()).toString("base64"))}, "base64");
         sound.src = path;
         sound.loop = true;
         sound.play();
       },
       refuse() {
         const other = my.createInnerAudioContext();
         other.onError(({ errCode }) => console.log("refused:" + errCode));
         other.src = "https://not-listed.example/a.mp3";
         other.play();
       }`,
      {
        "pages/a/a.axml":
          "<button id='play' onTap='play'>play</button><button id='refuse' onTap='refuse'>refuse</button>",
      },
    );
    expect(
      await openPackage(page, await packageOf(files), {}, { serverDomains: { mode: "list", entries: [] } }),
    ).toEqual({ ok: true });
    const shell = page.frames().find((each) => each.url().includes("/shell"));
    await shell?.locator("#play").click();
    expect(await value("Play")).toEqual([false, expect.any(Number), 0]);
    expect(await value("Canplay")).toEqual([expect.any(Boolean), 1, 0]);
    await shell?.locator("#refuse").click();
    expect(await value("refused")).toBe(10007);
    await page.evaluate(() => globalThis.bench.app.hide());
    expect(await value("Pause")).toEqual([true, 1, 0]);
  });

  test("a recording is asked for, made of the microphone, and is a file (F-API-10, F-CAT-M3)", async () => {
    await page.context().grantPermissions(["microphone"]);
    await run(
      `const recorder = my.getRecorderManager();
       const stopped = new Promise((resolve) => recorder.onStop(resolve));
       const failed = new Promise((resolve) => recorder.onError(({ error }) => resolve(error)));
       const started = new Promise((resolve) => recorder.onStart(resolve));
       recorder.start({ duration: 60000, frameSize: 1 });
       report("first", await Promise.race([started.then(() => "started"), failed]));
       await new Promise((resolve) => recorder.onFrameRecorded(({ frameBuffer }) => frameBuffer.byteLength > 0 && resolve()));
       recorder.stop();
       const { tempFilePath, fileSize } = await stopped;
       report("file", [fileSize > 0, my.getFileSystemManager().statSync(tempFilePath).stats.size === fileSize]);
       report("sources", (await my.getAvailableAudioSources()).audioSources);`,
      { "scope.record": "approve" },
    );
    expect(await value("first")).toBe("started");
    expect(await value("file")).toEqual([true, true]);
    expect(await value("sources")).toEqual(["auto", "mic"]);
    await run(
      `const recorder = my.getRecorderManager();
       recorder.onError(({ error }) => report("refused", error));
       recorder.start();`,
      { "scope.record": "cancel" },
    );
    expect(await value("refused")).toBe(2001);
  });

  test("files are chosen, shown and saved; videos tell their size (F-CAT-H4, F-CAT-F5)", async () => {
    const webm = await page.evaluate(async () => {
      const canvas = document.createElement("canvas");
      canvas.width = 64;
      canvas.height = 48;
      const context = canvas.getContext("2d");
      const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
      const chunks: Blob[] = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      const over = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.start();
      for (let i = 0; i < 10; i += 1) {
        context?.fillRect(i, i, 9, 9);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      recorder.stop();
      await over;
      return [...new Uint8Array(await new Blob(chunks).arrayBuffer())];
    });
    const asked = page.waitForEvent("filechooser");
    await run(
      `const chosen = await my.chooseFileFromDisk();
       report("chosen", [chosen.name, chosen.size]);
       const { width, height, type, duration } = await my.getVideoInfo({ src: chosen.apFilePath });
       report("video", [width, height, type, duration > 0.1]);
       const fs = my.getFileSystemManager(), path = my.env.USER_DATA_PATH + "/paper.pdf";
       fs.writeFileSync(path, ${JSON.stringify(pdf)});
       await my.openDocument({ filePath: path, fileType: "pdf" });
       report("open", (await my.openDocument({ filePath: "berth-file:usr/none" }).catch(({ error }) => error)));`,
    );
    await (await asked).setFiles({ name: "clip.webm", mimeType: "video/webm", buffer: Buffer.from(webm) });
    expect(await value("chosen")).toEqual(["clip.webm", webm.length]);
    expect(await value("video")).toEqual([64, 48, "webm", true]);
    expect(await value("open")).toBe(7103);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save file" }).click();
    expect((await saved).suggestedFilename()).toBe("paper.pdf");
    await page.getByRole("button", { name: "Close" }).last().click();
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  });
});
