import type { PipelineView, RealtimeView } from "@berth/platform/client";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { RunStore } from "../session/run-store.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Details } from "../ui/details.js";
import { Empty } from "../ui/empty.js";
import { clockTime, duration } from "../ui/format.js";
import { JsonView } from "../ui/json-view.js";
import { oneLine } from "../ui/one-line.js";
import { VirtualList } from "../ui/virtual-list.js";
import { usePlatformPoll } from "./platform-poll.js";
import "./events-panel.css";

type EventLogStats = ReturnType<Session["host"]["eventLog"]["stats"]>;

interface Figures {
  realtime: RealtimeView | null;
  pipeline: PipelineView | null;
}

/** What was collected, what still waits, and what the platform has counted of it. */
export function EventsPanel({ session, run }: { session: Session; run: RunStore | null }): JSX.Element {
  const t = text.value.events;
  const chosen = useSignal<number | null>(null);
  const appId = session.current.value?.appId;
  const { targetAppId, environment } = session.config.config;
  const { value, again } = usePlatformPoll<Figures>(
    async () => {
      const client = appId ? await session.console.owner(appId) : null;
      if (!client || !appId) return null;
      const [realtime, pipeline] = await Promise.all([
        client.realtime(appId, { targetAppId, environment }),
        client.pipeline(),
      ]);
      return { realtime: realtime.ok ? realtime.data : null, pipeline: pipeline.ok ? pipeline.data : null };
    },
    2000,
    [appId],
  );
  const rows = run?.events.rows.value ?? [];
  const open = chosen.value === null ? undefined : rows.find((row) => row.key === chosen.value);
  const real = value?.realtime;
  const stats = figures(session.host.eventLog.stats());

  return (
    <>
      <div class="figures">
        <Figure name={t.pv} value={real?.pv} />
        <Figure name={t.uv} value={real?.uv} />
        <Figure name={t.sessions} value={real?.sessions} />
        <Figure name={t.calls} value={real?.jsapiTotal} />
      </div>
      <div class="toolbar">
        <span class="quiet">{t.platform}</span>
        {real ? <span class="chip">{t.updated(clockTime(Date.parse(real.updatedAt)).slice(0, 8))}</span> : null}
        <div class="grow" />
        <button
          type="button"
          class="button button--small"
          disabled={session.host.eventLog.stats().gate !== "open"}
          onClick={() => void session.host.eventLog.flush().then(again)}
        >
          {t.flush}
        </button>
      </div>
      <div class="events">
        <Queue title={t.queue} stats={stats} />
        {value?.pipeline ? <Queue title={t.pipeline} stats={{ ...value.pipeline, recent: undefined }} /> : null}
        {real && real.jsapi.length > 0 ? (
          <table class="calls">
            <thead>
              <tr>
                <th scope="col">{t.apis}</th>
                <th scope="col" class="num">
                  {t.calls}
                </th>
                <th scope="col" class="num">
                  {t.success}
                </th>
                <th scope="col" class="num">
                  {t.mean}
                </th>
                <th scope="col" class="num">
                  {t.p95}
                </th>
              </tr>
            </thead>
            <tbody>
              {real.jsapi.map((row) => (
                <tr key={row.api}>
                  <td class="mono">{row.api}</td>
                  <td class="num">{row.calls}</td>
                  <td class="num">{row.successRate === null ? "–" : `${Math.round(row.successRate * 1000) / 10} %`}</td>
                  <td class="num">{row.meanMs === null ? "–" : duration(row.meanMs)}</td>
                  <td class="num">{row.p95Ms === null ? "–" : duration(row.p95Ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        {real && real.refusals.length > 0 ? (
          <table class="calls">
            <thead>
              <tr>
                <th scope="col">{t.refusals}</th>
                <th scope="col">{t.policy}</th>
                <th scope="col" class="num">
                  {t.count}
                </th>
              </tr>
            </thead>
            <tbody>
              {real.refusals.map((row) => (
                <tr key={`${row.policy} ${row.origin}`}>
                  <td class="mono">{row.origin}</td>
                  <td>{row.policy}</td>
                  <td class="num">{row.count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
      <div class="headrow headrow--stream">{t.stream}</div>
      {rows.length === 0 ? (
        <Empty title={t.empty} hint={t.emptyHint} />
      ) : (
        <VirtualList
          rows={rows}
          rowHeight={25}
          label={t.stream}
          columns="84px 160px minmax(0, 1fr)"
          keyOf={(row) => row.key}
          chosen={chosen.value}
          onChoose={(key) => {
            chosen.value = key;
          }}
          render={(row) => (
            <>
              <span class="mono quiet">{clockTime(row.time)}</span>
              <span class="mono cut">{row.name}</span>
              <span class="mono quiet cut">{oneLine(row.data)}</span>
            </>
          )}
        />
      )}
      {open ? (
        <Details
          title={open.name}
          onClose={() => {
            chosen.value = null;
          }}
        >
          <JsonView value={open.data} />
        </Details>
      ) : null}
    </>
  );
}

function Figure({ name, value }: { name: string; value: number | undefined }): JSX.Element {
  return (
    <div class="figure">
      <div class="figure__value">{value === undefined ? "–" : value.toLocaleString("en")}</div>
      <div class="figure__name">{name}</div>
    </div>
  );
}

/** The queue in numbers; what was dropped as one sum. */
function figures(stats: EventLogStats): Record<string, unknown> {
  return { ...stats, dropped: Object.values(stats.dropped).reduce((sum, n) => sum + n, 0) };
}

/** "skewedDevices" as "skewed devices". */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function Queue({ title, stats }: { title: string; stats: Record<string, unknown> | undefined }): JSX.Element | null {
  if (!stats) return null;
  const flat = Object.entries(stats).filter(([, value]) => ["number", "string", "boolean"].includes(typeof value));
  return (
    <div class="queue">
      <span class="queue__title">{title}</span>
      {flat.map(([name, value]) => (
        <span key={name} class="queue__fact">
          <span class="quiet">{words(name)}</span> <span class="mono">{String(value)}</span>
        </span>
      ))}
    </div>
  );
}
