import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ConsoleRow } from "../session/console-row.js";
import type { RunStore } from "../session/run-store.js";
import { text } from "../text/text.js";
import { Details, Fact } from "../ui/details.js";
import { Empty } from "../ui/empty.js";
import { clockTime } from "../ui/format.js";
import { JsonView } from "../ui/json-view.js";
import { VirtualList } from "../ui/virtual-list.js";
import { RowToolbar } from "./row-toolbar.js";
import "./console-panel.css";

const levels = ["all", "error", "warn", "info", "log"] as const;

/** What the program and the host said. */
export function ConsolePanel({ run }: { run: RunStore | null }): JSX.Element {
  const t = text.value.console;
  const filter = useSignal("");
  const level = useSignal<(typeof levels)[number]>("all");
  const chosen = useSignal<number | null>(null);
  if (!run) return <Empty title={t.empty} hint={t.emptyHint} />;
  const words = filter.value.trim().toLowerCase();
  const all = run.console.rows.value;
  const rows =
    words === "" && level.value === "all"
      ? all
      : all.filter(
          (row) =>
            (level.value === "all" || row.level === level.value) &&
            (words === "" || row.text.toLowerCase().includes(words) || row.at.toLowerCase().includes(words)),
        );
  const open = chosen.value === null ? undefined : all.find((row) => row.key === chosen.value);
  return (
    <>
      <RowToolbar
        filter={filter}
        count={rows.length}
        dropped={run.console.dropped.value}
        onClear={() => {
          chosen.value = null;
          run.clearConsole();
        }}
      >
        <select
          class="field"
          aria-label={t.levels.all}
          value={level.value}
          onChange={(event) => {
            level.value = event.currentTarget.value as (typeof levels)[number];
          }}
        >
          {levels.map((it) => (
            <option key={it} value={it}>
              {t.levels[it]}
            </option>
          ))}
        </select>
      </RowToolbar>
      {rows.length === 0 ? (
        <Empty title={t.empty} hint={t.emptyHint} />
      ) : (
        <VirtualList
          rows={rows}
          rowHeight={25}
          label={text.value.panels.console}
          columns="86px minmax(0, 1fr) auto"
          keyOf={(row) => row.key}
          chosen={chosen.value}
          onChoose={(key) => {
            chosen.value = key;
          }}
          rowClass={(row) => `say say--${row.level}`}
          render={(row) => <Line row={row} count={row.count} />}
        />
      )}
      {open ? (
        <Details
          title={open.text}
          onClose={() => {
            chosen.value = null;
          }}
        >
          <Fact label={t.source}>{t[open.source]}</Fact>
          {open.at === "" ? null : (
            <Fact label={t.place}>
              <code>{open.at}</code>
            </Fact>
          )}
          {open.details.length === 0 ? <JsonView value={open.text} /> : null}
          {open.details.map((it) => (
            <Fact key={it.label} label={it.label}>
              <JsonView value={it.value} />
            </Fact>
          ))}
        </Details>
      ) : null}
    </>
  );
}

/** `count` stands beside `row` because it grows in place, and a component with equal props is not drawn again. */
function Line({ row, count }: { row: ConsoleRow; count: number }): JSX.Element {
  return (
    <>
      <span class="say__time mono">{clockTime(row.time)}</span>
      <span class="say__text mono cut">
        {count > 1 ? <span class="say__count">{count}</span> : null}
        {row.text}
      </span>
      <span class="say__at mono">{row.at}</span>
    </>
  );
}
