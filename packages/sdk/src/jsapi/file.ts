import { type ApiDefinition, failure } from "./definition.js";

/** Saved files (F-CAT-H). */
export const fileApis: readonly ApiDefinition[] = [
  {
    name: "saveFile",
    async handler({ params, run }) {
      const saved = await run.files.save(params["apFilePath"] as string);
      if ("address" in saved) return { apFilePath: saved.address };
      return failure(
        saved.error,
        saved.error === 7102 ? "saveFile: more than 10 MB" : "saveFile: there is no such file",
      );
    },
  },
  {
    name: "getFileInfo",
    async handler({ params, run }) {
      const blob = await run.files.read(params["apFilePath"] as string);
      if (blob === null) return failure(7103, "getFileInfo: there is no such file");
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", await blob.arrayBuffer()));
      const hex = Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
      return params["digestAlgorithm"] === "sha1" ? { size: blob.size, digest: hex } : { size: blob.size };
    },
  },
  { name: "getSavedFileList", handler: async ({ run }) => ({ fileList: await run.files.list() }) },
  {
    name: "getSavedFileInfo",
    async handler({ params, run }) {
      const found = (await run.files.list()).find((file) => file.apFilePath === params["apFilePath"]);
      return found === undefined
        ? failure(7103, "getSavedFileInfo: there is no such file")
        : { size: found.size, createTime: found.createTime };
    },
  },
  {
    name: "removeSavedFile",
    handler: async ({ params, run }) =>
      (await run.files.remove(params["apFilePath"] as string))
        ? {}
        : failure(7103, "removeSavedFile: there is no such file"),
  },
];
