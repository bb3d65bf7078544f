import { canvas } from "./canvas.js";
import { checkbox, checkboxGroup, radio, radioGroup, toggle } from "./choice.js";
import type { Component } from "./component.js";
import { form } from "./form.js";
import { icon } from "./icon.js";
import { label } from "./label.js";
import { map } from "./map.js";
import { movableArea, movableView } from "./movable.js";
import { navigator } from "./navigator.js";
import { picker } from "./picker.js";
import { pickerView, pickerViewColumn } from "./picker-view.js";
import { progress } from "./progress.js";
import { richText } from "./rich-text.js";
import { slider } from "./slider.js";
import { swiper, swiperItem } from "./swiper.js";
import { input, textarea } from "./text-field.js";
import { video } from "./video.js";
import { webView } from "./web-view.js";

/** Components of the second script, by their AXML names; the names alone are in the wire contract. */
export const componentsOfExtra: readonly (readonly [name: string, component: Component])[] = [
  ["canvas", canvas],
  ["map", map],
  ["rich-text", richText],
  ["video", video],
  ["web-view", webView],
  ["icon", icon],
  ["progress", progress],
  ["navigator", navigator],
  ["swiper", swiper],
  ["swiper-item", swiperItem],
  ["movable-area", movableArea],
  ["movable-view", movableView],
  ["label", label],
  ["form", form],
  ["input", input],
  ["textarea", textarea],
  ["checkbox", checkbox],
  ["checkbox-group", checkboxGroup],
  ["radio", radio],
  ["radio-group", radioGroup],
  ["switch", toggle],
  ["slider", slider],
  ["picker", picker],
  ["picker-view", pickerView],
  ["picker-view-column", pickerViewColumn],
];
