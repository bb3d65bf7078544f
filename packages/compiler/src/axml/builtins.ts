/** Built-in components the view draws (framework.md section 18), F-TAG-40 included. */
export const builtinComponents: ReadonlySet<string> = new Set([
  "view",
  "scroll-view",
  "swiper",
  "swiper-item",
  "movable-area",
  "movable-view",
  "cover-view",
  "cover-image",
  "text",
  "rich-text",
  "icon",
  "progress",
  "image",
  "button",
  "form",
  "label",
  "input",
  "textarea",
  "checkbox",
  "checkbox-group",
  "radio",
  "radio-group",
  "switch",
  "slider",
  "picker",
  "picker-view",
  "picker-view-column",
  "navigator",
  "canvas",
  "map",
  "video",
  "web-view",
  "camera",
  "lottie",
  "live-player",
  "live-pusher",
  "rtc-room",
  "ar-camera",
  "audio",
  "ad",
  "favorite",
  "lifestyle",
  "contact-button",
  "join-group-chat",
  "open-avatar",
  "page-meta",
  "match-media",
  "root-portal",
]);

/** Elements that hold nothing; when one is left unclosed, what follows is its sibling. */
export const leafComponents: ReadonlySet<string> = new Set([
  "image",
  "cover-image",
  "input",
  "icon",
  "progress",
  "slider",
  "switch",
  "checkbox",
  "radio",
  "web-view",
  "rich-text",
  "import",
  "include",
  "import-sjs",
  "video",
  "canvas",
  "textarea",
]);

/** Attributes of built-ins that hold the address of a resource (F-TAG-6). */
const addressAttributes: Readonly<Record<string, readonly string[]>> = {
  image: ["src", "default-source"],
  "cover-image": ["src"],
  video: ["src", "poster"],
  audio: ["src", "poster"],
  lottie: ["path", "placeholder"],
};

/** Whether an attribute of a built-in holds the address of a package file or other resource. */
export function isAddress(tag: string, attribute: string): boolean {
  return addressAttributes[tag]?.includes(attribute) ?? false;
}

/** Names whose kebab form is not what section 18 writes. */
const spelled: Readonly<Record<string, string>> = {
  "max-length": "maxlength",
  "user-name": "username",
};

/** Attribute of a built-in as section 18 writes it: kebab case, camel case being an alias (F-TAG-1). */
export function attributeName(name: string): string {
  const kebab = /[A-Z]/.test(name) ? name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`).replace(/^-/, "") : name;
  return spelled[kebab] ?? kebab;
}

const events = [
  "tap",
  "longTap",
  "touchStart",
  "touchMove",
  "touchEnd",
  "touchCancel",
  "change",
  "changeEnd",
  "changing",
  "input",
  "confirm",
  "focus",
  "blur",
  "submit",
  "reset",
  "load",
  "error",
  "scroll",
  "scrollToUpper",
  "scrollToLower",
  "appear",
  "disappear",
  "firstAppear",
  "transition",
  "transitionEnd",
  "animationStart",
  "animationIteration",
  "animationEnd",
  "cancel",
  "message",
  "getAuthorize",
  "play",
  "pause",
  "ended",
  "timeUpdate",
  "fullScreenChange",
  "markerTap",
  "calloutTap",
  "controlTap",
  "regionChange",
  "scale",
  "success",
  "fail",
  "ready",
  "activeEnd",
];
const eventByLowerCase = new Map(events.map((name) => [name.toLowerCase(), name]));

/** An event attribute taken apart, or null when the attribute is none (F-EVT-1, corpus point 5). */
export function eventAttribute(name: string): { type: string; catches: boolean } | null {
  const match = /^(on|catch)-?([A-Za-z].*)$/.exec(name);
  if (!match) return null;
  const catches = match[1] === "catch";
  const rest = (match[2] ?? "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const known = eventByLowerCase.get(rest.toLowerCase());
  if (known) return { type: known, catches };
  // "only" or "once" are no events; a name nobody knows must at least look like one.
  return /^[A-Z]/.test(rest) ? { type: (rest[0] ?? "").toLowerCase() + rest.slice(1), catches } : null;
}

/** Whether an attribute belongs to another framework and therefore means nothing here (corpus point 5). */
export function isForeign(name: string): boolean {
  if (name.startsWith("a:")) return false;
  return (
    /[:@]/.test(name) ||
    /^(v|s|tt|qq)-(if|for|else|show|model|bind|on|elif|html|text)/.test(name) ||
    /^bind[a-z]/.test(name)
  );
}
