import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import "./virtual-list.css";

/** Rows of one height; only what is in sight is in the document, so that 10,000 rows cost as much as 40. */
export function VirtualList<T>(props: {
  rows: readonly T[];
  rowHeight: number;
  label: string;
  keyOf: (row: T) => number;
  chosen: number | null;
  onChoose: (key: number | null) => void;
  render: (row: T) => ComponentChildren;
  rowClass?: (row: T) => string;
  /** Columns of the rows, as for grid-template-columns. */
  columns: string;
}): JSX.Element {
  const { rows, rowHeight } = props;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const stuck = useRef(true);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // New rows keep the end in sight, unless the reader scrolled up.
  useLayoutEffect(() => {
    const element = box.current;
    if (element && stuck.current) element.scrollTop = element.scrollHeight;
  }, [rows.length, height]);

  const first = Math.max(0, Math.floor(top / rowHeight) - 8);
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight) + 8);
  const shown = rows.slice(first, last);

  const onScroll = (): void => {
    const element = box.current;
    if (!element) return;
    stuck.current = element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight;
    setTop(element.scrollTop);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rows.findIndex((row) => props.keyOf(row) === props.chosen);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
    let next: number;
    if (step !== undefined) next = at < 0 ? (step > 0 ? first : last - 1) : at + step;
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = rows.length - 1;
    else {
      if (event.key === "Escape") props.onChoose(null);
      return;
    }
    event.preventDefault();
    next = Math.max(0, Math.min(rows.length - 1, next));
    const row = rows[next];
    const element = box.current;
    if (row === undefined || !element) return;
    stuck.current = false;
    props.onChoose(props.keyOf(row));
    const y = next * rowHeight;
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = y + rowHeight - element.clientHeight;
    }
  };

  return (
    <div
      ref={box}
      class="vlist"
      role="listbox"
      aria-label={props.label}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div class="vlist__space" style={{ height: `${rows.length * rowHeight}px` }}>
        {shown.map((row, i) => {
          const key = props.keyOf(row);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, arrows move the choice
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
            <div
              key={key}
              role="option"
              aria-selected={key === props.chosen}
              class={`vlist__row ${props.rowClass?.(row) ?? ""}`}
              style={{
                height: `${rowHeight}px`,
                transform: `translateY(${(first + i) * rowHeight}px)`,
                gridTemplateColumns: props.columns,
              }}
              onClick={() => props.onChoose(key === props.chosen ? null : key)}
            >
              {props.render(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
