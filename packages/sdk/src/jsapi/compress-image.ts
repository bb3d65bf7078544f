import { type ApiCall, type ApiResult, failure } from "./definition.js";
import { mediumOf } from "./picture-of.js";

/** Quality of JPEG and largest side by level: low, middle, high; 3 is the picture itself, 4 decides by its size. */
const levels = [
  { quality: 0.4, side: 960 },
  { quality: 0.6, side: 1_280 },
  { quality: 0.85, side: 2_560 },
] as const;

/** What stays below it is not worth making smaller at level 4, bytes. */
const smallBytes = 100 * 1024;

function positive(value: unknown): number | undefined {
  return Number(value) > 0 ? Number(value) : undefined;
}

async function compressed(blob: Blob, level: number, params: Record<string, unknown>): Promise<Blob> {
  const { quality, side } = levels[level] ?? levels[blob.size < 1024 * 1024 ? 2 : 1];
  const bitmap = await createImageBitmap(blob);
  try {
    const { width, height } = bitmap;
    const wantedWidth = positive(params["compressedWidth"]);
    const wantedHeight = positive(params["compressedHeight"]);
    let scaleX = wantedWidth === undefined ? undefined : wantedWidth / width;
    let scaleY = wantedHeight === undefined ? undefined : wantedHeight / height;
    const most = Math.min(
      1,
      (positive(params["maxWidth"]) ?? side) / width,
      (positive(params["maxHeight"]) ?? side) / height,
    );
    // One side given keeps the shape; never larger than it was.
    scaleX = Math.min(1, scaleX ?? scaleY ?? most);
    scaleY = Math.min(1, scaleY ?? scaleX);
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(width * scaleX)),
      Math.max(1, Math.round(height * scaleY)),
    );
    const context = canvas.getContext("2d");
    if (context === null) return blob;
    // JPEG has no transparency: what is clear becomes white, not black.
    const keepsClear = blob.type === "image/png" || blob.type === "image/webp";
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const clear = keepsClear && hasClear(context, canvas.width, canvas.height);
    const made = await canvas.convertToBlob(clear ? { type: "image/png" } : { type: "image/jpeg", quality });
    // A picture that has its size and got heavier was better before.
    const same = canvas.width === width && canvas.height === height;
    return same && made.size >= blob.size ? blob : made;
  } finally {
    bitmap.close();
  }
}

function hasClear(context: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  const { data } = context.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/** `my.compressImage` (F-CAT-F5): files of the same pictures, smaller. */
export async function compressImage({ params, run }: ApiCall): Promise<ApiResult> {
  const given = params["compressLevel"] ?? params["level"];
  const level = typeof given === "number" ? given : 4;
  const apFilePaths: string[] = [];
  for (const address of (params["apFilePaths"] as unknown[]).map(String)) {
    const blob = await mediumOf(run, address, "image");
    if (!(blob instanceof Blob)) return failure(blob.error, `compressImage: ${blob.message}`);
    const sized = ["compressedWidth", "compressedHeight", "maxWidth", "maxHeight"].some((name) =>
      positive(params[name]),
    );
    const leave = !sized && (level === 3 || (level === 4 && blob.size <= smallBytes));
    try {
      const made = leave ? blob : await compressed(blob, level === 3 ? 2 : level, params);
      apFilePaths.push(made === blob && address.startsWith("berth-file:") ? address : run.files.addTemporary(made));
    } catch {
      return failure(18, `compressImage: ${address} is no picture that can be read`);
    }
  }
  return { apFilePaths, tempFilePaths: apFilePaths };
}
