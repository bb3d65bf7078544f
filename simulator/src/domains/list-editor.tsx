import type { EntryReport } from "@berth/core/policy";
import type { AppView } from "@berth/platform/client";
import type { JSX } from "preact";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { type DomainState, entriesOf } from "./domain-state.js";
import type { ListName } from "./draft.js";

/** One list as text, one entry per line, with what is to be said about each entry. */
export function ListEditor(props: {
  list: ListName;
  state: DomainState;
  app: AppView;
  session: Session;
  editable: boolean;
}): JSX.Element {
  const t = text.value.domains;
  const { list, state, app } = props;
  const saved = state.saved()[list];
  const draft = state.drafts[list].value;
  const notSet = app.ownerKind === "tenant" ? t.notSetTenant : t.notSetMerchant;
  return (
    <section class="list">
      <header class="list__head">
        <h3 class="list__title grow">{t[list]}</h3>
        <button
          type="button"
          class="button button--bare button--small"
          disabled={!props.editable || saved === undefined}
          onClick={() => void state.reset(list)}
        >
          {t.reset}
        </button>
      </header>
      <textarea
        class="field mono list__text"
        aria-label={`${t[list]}: ${t.perLine}`}
        placeholder={t.perLine}
        spellcheck={false}
        readOnly={!props.editable}
        value={draft}
        onInput={(event) => state.write(list, event.currentTarget.value)}
      />
      <p class="list__state">
        {saved === undefined ? notSet : saved.length === 0 ? t.emptyList : ""} <InForce {...props} />
      </p>
      {state.findings[list].value.length > 0 ? (
        <ul aria-live="polite">
          {state.findings[list].value.map((it) => (
            <Finding key={`${it.index} ${it.code}`} report={it} list={list} state={state} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** What users of the live release get, and from which level it came (P-CFG-10). */
function InForce({ list, app, session }: { list: ListName; app: AppView; session: Session }): JSX.Element | null {
  const t = text.value.domains;
  const { targetAppId, environment } = session.config.config;
  const live = app.releases.find(
    (it) => it.state === "FULL_RELEASE" && it.targetAppId === targetAppId && it.environment === environment,
  );
  if (!live) return null;
  const { policy, origin } = live.effective[list];
  const what =
    policy.mode === "allow-all" ? t.allowAll : policy.entries.length === 0 ? t.nothing : policy.entries.join(", ");
  return (
    <span>
      {t.inForce} ({live.version}, {t.origin[origin]}): <code>{what}</code>
    </span>
  );
}

function Finding({ report, list, state }: { report: EntryReport; list: ListName; state: DomainState }): JSX.Element {
  const t = text.value.domains;
  const name = `${list}[${report.index}]`;
  const confirmed = state.confirmed.value.includes(name);
  const tone = report.severity === "error" ? "chip--bad" : "chip--warn";
  const entry = entriesOf(state.drafts[list].value)[report.index];
  const { suggestion } = report;
  return (
    <li class="finding">
      <span class={`chip ${tone}`}>{t.errors[report.severity]}</span>
      <span class="finding__text">
        {entry === undefined ? null : <code>{entry}</code>} {report.message} <span class="quiet">{report.code}</span>
      </span>
      {suggestion === undefined ? null : (
        <button
          type="button"
          class="button button--small"
          onClick={() => state.replace(list, report.index, suggestion)}
        >
          {t.use(suggestion)}
        </button>
      )}
      {report.severity === "confirm" ? (
        <label class="check">
          <input
            type="checkbox"
            checked={confirmed}
            onChange={(event) => {
              const rest = state.confirmed.value.filter((it) => it !== name);
              state.confirmed.value = event.currentTarget.checked ? [...rest, name] : rest;
            }}
          />
          {t.confirm}
        </label>
      ) : null}
    </li>
  );
}
