import { batch, createSignal, For } from "solid-js";
import { render } from "solid-js/web";
import { listElement, mountListPage } from "./page.js";
import { rowsAsComponents } from "./variant.js";

/** As Solid's own benchmarks do: the row object stays, its label is a signal. */
const known = new Map();
const rowOf = ({ id, label }) => {
  const [read, write] = createSignal(label);
  const row = { id, label: read, write };
  known.set(id, row);
  return row;
};
const [rows, setRows] = createSignal([]);

const RowView = (props) => (
  <div class="row">
    <span class="id">{props.row.id}</span>
    <span class="label">{props.row.label()}</span>
  </div>
);

const PlainList = () => (
  <For each={rows()}>
    {(row) => (
      <div class="row">
        <span class="id">{row.id}</span>
        <span class="label">{row.label()}</span>
      </div>
    )}
  </For>
);

const ComponentList = () => <For each={rows()}>{(row) => <RowView row={row} />}</For>;

render(rowsAsComponents ? ComponentList : PlainList, listElement());

mountListPage((next, _before, operation) => {
  if (operation === "update") {
    batch(() => {
      for (let i = 0; i < next.length; i += 10) known.get(next[i].id)?.write(next[i].label);
    });
    return;
  }
  if (operation === "clear" || operation === "replace") known.clear();
  setRows(next.map((row) => known.get(row.id) ?? rowOf(row)));
});
