import { jsapiExtensions, jsapiNames } from "@berth/core/jsapi";
import { lateComponents } from "@berth/core/wire";
import { builtinApis } from "../jsapi/table.js";

/** The second scripts of the guest runtime. */
export type GuestExtra = "worker" | "view";

// Fragments and entries are JSON in the code of a unit; `[4,` and `[5,` begin uses of components, of tags that are none,
// and of slots. Names of APIs and of members are words anywhere in it. SJS may handle events of elements, and gets an
// object for that; navigators and buttons with an open-type have the runtime act.
const drawn = new RegExp(`"e":"(?:${lateComponents.join("|")})"`);
/** Members that the worker's first script answers itself; what else no host answers comes with the second. */
const atStart =
  "getStorageSync setStorageSync removeStorageSync clearStorageSync getStorageInfoSync getSystemInfoSync getAppIdSync " +
  "getLaunchOptionsSync getEnterOptionsSync nextTick navigateTo redirectTo reLaunch switchTab navigateBack pageScrollTo " +
  "startPullDownRefresh stopPullDownRefresh";
const absent = Object.values(jsapiExtensions).join(" ");
const elsewhere = new Set([...builtinApis.keys(), ...`${atStart} ${absent}`.split(" ")]);
const names = [
  ...`${jsapiNames.sync} ${jsapiNames.async}`.split(" ").filter((name) => !elsewhere.has(name)),
  ...`${jsapiNames.factory} connectSocket canvasToTempFilePath requirePlugin mixins observers __plugin__`.split(" "),
];
const called = new RegExp(
  `"kind":"component"|\\[[45],\\d+,|\\.sjs"|"e":"navigator"|open-?type|\\b(?:${names.join("|")})\\b`,
  "i",
);

/**
 * What the code of a unit needs beyond the first scripts. A name too many only loads a script early; what a program
 * reaches without naming it is asked for by the guest itself.
 */
export function neededExtras(code: string): GuestExtra[] {
  const extras: GuestExtra[] = [];
  if (called.test(code)) extras.push("worker");
  if (drawn.test(code)) extras.push("view");
  return extras;
}
