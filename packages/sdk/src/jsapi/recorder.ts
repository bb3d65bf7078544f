import { type ApiCall, type ApiResult, failure } from "./definition.js";
import type { RunContext } from "./run-context.js";
import { requirePermission } from "./settings.js";

/** A recording lasts so long when the program does not say, and at most, ms. */
const usualMs = 60_000;
const mostMs = 600_000;

/** A recording under way. */
interface Recording {
  recorder: MediaRecorder;
  stream: MediaStream;
  chunks: Blob[];
  /** Of what was recorded before the last pause, ms. */
  recordedMs: number;
  since: number;
  cancelTimer: () => void;
}

const recordings = new WeakMap<RunContext, Recording>();

const tell = (run: RunContext, type: string, detail: unknown = {}): void =>
  run.emitToWorker("recorder", { id: 0, type, detail });

const length = (run: RunContext, { recordedMs, recorder, since }: Recording): number =>
  recordedMs + (recorder.state === "recording" ? run.clock.monotonic() - since : 0);

/** Silence of a second as a file, for scripted runs (F-CAT-2). */
function silence(): Blob {
  const samples = 8_000;
  const header = new DataView(new ArrayBuffer(44));
  for (const [at, text] of [
    [0, "RIFF"],
    [8, "WAVEfmt "],
    [36, "data"],
  ] as const)
    for (let i = 0; i < text.length; i += 1) header.setUint8(at + i, text.charCodeAt(i));
  header.setUint32(4, 36 + samples, true);
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, samples, true);
  header.setUint32(28, samples, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  header.setUint32(40, samples, true);
  return new Blob([header, new Uint8Array(samples).fill(128)], { type: "audio/wav" });
}

function finished(run: RunContext, blob: Blob, durationMs: number): void {
  const tempFilePath = run.files.addTemporary(blob);
  const duration = Math.round(durationMs);
  tell(run, "stop", {
    tempFilePath,
    apFilePath: tempFilePath,
    identifier: tempFilePath,
    duration,
    fileSize: blob.size,
  });
}

async function start({ params, run, api, signal }: ApiCall): Promise<ApiResult> {
  if (recordings.has(run)) return failure(3, "start: a recording is under way");
  const refused = await requirePermission(run, api, "record", signal);
  if (refused !== null) return refused;
  const wanted = (params["value"] ?? {}) as Record<string, unknown>;
  const seconds = Number(wanted["maxRecordTime"]);
  const limit = Math.min(mostMs, Number(wanted["duration"]) || (seconds > 0 ? 1_000 * seconds : usualMs));
  if (run.answer(api) !== null) {
    tell(run, "start");
    return {};
  }
  let stream: MediaStream;
  try {
    const { sampleRate, numberOfChannels } = wanted;
    stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(Number(sampleRate) > 0 ? { sampleRate: Number(sampleRate) } : {}),
        ...(Number(numberOfChannels) > 0 ? { channelCount: Number(numberOfChannels) } : {}),
      },
    });
  } catch (cause) {
    return failure(10, `start: ${(cause as Error).message}`);
  }
  const bits = Number(wanted["encodeBitRate"]);
  const recorder = new MediaRecorder(stream, bits > 0 ? { audioBitsPerSecond: bits } : {});
  const frames = Number(wanted["frameSize"]) > 0;
  const recording: Recording = {
    recorder,
    stream,
    chunks: [],
    recordedMs: 0,
    since: run.clock.monotonic(),
    cancelTimer: run.clock.setTimer(limit, () => end(run)),
  };
  recordings.set(run, recording);
  recorder.ondataavailable = ({ data }) => {
    recording.chunks.push(data);
    if (!frames) return;
    const isLastFrame = recorder.state === "inactive";
    void data.arrayBuffer().then((frameBuffer) => tell(run, "framerecorded", { frameBuffer, isLastFrame }));
  };
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    finished(run, new Blob(recording.chunks, { type: recorder.mimeType.split(";")[0] ?? "" }), recording.recordedMs);
  };
  recorder.onerror = () => {
    tell(run, "error", { error: 3, errorMessage: "the recording failed" });
    end(run);
  };
  recorder.start(frames ? 250 : undefined);
  // Nobody is listened to in the background; what was said so far stays.
  run.watches.begin("recorder", () => () => end(run));
  tell(run, "start");
  return {};
}

/** Ends the recording; its file is told when it is there. */
function end(run: RunContext): void {
  const recording = recordings.get(run);
  if (recording === undefined) return;
  recordings.delete(run);
  recording.recordedMs = length(run, recording);
  recording.cancelTimer();
  if (recording.recorder.state !== "inactive") recording.recorder.stop();
  run.watches.end("recorder");
}

/** Calls of RecorderManager. */
export async function recorderApi(call: ApiCall): Promise<ApiResult> {
  const { params, run, api } = call;
  const recording = recordings.get(run);
  switch (params["do"]) {
    case "start":
      return start(call);
    case "stop":
      if (run.answer(api) !== null) finished(run, silence(), 1_000);
      else end(run);
      return {};
    case "pause":
      if (recording?.recorder.state !== "recording") return {};
      recording.recordedMs = length(run, recording);
      recording.recorder.pause();
      tell(run, "pause");
      return {};
    case "resume":
      if (recording?.recorder.state !== "paused") return {};
      recording.since = run.clock.monotonic();
      recording.recorder.resume();
      tell(run, "resume");
      return {};
  }
  return {};
}

/** Microphones by the names that programs know. */
export async function audioSources(): Promise<ApiResult> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  return { audioSources: devices.some(({ kind }) => kind === "audioinput") ? ["auto", "mic"] : ["auto"] };
}
