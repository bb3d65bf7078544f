import { type ApiCall, type ApiResult, failure } from "./definition.js";
import { offerFile } from "./offer-file.js";
import { mediumOf } from "./picture-of.js";

/** Time a browser has to read the head of a video, ms. */
const headMs = 10_000;

interface VideoFacts {
  /** Seconds. */
  duration: number;
  width: number;
  height: number;
}

/** What the browser reads in the head of a video; null when it cannot read it. */
function factsOf(blob: Blob): Promise<VideoFacts | null> {
  const video = document.createElement("video");
  const address = URL.createObjectURL(blob);
  return new Promise<VideoFacts | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), headMs);
    const done = (facts: VideoFacts | null): void => {
      clearTimeout(timer);
      resolve(facts);
    };
    const read = (): void =>
      done({
        duration: Number.isFinite(video.duration) ? video.duration : 0,
        width: video.videoWidth,
        height: video.videoHeight,
      });
    video.addEventListener("error", () => done(null));
    video.addEventListener("loadedmetadata", () => {
      if (video.duration !== Number.POSITIVE_INFINITY) return read();
      // What a browser recorded says its length at its end only.
      video.addEventListener("durationchange", read);
      video.currentTime = Number.MAX_SAFE_INTEGER;
    });
    video.preload = "metadata";
    video.muted = true;
    video.src = address;
  }).finally(() => {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  });
}

async function chooseVideo({ params, run }: ApiCall): Promise<ApiResult> {
  const scripted = run.answer("chooseVideo");
  if (scripted === "cancel") return failure(11, "the user cancelled");
  const sources = Array.isArray(params["sourceType"]) ? params["sourceType"] : ["camera", "album"];
  const [camera, album] = [sources.includes("camera"), sources.includes("album")];
  let blob: Blob | null;
  if (scripted !== null) {
    // Without pictures: nothing is fetched or drawn for a script.
    const facts = {
      duration: 1,
      width: 320,
      height: 240,
      ...(typeof scripted === "object" ? Object(scripted.value) : {}),
    };
    blob = new Blob([], { type: "video/mp4" });
    const path = run.files.addTemporary(blob);
    return { tempFilePath: path, filePath: path, apFilePath: path, size: 0, ...facts };
  }
  await run.foreground();
  const choose = run.services.devices?.chooseVideo;
  if (choose !== undefined) {
    blob = await choose({ camera, album, maxSeconds: Math.min(60, Number(params["maxDuration"]) || 60) });
  } else {
    const files = await run.surface.pickFiles({ accept: "video/*", multiple: false, camera: camera && !album });
    blob = files?.[0] ?? null;
  }
  if (blob === null) return failure(11, "the user cancelled");
  const facts = (await factsOf(blob)) ?? { duration: 0, width: 0, height: 0 };
  const path = run.files.addTemporary(blob);
  return { tempFilePath: path, filePath: path, apFilePath: path, size: blob.size, ...facts };
}

async function getVideoInfo({ params, run }: ApiCall): Promise<ApiResult> {
  const blob = await mediumOf(run, String(params["src"]), "media");
  if (!(blob instanceof Blob)) return failure(blob.error, `getVideoInfo: ${blob.message}`);
  const facts = await factsOf(blob);
  if (facts === null) return failure(18, "getVideoInfo: the file is no video that can be read");
  const { duration } = facts;
  const bitrate = duration > 0 ? Math.round((8 * blob.size) / duration / 1_000) : 0;
  const type = (blob.type.split(";")[0] ?? "").replace("video/", "");
  // Browsers turn a video upright themselves, and do not say how many pictures a second it has.
  return { ...facts, orientation: "up", type, size: blob.size, fps: 0, bitrate };
}

async function saveVideo({ params, run }: ApiCall): Promise<ApiResult> {
  const address = params["src"] ?? params["filePath"];
  if (typeof address !== "string") return failure(2, 'saveVideoToPhotosAlbum: parameter "src" is missing');
  const blob = await mediumOf(run, address, "media");
  if (!(blob instanceof Blob)) return failure(17, `saveVideoToPhotosAlbum: ${blob.message}`);
  if (run.answer("saveVideoToPhotosAlbum") === null) await offerFile(run, blob, "video");
  return { success: true };
}

/** Video (F-CAT-F5). */
export function videoApi(call: ApiCall): Promise<ApiResult> {
  if (call.api === "chooseVideo") return chooseVideo(call);
  return call.api === "getVideoInfo" ? getVideoInfo(call) : saveVideo(call);
}
