import type { Attribute, ElementNode, Node } from "./node.js";
import { staticText } from "./node.js";

/** The control attributes of one element (section 5.2). */
export interface Directives {
  if: Attribute | null;
  elif: Attribute | null;
  else: Attribute | null;
  for: Attribute | null;
  item: string;
  index: string;
  key: Attribute | null;
  /** Attributes that are no control attributes. */
  rest: Attribute[];
  /** `a:` names nobody knows. */
  unknown: Attribute[];
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Takes the control attributes of an element apart; `a:index` stands for `a:for-index` (corpus point 5). */
export function readDirectives(element: ElementNode): Directives {
  const found: Directives = {
    if: null,
    elif: null,
    else: null,
    for: null,
    item: "item",
    index: "index",
    key: null,
    rest: [],
    unknown: [],
  };
  let plainKey: Attribute | null = null;
  const name = (attribute: Attribute, fallback: string): string => {
    const text = staticText(attribute.value)?.trim() ?? "";
    return identifier.test(text) ? text : fallback;
  };
  for (const attribute of element.attributes) {
    switch (attribute.name) {
      case "a:if":
        found.if = attribute;
        break;
      case "a:elif":
      case "a:elseif":
      case "a:else-if":
        found.elif = attribute;
        break;
      case "a:else":
        found.else = attribute;
        break;
      case "a:for":
      case "a:for-items":
        found.for = attribute;
        break;
      case "a:for-item":
        found.item = name(attribute, "item");
        break;
      case "a:for-index":
      case "a:index":
        found.index = name(attribute, "index");
        break;
      case "a:key":
      case "a:for-key":
        found.key = attribute;
        break;
      case "key":
        plainKey = attribute;
        break;
      default:
        if (attribute.name.startsWith("a:")) found.unknown.push(attribute);
        else found.rest.push(attribute);
    }
  }
  // `key` is a control attribute only beside a:for, and not on block (F-DIR-4); elsewhere it is a prop like any other.
  if (plainKey && found.for && element.name !== "block") found.key ??= plainKey;
  else if (plainKey) found.rest.push(plainKey);
  return found;
}

/** Whether a text node is only white space. */
export function isBlank(node: Node): boolean {
  return node.kind === "text" && node.parts.every((part) => "text" in part && /^[ \t\r\n\f]*$/.test(part.text));
}
