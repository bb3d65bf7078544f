import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import type { ViewContext } from "./component.js";
import type { PickerDialog } from "./picker-dialog.js";
import { pickerView, pickerViewColumn } from "./picker-view.js";

/** One column of a sheet. */
export interface PickerColumn {
  /** What a screen reader says of it. */
  label: string;
  items: readonly string[];
}

/** What columns show, and the place of each. */
export interface PickerState {
  columns: readonly PickerColumn[];
  at: readonly number[];
}

/** What fills a sheet with columns. */
export interface ColumnsWish {
  title: string;
  state: PickerState;
  /** The user moved a column: what they show now. */
  moved(at: readonly number[]): PickerState;
  done(at: readonly number[]): void;
  cancelled(): void;
}

/** The columns of an open sheet. */
export interface OpenColumns {
  /** Shows something else. */
  show(state: PickerState): void;
  /** Once the sheet is open. */
  focus(): void;
  dispose(): void;
}

/** Fills a picker's sheet with columns that turn: a `picker-view` of our own, with "Cancel" and "Done" above it. */
export function pickerColumns(dialog: PickerDialog, context: ViewContext, wish: ColumnsWish): OpenColumns {
  let { at } = wish.state;
  const done = (): void => {
    // Who presses it while a column turns means where that will stop.
    turning.call?.("settle", []);
    wish.done(at);
  };
  const bar = dialog.add("picker-bar", "");
  dialog.button("picker-button", dialog.words.cancel, wish.cancelled, bar);
  dialog.add("picker-title", wish.title, {}, bar);
  dialog.button("picker-button", dialog.words.done, done, bar).className = "done";

  const wheels = dialog.add("picker-view", "", { role: "group", "aria-label": dialog.label });
  const columns = wish.state.columns.map(({ label }) => {
    const column = dialog.add("picker-view-column", "", { "aria-label": label }, wheels);
    pickerViewColumn.make?.(column, context.document);
    column.onclick = (event) => pickerViewColumn.tap?.(column, context, event.composedPath());
    column.onkeydown = (event) => {
      if (event.key === "Enter") done();
      else pickerViewColumn.on?.["keydown"]?.(column, event, context);
    };
    return column;
  });
  const show = (state: PickerState): void => {
    at = state.at;
    for (const [i, { items }] of state.columns.entries()) {
      const column = columns[i];
      if (column === undefined) continue;
      // Items that stay keep their elements: the column may be turning.
      while (column.childElementCount > items.length) column.lastElementChild?.remove();
      for (const [j, item] of items.entries()) {
        const shown = column.children[j] ?? dialog.add("picker-item", "", {}, column);
        if (shown.textContent !== item) shown.textContent = item;
      }
    }
    turning.set?.("value", [...at]);
  };
  const turning = pickerView.mount!(wheels as DrawnElement, {
    ...context,
    emit: (_element, _type, detail) => show(wish.moved((detail as { value: Json })["value"] as number[])),
  });
  show(wish.state);
  return { show, focus: () => columns[0]?.focus(), dispose: () => turning.dispose?.() };
}
