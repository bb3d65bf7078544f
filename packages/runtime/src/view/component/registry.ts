import { lateComponents } from "@berth/core/wire";
import { button } from "./button.js";
import { commonAttributes, HARMLESS } from "./common-attributes.js";
import type { AttributeUse, Component } from "./component.js";
import { coverImage, image } from "./image.js";
import { placeholder } from "./placeholder.js";
import { scrollView } from "./scroll-view.js";
import { coverView, text, view } from "./view.js";

/** The fixed table of built-in components (S-VIEW-2), those of the second script once it is there. */
const components = new Map<string, Component>();
const byElement = new Map<string, Component>();

/** Adds components by their AXML names. */
export function addComponents(more: Iterable<readonly [name: string, component: Component]>): void {
  for (const [name, component] of more) {
    components.set(name, component);
    byElement.set(component.element ?? name, component);
    for (const attribute of Object.keys(component.attributes)) IDLE.add(attribute);
  }
}

/** A labelled place for each component of the second script, which cannot be read. */
export function placeholdLate(): void {
  addComponents(lateComponents.map((name) => [name, placeholder(name)]));
}

/** A built-in component by its AXML name, or null. */
export function findComponent(name: string): Component | null {
  return components.get(name) ?? null;
}

/** The component an element of the document belongs to, or null for parts inside components. */
export function componentOf(element: Element): Component | null {
  return byElement.get(element.localName) ?? null;
}

/**
 * Attributes that platforms know and that do nothing here, and those of any other component. Component libraries set them
 * everywhere, so that warnings about them would bury those that help. The last ones are those of the second script.
 */
const IDLE = new Set(
  (
    "key time sync-input enable-flex enable-native always-system adjust-position adjust-height random-number subtitle disable-update-direction " +
    "disable-lower-scroll disable-upper-scroll public-id show-message-card app-parameter " +
    "active-mode canvas-id cursor-spacing custom-item display-multiple-items fields fixed " +
    "acceleration active active-color auto-focus auto-height autoplay background-color checked circles circular " +
    "confirm-hold confirm-type controlled controls current cursor custom-map-style damping default-mode " +
    "direction disable-programmatic-animation disable-touch duration enable-progress-gesture focus for friction " +
    "ground-overlays handle-color handle-size height include-padding include-points indicator-active-color " +
    "indicator-class indicator-color indicator-dots indicator-style inertia initial-time interval item-id " +
    "latitude longitude loop markers mask-class mask-style max maxlength min mobilenet-hint-type muted " +
    "next-margin nodes url open-type delta app-id path object-fit optimize out-of-bounds panels password percent placeholder placeholder-class " +
    "placeholder-style polygon polyline poster poster-size previous-margin range range-key report-submit rotate " +
    "scale scale-area scale-max scale-min scale-value selection-end selection-start setting show-center-play-btn " +
    "show-count show-fullscreen-btn show-info show-location show-mute-btn show-play-btn show-value skew " +
    "skip-hidden-item-layout step stroke-width tile-overlay title touch-angle track-size user-select value " +
    "vertical width x y"
  ).split(" "),
);
const idle = (): void => {};

/** How an attribute acts on a component, or null when it is in no list (S-VIEW-3). Camel case is an alias (F-TAG-1). */
export function attributeUse(component: Component, name: string): AttributeUse | null {
  if (Object.hasOwn(component.attributes, name)) return component.attributes[name] ?? null;
  if (Object.hasOwn(commonAttributes, name)) return commonAttributes[name] ?? null;
  if (HARMLESS.test(name)) return "keep";
  const kebab = name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  if (kebab !== name) return attributeUse(component, kebab);
  return IDLE.has(name) ? idle : null;
}

addComponents([
  ["view", view],
  ["text", text],
  ["image", image],
  ["button", button],
  ["scroll-view", scrollView],
  ["cover-view", coverView],
  ["cover-image", coverImage],
]);
// F-TAG-40 and what else programs name: shown as a labelled place.
const PLACES =
  "camera,lottie,live-player,live-pusher,rtc-room,ar-camera,audio,ad,favorite,lifestyle,contact-button,join-group-chat,open-avatar";
addComponents(PLACES.split(",").map((name) => [name, placeholder(name)]));
for (const name of ["match-media", "root-portal", "page-meta"]) addComponents([[name, { ...view, element: "view" }]]);
