import { type Operation, operations, order, type Row } from "../support/rows.js";

/**
 * The page around one way of drawing: a button for each operation, and the list. `draw` gets the new and the old rows.
 * Every contestant draws the same tree: view > (text id, text label).
 */
export function mountListPage(draw: (rows: Row[], before: Row[], operation: Operation) => void): void {
  let rows: Row[] = [];
  for (const operation of order) {
    const button = document.createElement("button");
    button.id = operation;
    button.textContent = operation;
    button.addEventListener("click", () => {
      const before = rows;
      rows = operations[operation](rows);
      draw(rows, before, operation);
    });
    document.body.append(button);
  }
}

/** Element that holds the rows. */
export function listElement(): HTMLElement {
  const list = document.createElement("div");
  list.id = "list";
  document.body.append(list);
  return list;
}
