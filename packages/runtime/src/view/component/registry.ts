import { button } from "./button.js";
import { checkbox, checkboxGroup, radio, radioGroup, toggle } from "./choice.js";
import { commonAttributes, HARMLESS } from "./common-attributes.js";
import type { AttributeUse, Component } from "./component.js";
import { form } from "./form.js";
import { icon } from "./icon.js";
import { coverImage, image } from "./image.js";
import { label } from "./label.js";
import { movableArea, movableView } from "./movable.js";
import { navigator } from "./navigator.js";
import { picker } from "./picker.js";
import { pickerView, pickerViewColumn } from "./picker-view.js";
import { placeholder } from "./placeholder.js";
import { progress } from "./progress.js";
import { rareComponents } from "./rare-components.js";
import { scrollView } from "./scroll-view.js";
import { slider } from "./slider.js";
import { swiper, swiperItem } from "./swiper.js";
import { input, textarea } from "./text-field.js";
import { coverView, text, view } from "./view.js";
import { webView } from "./web-view.js";

/** The fixed table of built-in components (S-VIEW-2). */
const components = new Map<string, Component>([
  ...rareComponents,
  ["view", view],
  ["text", text],
  ["image", image],
  ["button", button],
  ["input", input],
  ["textarea", textarea],
  ["scroll-view", scrollView],
  ["swiper", swiper],
  ["swiper-item", swiperItem],
  ["label", label],
  ["form", form],
  ["checkbox", checkbox],
  ["checkbox-group", checkboxGroup],
  ["radio", radio],
  ["radio-group", radioGroup],
  ["switch", toggle],
  ["slider", slider],
  ["picker", picker],
  ["picker-view", pickerView],
  ["picker-view-column", pickerViewColumn],
  ["navigator", navigator],
  ["icon", icon],
  ["progress", progress],
  ["movable-area", movableArea],
  ["movable-view", movableView],
  ["cover-view", coverView],
  ["cover-image", coverImage],
  ["web-view", webView],
]);
// F-TAG-40 and what else programs name: shown as a labelled place.
const PLACES =
  "camera,lottie,live-player,live-pusher,rtc-room,ar-camera,audio,ad,favorite,lifestyle,contact-button,join-group-chat,open-avatar";
for (const name of PLACES.split(",")) components.set(name, placeholder(name));
for (const name of ["match-media", "root-portal", "page-meta"]) components.set(name, { ...view, element: "view" });

const byElement = new Map<string, Component>();
for (const [name, component] of components) byElement.set(component.element ?? name, component);

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
 * everywhere, so that warnings about them would bury those that help.
 */
const IDLE = new Set([
  ...(
    "key time sync-input enable-flex enable-native always-system adjust-position adjust-height random-number subtitle disable-update-direction " +
    "disable-lower-scroll disable-upper-scroll public-id show-message-card app-parameter " +
    "active-mode canvas-id cursor-spacing custom-item display-multiple-items fields fixed"
  ).split(" "),
  ...[...components.values()].flatMap((component) => Object.keys(component.attributes)),
]);
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
