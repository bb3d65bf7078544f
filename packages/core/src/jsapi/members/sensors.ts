import type { JsapiFamily } from "../declaration.js";

/** Movement and direction (F-CAT-K12). */
export const sensorsMembers = {
  startAccelerometer: {
    about: "Begins to measure acceleration.",
    options: "interval:string",
    result: "success:boolean",
  },
  stopAccelerometer: { about: "Ends measuring acceleration.", result: "success:boolean" },
  onAccelerometerChange: {
    about: "Calls a function when acceleration was measured.",
    convention: "on",
    result: "x:number y:number z:number",
  },
  startCompass: {
    about: "Begins to measure the direction.",
    options: "interval:string",
    result: "success:boolean",
  },
  stopCompass: { about: "Ends measuring the direction.", result: "success:boolean" },
  onCompassChange: {
    about: "Calls a function when the direction was measured.",
    convention: "on",
    result: "direction:number",
  },
  startGyroscope: {
    about: "Begins to measure turning.",
    options: "interval:string",
    result: "success:boolean",
  },
  stopGyroscope: { about: "Ends measuring turning.", result: "success:boolean" },
  onGyroscopeChange: {
    about: "Calls a function when turning was measured.",
    convention: "on",
    result: "x:number y:number z:number",
  },
  onDeviceMotionChange: {
    about: "Calls a function when the device was turned.",
    convention: "on",
    result: "alpha:number beta:number gamma:number",
  },
  watchShake: {
    about: "Waits until the device is shaken.",
    options: "monitorAccelerometer:boolean monitorCompass:boolean monitorGyroscope:boolean interval:number",
    result: "success:boolean",
  },
  getRunData: {
    about: "Steps that were walked.",
    options: "countDate:string! protocols:object",
    result: "response:string",
    service: "steps",
  },
} as const satisfies JsapiFamily;
