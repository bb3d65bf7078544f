import type { ProgramFunction } from "../owner/owner.js";
import { hostManager } from "./host-manager.js";
import type { Listeners } from "./listeners.js";
import type { MyParts } from "./my-parts.js";

const playing = "CanPlay Canplay Play Pause Stop Ended TimeUpdate Error Waiting Seeking Seeked Next Prev";
const facts = { duration: 0, currentTime: 0, paused: true, buffered: 0 };
const common = { src: "", startTime: 0, volume: 1, playbackRate: 1, isRecordAudioPlayState: false, ccode: "" };

let nextSound = 1;
/** There is one of these for a program. */
const shared = new WeakMap<Listeners, Record<string, Record<string, unknown>>>();

/** `createInnerAudioContext`, `getBackgroundAudioManager` and `getRecorderManager` (F-CAT-M3). */
export function soundManagers(parts: MyParts): Record<string, ProgramFunction> {
  const once = (name: string, make: () => Record<string, unknown>): ProgramFunction => {
    return () => {
      const made = shared.get(parts.listeners) ?? {};
      shared.set(parts.listeners, made);
      made[name] ??= make();
      return made[name];
    };
  };
  return {
    createInnerAudioContext: () =>
      hostManager(parts, {
        api: "createInnerAudioContext",
        event: "audio",
        id: nextSound++,
        methods: "play pause stop seek destroy",
        last: "destroy",
        events: playing,
        properties: { ...common, autoplay: false, loop: false, obeyMuteSwitch: true, supportBackgroundPlay: false },
        facts,
      }),
    getBackgroundAudioManager: once("background", () =>
      hostManager(parts, {
        api: "getBackgroundAudioManager",
        event: "audio",
        id: 0,
        methods: "play pause stop seek",
        events: playing,
        properties: { ...common, title: "", singer: "", epname: "", coverImgUrl: "", webUrl: "" },
        facts,
      }),
    ),
    getRecorderManager: once("recorder", () =>
      hostManager(parts, {
        api: "getRecorderManager",
        event: "recorder",
        id: 0,
        methods: "start pause resume stop",
        events: "Start Pause Resume Stop FrameRecorded DecibelChange Error InterruptionBegin InterruptionEnd",
      }),
    ),
  };
}
