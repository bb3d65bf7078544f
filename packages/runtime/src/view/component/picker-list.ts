import type { PickerDialog } from "./picker-dialog.js";

/** Fills a picker's sheet with one list to choose from; call what it answers once the sheet is open. */
export function pickerList(
  dialog: PickerDialog,
  labels: readonly string[],
  at: number,
  title: string,
  choose: (index: number) => void,
  cancelled: () => void,
): () => void {
  if (title !== "") dialog.add("picker-title", title);
  const list = dialog.add("picker-list", "", { role: "listbox", "aria-label": dialog.label });
  const options = labels.map((label, i) => {
    const more = { role: "option", tabindex: i === at ? "0" : "-1", "aria-selected": String(i === at) };
    const option = dialog.add("picker-option", label, more, list);
    option.onclick = () => choose(i);
    return option;
  });
  list.onkeydown = (event) => {
    const from = options.indexOf(event.target as HTMLElement);
    const ways: Record<string, number> = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: options.length - 1 };
    const to = ways[event.key];
    if (event.key === "Enter" || event.key === " ") choose(from);
    else if (to !== undefined) options[to]?.focus();
    else return;
    event.preventDefault();
  };
  dialog.button("picker-cancel", dialog.words.cancel, cancelled);
  return () => {
    options[at]?.scrollIntoView({ block: "center" });
    options[at]?.focus({ preventScroll: true });
  };
}
