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
    addIdle(Object.keys(component.attributes));
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

/** Attributes that do nothing on components that are not theirs: no warning, for libraries set them everywhere. */
const IDLE = new Set<string>();
/** More names of that kind, from the second script. */
export const addIdle = (names: Iterable<string>): void => {
  for (const name of names) IDLE.add(name);
};
/** Whether an attribute is known and does nothing. */
export const isIdle = (name: string): boolean => IDLE.has(kebab(name));
const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
const idle = (): void => {};

/** How an attribute acts on a component, or null when it is in no list (S-VIEW-3). Camel case is an alias (F-TAG-1). */
export function attributeUse(component: Component, name: string): AttributeUse | null {
  if (Object.hasOwn(component.attributes, name)) return component.attributes[name] ?? null;
  if (Object.hasOwn(commonAttributes, name)) return commonAttributes[name] ?? null;
  if (HARMLESS.test(name)) return "keep";
  const usual = kebab(name);
  if (usual !== name) return attributeUse(component, usual);
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
