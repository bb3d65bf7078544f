import { type ApiDefinition, failure } from "./definition.js";

/** Programs call it by either name. */
const pathOf = ({ apFilePath, filePath }: Record<string, unknown>): string => String(apFilePath ?? filePath ?? "");

/** Saved files (F-CAT-H). */
export const fileApis: readonly ApiDefinition[] = [
  {
    name: "saveFile",
    async handler({ params, run }) {
      const saved = await run.files.save(pathOf(params));
      if ("address" in saved) return { apFilePath: saved.address, savedFilePath: saved.address, success: true };
      return failure(
        saved.error,
        saved.error === 7102 ? "saveFile: more than 10 MB" : "saveFile: there is no such file",
      );
    },
  },
  { name: "getSavedFileList", handler: async ({ run }) => ({ fileList: await run.files.list() }) },
  {
    name: "getSavedFileInfo",
    async handler({ params, run }) {
      const found = (await run.files.list()).find((file) => file.apFilePath === pathOf(params));
      return found === undefined
        ? failure(7103, "getSavedFileInfo: there is no such file")
        : { size: found.size, createTime: found.createTime };
    },
  },
  {
    name: "removeSavedFile",
    handler: async ({ params, run }) =>
      (await run.files.remove(pathOf(params))) ? {} : failure(7103, "removeSavedFile: there is no such file"),
  },
];
