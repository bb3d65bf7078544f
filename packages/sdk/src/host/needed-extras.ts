import { lateJsapis } from "@berth/core/jsapi";
import { lateComponents } from "@berth/core/wire";

/** The second scripts of the guest runtime. */
export type GuestExtra = "worker" | "view";

// Fragments and entries are JSON in the code of a unit; `[4,` and `[5,` begin uses of components, of tags that are none,
// and of slots. Names of APIs and of members are words anywhere in it. SJS may handle events of elements, and gets an
// object for that; navigators and buttons with an open-type have the runtime act.
const drawn = new RegExp(`"e":"(?:${lateComponents.join("|")})"`);
const names = `${lateJsapis} requirePlugin mixins observers __plugin__`;
const called = new RegExp(
  `"kind":"component"|\\[[45],\\d+,|\\.sjs"|"e":"navigator"|open-?type|\\b(?:${names.replaceAll(" ", "|")})\\b`,
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
