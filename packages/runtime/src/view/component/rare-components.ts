import { canvas } from "./canvas.js";
import type { Component } from "./component.js";
import { map } from "./map.js";
import { richText } from "./rich-text.js";
import { video } from "./video.js";

/** Components that most programs never show. Nothing else imports them, so that they can be loaded late. */
export const rareComponents: readonly (readonly [name: string, component: Component])[] = [
  ["canvas", canvas],
  ["map", map],
  ["rich-text", richText],
  ["video", video],
];
