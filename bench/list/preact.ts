import { h, render } from "preact";
import type { Row } from "../support/rows.js";
import { listElement, mountListPage } from "./page.js";
import { rowsAsComponents } from "./variant.js";

const RowView = ({ row }: { row: Row }) =>
  h("div", { class: "row" }, h("span", { class: "id" }, row.id), h("span", { class: "label" }, row.label));

const plainRow = (row: Row) =>
  h("div", { key: row.id, class: "row" }, h("span", { class: "id" }, row.id), h("span", { class: "label" }, row.label));

const list = listElement();
mountListPage((rows) => {
  render(rowsAsComponents ? rows.map((row) => h(RowView, { key: row.id, row })) : rows.map(plainRow), list);
});
