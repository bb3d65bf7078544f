import { type ApiDefinition, failure } from "./definition.js";
import { mediumOf } from "./picture-of.js";
import type { RunContext } from "./run-context.js";

/** A picture for scripted runs: 64 x 64 px, drawn, so that nothing is fetched. */
async function scriptedImage(): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.fillStyle = "#1677ff";
    context.fillRect(0, 0, 64, 64);
  }
  return canvas.convertToBlob({ type: "image/png" });
}

async function pickImages(run: RunContext, count: number, camera: boolean): Promise<Blob[] | null> {
  const files = await run.surface.pickFiles({ accept: "image/*", multiple: count > 1, camera });
  return files === null ? null : files.slice(0, count);
}

/** Pictures (F-CAT-F). */
export const imageApis: readonly ApiDefinition[] = [
  {
    name: "chooseImage",
    async handler({ params, run }) {
      const count = Math.max(1, Math.min(9, Number(params["count"] ?? 1)));
      const sources = Array.isArray(params["sourceType"]) ? params["sourceType"] : ["camera", "album"];
      const scripted = run.answer("chooseImage");
      if (scripted === "cancel") return failure(11, "the user cancelled");
      let blobs: Blob[] | null;
      if (scripted !== null) blobs = [await scriptedImage()];
      else {
        await run.foreground();
        const choose = run.services.devices?.chooseImages;
        const camera = sources.includes("camera");
        const album = sources.includes("album");
        blobs =
          choose !== undefined
            ? await choose({ count, camera, album })
            : await pickImages(run, count, camera && !album);
      }
      if (blobs === null || blobs.length === 0) return failure(11, "the user cancelled");
      const paths = blobs.map((blob) => run.files.addTemporary(blob));
      return {
        apFilePaths: paths,
        tempFilePaths: paths,
        tempFiles: paths.map((path, i) => ({ path, size: blobs[i]?.size ?? 0 })),
      };
    },
  },
  {
    // The worker has the drawing from the view; here it becomes a file of the app (S-VIEW-7).
    name: "canvasToTempFilePath",
    rules: "data:any! type:string",
    handler({ params, run }) {
      const { data, type } = params;
      if (!(data instanceof ArrayBuffer)) return failure(2, 'canvasToTempFilePath: parameter "data" must be a buffer');
      const blob = new Blob([data], { type: type === "image/jpeg" ? type : "image/png" });
      const path = run.files.addTemporary(blob);
      return { apFilePath: path, tempFilePath: path };
    },
  },
  {
    name: "previewImage",
    async handler({ params, run }) {
      if (run.answer("previewImage") !== null) return {};
      const urls = (params["urls"] as unknown[]).map(String);
      const wanted = params["current"];
      const current = typeof wanted === "string" ? Math.max(0, urls.indexOf(wanted)) : Number(wanted ?? 0) || 0;
      await run.foreground();
      run.surface.previewImages(urls, current, (address) => run.resources.get(address, "image"));
      return {};
    },
  },
  {
    name: "getImageInfo",
    async handler({ params, run }) {
      const source = params["src"] as string;
      const blob = await mediumOf(run, source, "image");
      if (!(blob instanceof Blob)) return failure(blob.error, `getImageInfo: ${blob.message}`);
      try {
        const bitmap = await createImageBitmap(blob);
        const { width, height } = bitmap;
        bitmap.close();
        const path = source.startsWith("berth-file:") ? source : run.files.addTemporary(blob);
        return { width, height, path, type: blob.type.replace("image/", ""), orientation: "up" };
      } catch {
        return failure(18, "getImageInfo: the file is no picture that can be read");
      }
    },
  },
  ...["saveImage", "saveImageToPhotosAlbum"].map(
    (name): ApiDefinition => ({
      name,
      scope: "album",
      async handler({ params, run }) {
        const address = params["url"] ?? params["filePath"];
        if (typeof address !== "string") return failure(2, `${name}: parameter "url" is missing`);
        const blob = await mediumOf(run, address, "image");
        if (!(blob instanceof Blob)) return failure(17, `${name}: ${blob.message}`);
        if (run.answer(name) === null) await (await import("./offer-file.js")).offerFile(run, blob, "image");
        return { success: true };
      },
    }),
  ),
];
