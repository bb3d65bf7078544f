import { Component, ComponentSpace, CurrentWindowBackendContext, DeepCopyKind, Element } from "glass-easel";
import type { Row } from "../support/rows.js";
import componentList from "./glass-easel-components.wxml";
import plainList from "./glass-easel-list.wxml";
import rowTemplate from "./glass-easel-row.wxml";
import { mountListPage } from "./page.js";
import { rowsAsComponents } from "./variant.js";

// Data are not copied: the rows are never mutated, so the peer is measured without work that it does not need.
const options = {
  dataDeepCopy: DeepCopyKind.None,
  propertyPassingDeepCopy: DeepCopyKind.None,
};
const space = new ComponentSpace();
const rowView = space.defineComponent({
  options: { ...options, virtualHost: true },
  template: rowTemplate,
  properties: { row: Object },
});
const list = space.defineComponent({
  options: { ...options, writeIdToDOM: true },
  using: { "row-view": rowView.general() },
  template: rowsAsComponents ? componentList : plainList,
  data: { rows: [] as Row[] },
});
const root = Component.createWithContext("body", list.general(), new CurrentWindowBackendContext() as never);
const placeholder = document.createElement("span");
document.body.append(placeholder);
Element.replaceDocumentElement(root, document.body as never, placeholder as never);
Element.pretendAttached(root);

mountListPage((rows, _before, operation) => {
  if (operation === "update") {
    const changes: Record<string, unknown> = {};
    for (let i = 0; i < rows.length; i += 10) changes[`rows[${i}]`] = rows[i];
    root.setData(changes);
  } else root.setData({ rows });
});
