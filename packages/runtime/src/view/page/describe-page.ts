import type { Json } from "@berth/core/wire";
import { type DrawnElement, SLOT } from "../tree/marks.js";
import type { Page } from "./page.js";

/** Tree of a page for the tool: names, numbers, classes and text. */
export function describePage(page: Page): Json {
  const read = (node: Node, depth: number): Json[] =>
    [...node.childNodes].flatMap((child): Json[] => {
      if (child.nodeType === 3) return (child.nodeValue ?? "").trim() === "" ? [] : [child.nodeValue ?? ""];
      if (child.nodeType !== 1 || depth > 100) return [];
      const element = child as DrawnElement;
      const { left, top, width, height } = element.getBoundingClientRect();
      return [
        {
          name: element.localName,
          node: element[SLOT] ?? null,
          id: element.getAttribute("id") ?? "",
          class: element.getAttribute("class") ?? "",
          rect: [left, top, width, height],
          children: read(element, depth + 1),
        },
      ];
    });
  return read(page.root, 0);
}
