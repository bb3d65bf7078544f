/** A piece of text or of an attribute value: plain text, or the content of a mustache. */
export type Part = { text: string } | { code: string; start: number };

/** Text between tags. */
export interface TextNode {
  kind: "text";
  parts: Part[];
  start: number;
}

/** One attribute as written. */
export interface Attribute {
  name: string;
  /** null: no value was given, which means true (F-AXML-3). */
  value: Part[] | null;
  start: number;
  /** Offset of the value, or of the name when there is none. */
  valueStart: number;
}

/** An element with everything up to its closing tag. */
export interface ElementNode {
  kind: "element";
  name: string;
  attributes: Attribute[];
  children: Node[];
  start: number;
}

/** A node of an AXML file. Comments are not kept. */
export type Node = TextNode | ElementNode;

/** The plain text of a value without mustaches, or null when it has any. */
export function staticText(value: Part[] | null): string | null {
  if (value === null) return null;
  let text = "";
  for (const part of value) {
    if (!("text" in part)) return null;
    text += part.text;
  }
  return text;
}

/** Every element of that name, at any depth, in document order. */
export function elementsNamed(nodes: readonly Node[], name: string): ElementNode[] {
  const found: ElementNode[] = [];
  const visit = (inner: readonly Node[]): void => {
    for (const node of inner) {
      if (node.kind !== "element") continue;
      if (node.name === name) found.push(node);
      visit(node.children);
    }
  };
  visit(nodes);
  return found;
}
