import { jsapiOptions } from "@berth/core/jsapi";
import { type ApiCall, type ApiDefinition, type ApiResult, needsService } from "./definition.js";
import { changeFiles } from "./file-changes.js";
import { endOf } from "./watch-state.js";

type Answer = (call: ApiCall) => ApiResult | Promise<ApiResult>;

/** Members that one late module answers. */
const late = (names: string, load: () => Promise<Answer>, more: Partial<ApiDefinition> = {}): ApiDefinition[] =>
  names.split(" ").map((name) => ({ name, ...more, handler: async (call) => (await load())(call) }));

/** A listener's member that needs nothing begun: what it tells comes from elsewhere. */
const told = (event: string): ApiDefinition[] => [
  {
    name: `on${event}`,
    handler({ run }) {
      run.watches.begin(`on${event}`, () => () => {});
      return {};
    },
  },
  endOf(event),
];

/** What an object in the worker sends: what was set, and what is to be done. */
const managed = { rules: "id:number! set:object do:string value:any", outlivesPage: true } as const;

/** Files, video, sound, ciphers: few programs use them, so what answers is loaded with the first call. */
export const mediaFamilyApis: readonly ApiDefinition[] = [
  ...late(
    "getFileInfo openDocument saveFileToDisk chooseFileFromDisk detectFileType",
    async () => (await import("./file-work.js")).fileApi,
  ),
  {
    name: "getFileSystemManager",
    rules: "changes:array zipFilePath:string targetPath:string",
    outlivesPage: true,
    handler: async (call) =>
      call.params["changes"] === undefined ? (await import("./file-work.js")).fileApi(call) : changeFiles(call),
  },
  ...late("compressImage", async () => (await import("./compress-image.js")).compressImage),
  ...late("chooseVideo getVideoInfo", async () => (await import("./video.js")).videoApi),
  ...late("saveVideoToPhotosAlbum", async () => (await import("./video.js")).videoApi, { scope: "album" }),
  ...late(
    "createInnerAudioContext getBackgroundAudioManager",
    async () => (await import("./audio.js")).audioApi,
    managed,
  ),
  ...late("playBackgroundAudio", async () => (await import("./audio.js")).playBackgroundAudio),
  ...late("getRecorderManager", async () => (await import("./recorder.js")).recorderApi, managed),
  ...late("getAvailableAudioSources", async () => (await import("./recorder.js")).audioSources),
  ...told("AudioInterruptionBegin"),
  ...told("AudioInterruptionEnd"),
  ...late("rsa", async () => (await import("./rsa.js")).rsa),
  {
    name: "generateImageFromCode",
    rules: jsapiOptions["generateImageFromCode"] ?? "",
    async handler({ api, params, run }) {
      const draw = run.services.devices?.drawCode;
      if (draw === undefined) return needsService(api, "devices.drawCode");
      const { code, format, width, correctLevel, codeColor } = params;
      const level = (["L", "M", "Q", "H"] as const).find((each) => each === correctLevel) ?? "M";
      const blob = await draw({
        text: String(code),
        kind: /^bar/i.test(String(format)) ? "bar" : "qr",
        width: Math.min(2_000, Math.max(16, Number(width ?? 200))),
        correctLevel: level,
        color: String(codeColor ?? "#000"),
      });
      return { image: run.files.addTemporary(blob) };
    },
  },
];
