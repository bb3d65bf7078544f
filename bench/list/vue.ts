import { createApp, h, nextTick, shallowRef } from "vue";
import type { Row } from "../support/rows.js";
import { listElement, mountListPage } from "./page.js";

const rows = shallowRef<Row[]>([]);
createApp({
  render: () =>
    rows.value.map((row) =>
      h("div", { key: row.id, class: "row" }, [
        h("span", { class: "id" }, String(row.id)),
        h("span", { class: "label" }, row.label),
      ]),
    ),
}).mount(listElement());
mountListPage((next) => {
  rows.value = next;
  void nextTick();
});
