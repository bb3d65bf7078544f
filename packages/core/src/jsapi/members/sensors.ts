import type { JsapiFamily } from "../declaration.js";

/** Movement and direction (F-CAT-K12). */
export const sensorsMembers = {
  startAccelerometer: {
    about: "Begins to measure acceleration.",
    options: "interval:string",
    result: "success:boolean",
    extension: "sensors",
  },
  stopAccelerometer: { about: "Ends measuring acceleration.", result: "success:boolean", extension: "sensors" },
  onAccelerometerChange: {
    about: "Calls a function when acceleration was measured.",
    convention: "on",
    result: "x:number y:number z:number",
    extension: "sensors",
  },
  startCompass: {
    about: "Begins to measure the direction.",
    options: "interval:string",
    result: "success:boolean",
    extension: "sensors",
  },
  stopCompass: { about: "Ends measuring the direction.", result: "success:boolean", extension: "sensors" },
  onCompassChange: {
    about: "Calls a function when the direction was measured.",
    convention: "on",
    result: "direction:number",
    extension: "sensors",
  },
  startGyroscope: {
    about: "Begins to measure turning.",
    options: "interval:string",
    result: "success:boolean",
    extension: "sensors",
  },
  stopGyroscope: { about: "Ends measuring turning.", result: "success:boolean", extension: "sensors" },
  onGyroscopeChange: {
    about: "Calls a function when turning was measured.",
    convention: "on",
    result: "x:number y:number z:number",
    extension: "sensors",
  },
  onDeviceMotionChange: {
    about: "Calls a function when the device was turned.",
    convention: "on",
    result: "alpha:number beta:number gamma:number",
    extension: "sensors",
  },
  watchShake: {
    about: "Waits until the device is shaken.",
    options: "monitorAccelerometer:boolean monitorCompass:boolean monitorGyroscope:boolean interval:number",
    result: "success:boolean",
    extension: "sensors",
  },
  getRunData: {
    about: "Steps that were walked.",
    options: "countDate:string! protocols:object",
    result: "response:string",
    errors: "1001 1003 1004 1005",
    extension: "sensors",
  },
} as const satisfies JsapiFamily;
