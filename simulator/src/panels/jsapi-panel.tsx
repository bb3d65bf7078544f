import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { CallRow, RunStore } from "../session/run-store.js";
import { text } from "../text/text.js";
import { Details, Fact } from "../ui/details.js";
import { Empty } from "../ui/empty.js";
import { clockTime, duration } from "../ui/format.js";
import { JsonView } from "../ui/json-view.js";
import { oneLine } from "../ui/one-line.js";
import { VirtualList } from "../ui/virtual-list.js";
import { RowToolbar } from "./row-toolbar.js";

const columns = "86px minmax(110px, 0.8fr) minmax(0, 1.4fr) 84px 58px";

/** Every call of `my.*`, newest last. */
export function JsapiPanel({ run }: { run: RunStore | null }): JSX.Element {
  const t = text.value.jsapi;
  const filter = useSignal("");
  const chosen = useSignal<number | null>(null);
  if (!run) return <Empty title={t.empty} hint={t.emptyHint} />;
  const words = filter.value.trim().toLowerCase();
  const all = run.calls.rows.value;
  const rows = words === "" ? all : all.filter((row) => `${row.api} ${row.pagePath}`.toLowerCase().includes(words));
  const open = chosen.value === null ? undefined : all.find((row) => row.key === chosen.value);
  return (
    <>
      <RowToolbar
        filter={filter}
        count={rows.length}
        dropped={run.calls.dropped.value}
        onClear={() => {
          chosen.value = null;
          run.calls.clear();
        }}
      />
      {rows.length === 0 ? (
        <Empty title={t.empty} hint={t.emptyHint} />
      ) : (
        <>
          <div class="headrow" style={{ gridTemplateColumns: columns }} aria-hidden="true">
            <span>{t.at}</span>
            <span>{t.api}</span>
            <span>{t.params}</span>
            <span>{t.outcome}</span>
            <span class="num">{t.time}</span>
          </div>
          <VirtualList
            rows={rows}
            rowHeight={26}
            label={text.value.panels.jsapi}
            columns={columns}
            keyOf={(row) => row.key}
            chosen={chosen.value}
            onChoose={(key) => {
              chosen.value = key;
            }}
            render={(row) => <Call row={row} end={row.end} />}
          />
        </>
      )}
      {open ? (
        <Details
          title={`my.${open.api}`}
          onClose={() => {
            chosen.value = null;
          }}
        >
          <Fact label={t.page}>
            <code>{open.pagePath === "" ? "app.js" : open.pagePath}</code> · {t.kinds[open.kind]}
          </Fact>
          {open.end?.errorMessage ? (
            <Fact label={t.outcome}>{`${open.end.errorCode}: ${open.end.errorMessage}`}</Fact>
          ) : null}
          <Fact label={t.params}>
            <JsonView value={open.params} />
          </Fact>
          <Fact label={t.result}>
            <JsonView value={open.end?.result} />
          </Fact>
        </Details>
      ) : null}
    </>
  );
}

/** `end` stands beside `row` because rows are completed in place, and a component with equal props is not drawn again. */
function Call({ row, end }: { row: CallRow; end: CallRow["end"] }): JSX.Element {
  const t = text.value.jsapi;
  const tone = { success: "chip--good", fail: "chip--bad", cancel: "chip--warn" };
  return (
    <>
      <span class="mono quiet">{clockTime(row.time)}</span>
      <span class="mono cut">my.{row.api}</span>
      <span class="mono quiet cut">{row.params === undefined ? "" : oneLine(row.params)}</span>
      <span>
        {end ? (
          <span class={`chip ${tone[end.outcome]}`}>
            {t.outcomes[end.outcome]}
            {end.outcome === "fail" ? ` ${end.errorCode}` : ""}
          </span>
        ) : (
          <span class="chip chip--info">{t.open}</span>
        )}
      </span>
      <span class="num">{end ? duration(end.durationMs) : ""}</span>
    </>
  );
}
