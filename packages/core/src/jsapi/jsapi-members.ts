import type { JsapiConvention, JsapiDeclaration, JsapiFamily } from "./declaration.js";
import { bluetoothMembers } from "./members/bluetooth.js";
import { canvasMembers } from "./members/canvas.js";
import { chromeMembers } from "./members/chrome.js";
import { deviceMembers } from "./members/device.js";
import { extrasMembers } from "./members/extras.js";
import { feedbackMembers } from "./members/feedback.js";
import { filesMembers } from "./members/files.js";
import { locationMembers } from "./members/location.js";
import { mediaMembers } from "./members/media.js";
import { networkMembers } from "./members/network.js";
import { permissionsMembers } from "./members/permissions.js";
import { pickersMembers } from "./members/pickers.js";
import { programMembers } from "./members/program.js";
import { radioMembers } from "./members/radio.js";
import { routingMembers } from "./members/routing.js";
import { sensorsMembers } from "./members/sensors.js";
import { storageMembers } from "./members/storage.js";
import { walletMembers } from "./members/wallet.js";

/** A field of a parameter or of a result. */
export interface JsapiField {
  name: string;
  kind: string;
  required: boolean;
  /** `=a|b`, `<=n` or "". */
  limit: string;
}

/** One member of `my.*` with everything that is declared of it. */
export interface JsapiMember {
  /** Without "my."; members of namespaces with a dot. */
  name: string;
  family: string;
  convention: JsapiConvention;
  about: string;
  note: string;
  options: readonly JsapiField[];
  result: readonly JsapiField[];
  errors: readonly number[];
  /** Code that names it needs the worker's second script. */
  late: boolean;
  scope: string;
  state: "works" | "host service" | "unsupported";
  /** Service or extension that it needs, or "". */
  needs: string;
  /** Version of Berth since which it works, "" when it does not. */
  since: string;
}

/** Families in the order of the reference. */
export const jsapiFamilies: Readonly<Record<string, JsapiFamily>> = {
  Pages: routingMembers,
  Program: programMembers,
  "Title bar, tab bar, menus": chromeMembers,
  Dialogs: feedbackMembers,
  Pickers: pickersMembers,
  "Elements, drawing, animation": canvasMembers,
  "Pictures, video, sound": mediaMembers,
  Storage: storageMembers,
  Files: filesMembers,
  Network: networkMembers,
  Location: locationMembers,
  Device: deviceMembers,
  Sensors: sensorsMembers,
  "Permissions, sign-in, payment": permissionsMembers,
  Bluetooth: bluetoothMembers,
  "Beacons and Wi-Fi": radioMembers,
  "Services of one wallet": walletMembers,
  "Cloud, advertising, libraries": extrasMembers,
};

/** Fields of `name:kind name:kind!`. */
function fieldsOf(text = ""): JsapiField[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [name = "", rule = ""] = word.split(":");
      const [, kind = "", needed, limit = ""] = /^(\w+)(!?)(.*)$/.exec(rule) ?? [];
      return { name, kind, required: needed === "!", limit };
    });
}

function memberOf(family: string, name: string, declared: JsapiDeclaration): JsapiMember {
  const { extension, service } = declared;
  return {
    name,
    family,
    convention: declared.convention ?? "async",
    about: declared.about,
    note: declared.note ?? "",
    options: fieldsOf(declared.options),
    result: fieldsOf(declared.result),
    errors: (declared.errors ?? "").split(" ").filter(Boolean).map(Number),
    late: declared.late === true || declared.convention === "factory",
    scope: declared.scope ?? "",
    state: extension !== undefined ? "unsupported" : service !== undefined ? "host service" : "works",
    needs: extension ?? service ?? "",
    since: extension !== undefined ? "" : (declared.since ?? "0.1"),
  };
}

/** Every member of `my.*`, family by family; each listener `onX` is followed by its `offX`. */
export const jsapiMembers: readonly JsapiMember[] = Object.entries(jsapiFamilies).flatMap(([family, members]) =>
  Object.entries(members).flatMap(([name, declared]) => {
    const member = memberOf(family, name, declared);
    if (member.convention !== "on" || name === "on") return [member];
    const event = name.slice(2);
    const about = `Removes a listener of my.on${event}, or all of them.`;
    return [member, { ...member, name: `off${event}`, convention: "off" as const, about, result: [] }];
  }),
);
