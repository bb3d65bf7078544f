import { h, render } from "preact";
import { listElement, mountListPage } from "./page.js";

const list = listElement();
mountListPage((rows) => {
  render(
    rows.map((row) =>
      h(
        "div",
        { key: row.id, class: "row" },
        h("span", { class: "id" }, row.id),
        h("span", { class: "label" }, row.label),
      ),
    ),
    list,
  );
});
