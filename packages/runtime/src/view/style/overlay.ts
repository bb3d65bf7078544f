import { type DrawnElement, OVERLAY } from "../tree/marks.js";

/**
 * What was put on an element beside its `class` and `style` attributes: by an SJS handler (F-SJS-3), or by its component.
 * It survives when the template sets those attributes anew.
 */
export interface Overlay {
  styles: Map<string, string>;
  classes: Map<string, boolean>;
}

/** What is kept for an element, made at first use. */
export const overlayOf = (element: DrawnElement): Overlay => {
  element[OVERLAY] ??= { styles: new Map(), classes: new Map() };
  return element[OVERLAY];
};

/** Sets one style property that stays. */
export function keepStyle(element: DrawnElement, name: string, value: string): void {
  overlayOf(element).styles.set(name, value);
  element.style.setProperty(name, value);
}

/** Puts the overlay back after `style` was set. */
export function restoreStyle(element: DrawnElement): void {
  const styles = element[OVERLAY]?.styles;
  if (styles !== undefined) for (const [name, value] of styles) element.style.setProperty(name, value);
}

/** Sets the class attribute, and the overlay on top. */
export function setClass(element: DrawnElement, value: string): void {
  element.className = value;
  const classes = element[OVERLAY]?.classes;
  if (classes !== undefined) for (const [name, on] of classes) element.classList.toggle(name, on);
}

/** Puts a class on an element, or takes it off, for good. */
export function keepClass(element: DrawnElement, name: string, on: boolean): void {
  if (!on && element[OVERLAY] === undefined) return;
  overlayOf(element).classes.set(name, on);
  element.classList.toggle(name, on);
}
