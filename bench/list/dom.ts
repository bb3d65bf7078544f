import type { Row } from "../support/rows.js";
import { listElement, mountListPage } from "./page.js";

// The floor: what a programmer would write by hand, with a template that is cloned and the rows' nodes kept.
const list = listElement();
const template = document.createElement("div");
template.className = "row";
template.innerHTML = '<span class="id"> </span><span class="label"> </span>';

const create = (row: Row): Element => {
  const node = template.cloneNode(true) as Element;
  const [id, label] = node.children;
  if (id?.firstChild) id.firstChild.nodeValue = String(row.id);
  if (label?.firstChild) label.firstChild.nodeValue = row.label;
  return node;
};

mountListPage((rows, before, operation) => {
  switch (operation) {
    case "create":
    case "append":
      for (const row of rows.slice(before.length)) list.append(create(row));
      break;
    case "replace":
      list.textContent = "";
      for (const row of rows) list.append(create(row));
      break;
    case "update":
      for (let i = 0; i < rows.length; i += 10) {
        const text = list.children[i]?.children[1]?.firstChild;
        if (text) text.nodeValue = rows[i]?.label ?? "";
      }
      break;
    case "swap": {
      const [second, third, last] = [list.children[1], list.children[2], list.children[998]];
      if (!second || !third || !last) break;
      list.insertBefore(second, last.nextSibling);
      list.insertBefore(last, third);
      break;
    }
    case "clear":
      list.textContent = "";
  }
});
