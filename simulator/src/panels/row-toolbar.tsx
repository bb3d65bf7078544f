import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { text } from "../text/text.js";
import { Icon } from "../ui/icon.js";

/** Filter, count and clear above the rows of a panel. */
export function RowToolbar(props: {
  filter: Signal<string>;
  count: number;
  dropped: number;
  onClear: () => void;
  children?: ComponentChildren;
}): JSX.Element {
  const t = text.value.panels;
  return (
    <div class="toolbar">
      <button
        type="button"
        class="button button--bare button--icon button--small"
        aria-label={t.clear}
        title={t.clear}
        onClick={props.onClear}
      >
        <Icon name="clear" size={14} />
      </button>
      <input
        class="field toolbar__filter"
        type="search"
        placeholder={t.filter}
        aria-label={t.filter}
        value={props.filter.value}
        onInput={(event) => {
          props.filter.value = event.currentTarget.value;
        }}
      />
      {props.children}
      <div class="grow" />
      <span class="quiet" title={props.dropped > 0 ? t.dropped(props.dropped) : undefined}>
        {t.rows(props.count)}
        {props.dropped > 0 ? ` (+${props.dropped.toLocaleString("en")})` : ""}
      </span>
    </div>
  );
}
