import { type ApiCall, type ApiResult, failure } from "./definition.js";
import type { RunContext } from "./run-context.js";

/** Players that one program may have at a time. */
const mostPlayers = 32;
/** The player of `getBackgroundAudioManager` and `playBackgroundAudio`. */
const backgroundId = 0;

/** Events of media elements, and how programs hear of them. */
const events: Readonly<Record<string, string>> = {
  canplay: "canplay",
  ended: "ended",
  timeupdate: "timeupdate",
  waiting: "waiting",
  seeking: "seeking",
  seeked: "seeked",
};

/**
 * One sound of a program. It plays in the host's page, from bytes that the resource rule let through (S-RES-3); the program
 * has its number only.
 */
class Player {
  readonly #run: RunContext;
  readonly #id: number;
  readonly #element = new Audio();
  #address: string | null = null;
  #loading: Promise<boolean> = Promise.resolve(false);
  #turn = 0;
  #startTime = 0;
  /** What the program or its end last asked for: a pause that nobody asked for is an interruption. */
  #wanted = false;
  #interrupted = false;
  goesOn = false;
  /** The program is in the background. */
  rests = false;

  constructor(run: RunContext, id: number) {
    this.#run = run;
    this.#id = id;
    const element = this.#element;
    element.preload = "auto";
    for (const [event, type] of Object.entries(events)) element.addEventListener(event, () => this.#tell(type));
    element.addEventListener("ended", () => {
      this.#wanted = false;
    });
    element.addEventListener("play", () => {
      if (this.#interrupted) run.watches.tell("onAudioInterruptionEnd", {});
      this.#interrupted = false;
      this.#wanted = true;
      this.#tell("play");
    });
    element.addEventListener("pause", () => {
      if (element.ended) return;
      if (this.#wanted) {
        this.#interrupted = true;
        run.watches.tell("onAudioInterruptionBegin", {});
      }
      this.#tell("pause");
    });
    element.addEventListener("error", () => {
      if (element.error !== null) this.#failed(10006, element.error.message || "the sound cannot be played");
    });
  }

  set(values: Record<string, unknown>): void {
    const { volume, playbackRate, loop, startTime, supportBackgroundPlay, src } = values;
    const element = this.#element;
    if (Number.isFinite(volume)) element.volume = Math.min(1, Math.max(0, Number(volume)));
    if (Number.isFinite(playbackRate)) element.playbackRate = Math.min(4, Math.max(0.25, Number(playbackRate)));
    if (loop !== undefined) element.loop = loop === true;
    if (startTime !== undefined) this.#startTime = Number(startTime) || 0;
    if (supportBackgroundPlay !== undefined) this.goesOn = supportBackgroundPlay === true;
    if (values["autoplay"] !== undefined) element.autoplay = values["autoplay"] === true;
    if (typeof src === "string") this.#load(src);
    if (this.#id === backgroundId) this.#introduce(values);
  }

  async play(): Promise<void> {
    const turn = this.#turn;
    if (!(await this.#loading) || turn !== this.#turn || (this.rests && !this.goesOn)) return;
    this.#wanted = true;
    try {
      await this.#element.play();
    } catch (cause) {
      const { name, message } = cause as Error;
      // A pause before the play began is no failure.
      if (name !== "AbortError") this.#failed(name === "NotAllowedError" ? 10001 : 10006, message);
    }
  }

  pause(): void {
    this.#wanted = false;
    this.#element.pause();
  }

  stop(): void {
    this.pause();
    if (this.#element.readyState > 0) this.#element.currentTime = 0;
    this.#tell("stop");
  }

  seek(position: number): void {
    if (Number.isFinite(position)) this.#element.currentTime = Math.max(0, position);
  }

  destroy(): void {
    this.#turn += 1;
    this.#wanted = false;
    this.#element.pause();
    this.#element.removeAttribute("src");
    this.#element.load();
    if (this.#address?.startsWith("blob:") === true) URL.revokeObjectURL(this.#address);
    this.#address = null;
    if (this.#id === backgroundId && "mediaSession" in navigator) navigator.mediaSession.metadata = null;
  }

  #load(src: string): void {
    this.destroy();
    const turn = this.#turn;
    const { autoplay } = this.#element;
    this.#loading = this.#read(src, turn);
    if (autoplay || this.#id === backgroundId) void this.play();
  }

  async #read(src: string, turn: number): Promise<boolean> {
    if (src === "") return false;
    const got = await this.#run.resources.get(src, "media");
    if (turn !== this.#turn) return false;
    if ("refused" in got) {
      this.#failed(10007, got.message);
      return false;
    }
    this.#address = "blob" in got ? URL.createObjectURL(got.blob) : got.address;
    this.#element.src = this.#address;
    if (this.#startTime > 0) this.#element.currentTime = this.#startTime;
    return true;
  }

  #introduce({ title, singer, epname }: Record<string, unknown>): void {
    if (!("mediaSession" in navigator) || (title === undefined && singer === undefined && epname === undefined)) return;
    const { mediaSession } = navigator;
    const { title: before = "", artist = "", album = "" } = mediaSession.metadata ?? {};
    mediaSession.metadata = new MediaMetadata({
      title: String(title ?? before),
      artist: String(singer ?? artist),
      album: String(epname ?? album),
    });
    mediaSession.setActionHandler("nexttrack", () => this.#tell("next"));
    mediaSession.setActionHandler("previoustrack", () => this.#tell("prev"));
  }

  #failed(error: number, errorMessage: string): void {
    this.#wanted = false;
    this.#tell("error", { error, errorMessage, errCode: error, errMessage: errorMessage });
  }

  #tell(type: string, detail: Record<string, unknown> = {}): void {
    const { duration, currentTime, paused, buffered } = this.#element;
    this.#run.emitToWorker("audio", {
      id: this.#id,
      type,
      detail,
      state: {
        duration: Number.isFinite(duration) ? duration : 0,
        currentTime,
        paused,
        buffered: buffered.length === 0 ? 0 : buffered.end(buffered.length - 1),
      },
    });
  }
}

const players = new WeakMap<RunContext, Map<number, Player>>();

function playerOf(run: RunContext, id: number): Player | null {
  const own = players.get(run) ?? new Map<number, Player>();
  if (!players.has(run)) {
    players.set(run, own);
    run.watches.atEnd(() => {
      for (const player of own.values()) player.destroy();
      own.clear();
    });
  }
  const known = own.get(id);
  if (known !== undefined || own.size >= mostPlayers) return known ?? null;
  const player = new Player(run, id);
  own.set(id, player);
  // What does not ask to go on falls silent in the background.
  if (id !== backgroundId) {
    run.watches.begin(`audio ${id}`, () => {
      player.rests = false;
      return () => {
        player.rests = true;
        if (!player.goesOn) player.pause();
      };
    });
  }
  return player;
}

/** Calls of InnerAudioContext and BackgroundAudioManager: what was set, then what is to be done. */
export function audioApi({ api, params, run }: ApiCall): ApiResult {
  const id = api === "createInnerAudioContext" ? Number(params["id"]) : backgroundId;
  const player = playerOf(run, id);
  if (player === null) return failure(3, `${api}: there are ${mostPlayers} sounds already`);
  player.set((params["set"] ?? {}) as Record<string, unknown>);
  switch (params["do"]) {
    case "play":
      void player.play();
      break;
    case "pause":
      player.pause();
      break;
    case "stop":
      player.stop();
      break;
    case "seek":
      player.seek(Number(params["value"]));
      break;
    case "destroy":
      run.watches.end(`audio ${id}`);
      player.destroy();
      players.get(run)?.delete(id);
      break;
  }
  return {};
}

/** `my.playBackgroundAudio`: the manager's player by another name. */
export function playBackgroundAudio({ params, run }: ApiCall): ApiResult {
  const { dataUrl, title, coverImgUrl } = params;
  playerOf(run, backgroundId)?.set({ title, coverImgUrl, src: dataUrl });
  return {};
}
