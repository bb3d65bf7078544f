import { createApp, defineComponent, h, nextTick, type PropType, shallowRef } from "vue";
import type { Row } from "../support/rows.js";
import { listElement, mountListPage } from "./page.js";
import { rowsAsComponents } from "./variant.js";

const cells = (row: Row) => [h("span", { class: "id" }, String(row.id)), h("span", { class: "label" }, row.label)];

const RowView = defineComponent({
  props: { row: { type: Object as PropType<Row>, required: true } },
  setup: (props) => () => h("div", { class: "row" }, cells(props.row)),
});

const rows = shallowRef<Row[]>([]);
createApp({
  render: () =>
    rows.value.map(
      rowsAsComponents
        ? (row) => h(RowView, { key: row.id, row })
        : (row) => h("div", { key: row.id, class: "row" }, cells(row)),
    ),
}).mount(listElement());
mountListPage((next) => {
  rows.value = next;
  void nextTick();
});
