import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { outcomeOf } from "../session/network-outcome.js";
import type { NetworkRow, RunStore } from "../session/run-store.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Empty } from "../ui/empty.js";
import { duration } from "../ui/format.js";
import { VirtualList } from "../ui/virtual-list.js";
import { NetworkDetails } from "./network-details.js";
import { RowToolbar } from "./row-toolbar.js";
import "./network-panel.css";

const columns = "70px 50px minmax(0, 1fr) 60px 44px 58px";

/** Everything that was sent or refused, with the verdict of the policy. */
export function NetworkPanel({ session, run }: { session: Session; run: RunStore | null }): JSX.Element {
  const t = text.value.network;
  const filter = useSignal("");
  const onlyRefused = useSignal(false);
  const chosen = useSignal<number | null>(null);
  if (!run) return <Empty title={t.empty} hint={t.emptyHint} />;
  const words = filter.value.trim().toLowerCase();
  const all = run.network.rows.value;
  const rows = all.filter(
    (row) =>
      (words === "" || row.decided.url.toLowerCase().includes(words)) && (!onlyRefused.value || !outcomeOf(row).allow),
  );
  const open = chosen.value === null ? undefined : all.find((row) => row.key === chosen.value);
  return (
    <>
      <RowToolbar
        filter={filter}
        count={rows.length}
        dropped={run.network.dropped.value}
        onClear={() => {
          chosen.value = null;
          run.network.clear();
        }}
      >
        <label class="check">
          <input
            type="checkbox"
            checked={onlyRefused.value}
            onChange={(event) => {
              onlyRefused.value = event.currentTarget.checked;
            }}
          />
          {t.onlyRefused}
        </label>
      </RowToolbar>
      {rows.length === 0 ? (
        <Empty title={t.empty} hint={t.emptyHint} />
      ) : (
        <>
          <div class="headrow" style={{ gridTemplateColumns: columns }} aria-hidden="true">
            <span>{t.verdict}</span>
            <span>{t.method}</span>
            <span>{t.address}</span>
            <span>{t.by}</span>
            <span class="num">{t.status}</span>
            <span class="num">{t.time}</span>
          </div>
          <VirtualList
            rows={rows}
            rowHeight={42}
            label={text.value.panels.network}
            columns={columns}
            keyOf={(row) => row.key}
            chosen={chosen.value}
            onChoose={(key) => {
              chosen.value = key;
            }}
            render={(row) => <Row row={row} end={row.end} />}
          />
        </>
      )}
      {open ? (
        <NetworkDetails
          session={session}
          row={open}
          onClose={() => {
            chosen.value = null;
          }}
        />
      ) : null}
    </>
  );
}

/** `end` stands beside `row` because rows are completed in place, and a component with equal props is not drawn again. */
function Row({ row, end }: { row: NetworkRow; end: NetworkRow["end"] }): JSX.Element {
  const t = text.value.network;
  const last = end ?? row.decided;
  const outcome = outcomeOf(row);
  const ok = outcome.allow;
  const failed = end?.errorCode !== undefined && end.errorCode !== 0;
  return (
    <>
      <span>
        <span class={`chip ${ok ? "chip--good" : "chip--bad"}`}>{ok ? t.allowed : t.refused}</span>
      </span>
      <span class="mono">
        {row.decided.api === "resource" || row.decided.api === "webview" ? t.apis[row.decided.api] : row.decided.method}
      </span>
      <span class="net">
        <span class="net__url mono cut">{row.decided.url}</span>
        <span class={`net__why cut ${ok ? "" : "net__why--bad"}`}>{outcome.sentence}</span>
      </span>
      <span class="quiet cut">{t.executors[last.executor]}</span>
      <span class={`num mono ${failed ? "net__why--bad" : ""}`}>{end?.status ?? (failed ? end?.errorCode : "")}</span>
      <span class="num">{end?.durationMs === undefined ? "" : duration(end.durationMs)}</span>
    </>
  );
}
