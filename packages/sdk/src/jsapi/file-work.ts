import { type Unzipped, unzip } from "fflate";
import { mediaType } from "../gate/media-type.js";
import { savedFilesQuota } from "./app-files.js";
import { type ApiCall, type ApiResult, failure } from "./definition.js";
import { isPath, refusal } from "./file-changes.js";
import { fileKind } from "./file-kind.js";
import { md5 } from "./md5.js";
import { offerFile } from "./offer-file.js";
import type { RunContext } from "./run-context.js";

const absent = (api: string): ApiResult => failure(7103, `${api}: there is no such file`);
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const pathOf = ({ apFilePath, filePath }: Record<string, unknown>): string => String(apFilePath ?? filePath ?? "");

async function getFileInfo({ params, run }: ApiCall): Promise<ApiResult> {
  const blob = await run.files.read(pathOf(params));
  if (blob === null) return absent("getFileInfo");
  const bytes = await blob.arrayBuffer();
  if (String(params["digestAlgorithm"]).toLowerCase() !== "sha1")
    return { size: blob.size, digest: md5(new Uint8Array(bytes)) };
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", bytes));
  return { size: blob.size, digest: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

async function openDocument({ params, run }: ApiCall): Promise<ApiResult> {
  const path = String(params["filePath"]);
  const blob = await run.files.read(path);
  if (blob === null) return absent("openDocument");
  if (run.answer("openDocument") !== null) return {};
  await run.foreground();
  const show = run.services.devices?.showDocument;
  if (show !== undefined) {
    await show(blob, nameOf(path));
    return {};
  }
  // By its bytes, not by what it is called: anything else in a frame of the host's origin could be a page.
  const isPdf = (await fileKind(blob))?.extension === "pdf" && navigator.pdfViewerEnabled;
  const close = await run.surface.showDocument({
    name: nameOf(path),
    pdf: isPdf ? new Blob([blob], { type: "application/pdf" }) : null,
    save: () => void offerFile(run, blob, nameOf(path)),
  });
  run.watches.atEnd(close);
  return {};
}

async function saveFileToDisk({ params, run }: ApiCall): Promise<ApiResult> {
  const path = pathOf(params);
  const blob = await run.files.read(path);
  if (blob === null) return absent("saveFileToDisk");
  if (run.answer("saveFileToDisk") === null) await offerFile(run, blob, nameOf(path));
  return { success: true };
}

async function chooseFileFromDisk({ run }: ApiCall): Promise<ApiResult> {
  const scripted = run.answer("chooseFileFromDisk");
  let chosen: { blob: Blob; name: string } | null = null;
  if (scripted !== null) {
    const text = typeof scripted === "object" ? String(scripted.value) : "a file";
    if (scripted !== "cancel") chosen = { blob: new Blob([text], { type: "text/plain" }), name: "file.txt" };
  } else {
    await run.foreground();
    const choose = run.services.devices?.chooseFile;
    if (choose !== undefined) chosen = await choose();
    else {
      const file = (await run.surface.pickFiles({ accept: "", multiple: false, camera: false }))?.[0];
      if (file !== undefined) chosen = { blob: file, name: file.name };
    }
  }
  if (chosen === null) return failure(11, "the user cancelled");
  const { blob, name } = chosen;
  const path = run.files.addTemporary(blob.type === "" ? new Blob([blob], { type: mediaType(name) }) : blob);
  return { apFilePath: path, filePath: path, tempFilePath: path, name, size: blob.size };
}

async function detectFileType({ params, run }: ApiCall): Promise<ApiResult> {
  const blob = await run.files.read(pathOf(params));
  if (blob === null) return absent("detectFileType");
  return (await fileKind(blob)) ?? { type: "application/octet-stream", extension: "" };
}

/** An archive that a file manager in the worker wants unpacked. */
async function unzipped({ params, run }: ApiCall): Promise<ApiResult> {
  const { zipFilePath, targetPath } = params;
  if (typeof zipFilePath !== "string" || typeof targetPath !== "string") {
    return failure(
      2,
      `unzip: parameter "${typeof zipFilePath === "string" ? "targetPath" : "zipFilePath"}" is missing`,
    );
  }
  return unpack(run, zipFilePath, targetPath.replace(/\/+$/, ""));
}

async function unpack(run: RunContext, from: string, to: string): Promise<ApiResult> {
  const blob = await run.files.read(from);
  if (blob === null || (to !== "berth-file:usr" && !isPath(to)) || !to.startsWith("berth-file:usr"))
    return absent("unzip");
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let total = 0;
  const files = await new Promise<Unzipped | null>((resolve) =>
    unzip(
      bytes,
      {
        filter: ({ originalSize }) => {
          total += originalSize;
          return total <= savedFilesQuota;
        },
      },
      (error, unpacked) => resolve(error === null ? unpacked : null),
    ),
  );
  if (files === null) return failure(3, "unzip: the file is no zip archive that can be read");
  if (total > savedFilesQuota) return refusal(7102);
  const known = new Set((await run.files.kept()).map(([path]) => path));
  const changes = new Map<string, Blob>();
  for (const [name, content] of Object.entries(files)) {
    const path = `${to}/${name}`;
    if (!isPath(path)) return failure(3, `unzip: the archive has a file that is called ${name}`);
    for (let at = path.indexOf("/") + 1; at > 0; at = path.indexOf("/", at) + 1) {
      const directory = path.slice(0, at);
      if (directory !== "berth-file:usr/" && !known.has(directory)) changes.set(directory, new Blob());
    }
    if (!path.endsWith("/"))
      changes.set(path, new Blob([content as Uint8Array<ArrayBuffer>], { type: mediaType(path) }));
  }
  const code = await run.files.change([...changes], true);
  return code === null ? { success: true } : refusal(code);
}

const answers: Readonly<Record<string, (call: ApiCall) => Promise<ApiResult>>> = {
  getFileInfo,
  openDocument,
  saveFileToDisk,
  chooseFileFromDisk,
  detectFileType,
  getFileSystemManager: unzipped,
};

/** Files beyond saving and listing them (F-CAT-H). */
export async function fileApi(call: ApiCall): Promise<ApiResult> {
  return answers[call.api]?.(call);
}
