import { keep, type Setter, textOf } from "./component.js";

/**
 * A setter for an enumeration, kept as attribute `kept`. An unknown value acts as the default and warns (F-TAG-4); null
 * keeps no attribute for the default.
 */
export function oneOf(name: string, values: readonly string[], otherwise: string | null, kept = name): Setter {
  return (element, value, context) => {
    const text = textOf(value);
    const known = values.includes(text);
    if (!known && text !== "") context.warn(`<${element.localName} ${name}="${text}"> is not known (F-TAG-4)`, element);
    keep(element, kept, known ? text : otherwise);
  };
}
