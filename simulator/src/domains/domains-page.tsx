import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { go } from "../session/address-state.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Empty } from "../ui/empty.js";
import { AddressTest } from "./address-test.js";
import { DomainState, listNames } from "./domain-state.js";
import { ListEditor } from "./list-editor.js";
import "./domains-page.css";

/** The two lists of the current program: see them, change them, put them in force, try them. */
export function DomainsPage({ session }: { session: Session }): JSX.Element {
  const t = text.value.domains;
  const state = useMemo(() => new DomainState(session), [session]);
  const appId = session.current.value?.appId;
  useEffect(() => {
    if (appId) void state.load(appId);
  }, [appId]);

  const app = state.app.value;
  if (!app) return <Empty title={t.title} hint={state.locked.value ? t.notSignedIn : t.intro} />;
  const release = state.release();
  const preview = session.config.preview?.appId === app.appId;
  const editable = app.granted && !(release?.frozen ?? false);
  const outcome = state.outcome.value;
  const dirty = listNames.some((list) => state.changed(list));

  return (
    <div class="domains">
      <header class="domains__head">
        <div class="grow">
          <h2 class="domains__title">
            {app.name} <span class="chip">{app.ownerKind}</span>
          </h2>
          <p class="quiet">{t.intro}</p>
        </div>
        <label class="check" title={t.grantHint}>
          <input
            type="checkbox"
            checked={app.granted}
            onChange={(event) => void state.grant(event.currentTarget.checked)}
          />
          {t.grant}
        </label>
      </header>

      <div class="domains__levels">
        <label class="domains__level">
          <span class="quiet">{t.level}</span>
          <select class="field" value={state.level.value} onChange={(event) => state.choose(event.currentTarget.value)}>
            <option value="">{t.global}</option>
            {app.releases
              .filter((it) => it.state !== "ARCHIVED" && it.state !== "CANCELED")
              .map((it) => (
                <option key={it.releaseId} value={it.releaseId}>
                  {`${t.release(it.version)} · ${it.environment} · ${it.state}`}
                </option>
              ))}
          </select>
        </label>
        <span class="quiet domains__hint">{release ? (release.frozen ? t.frozen : t.releaseHint) : t.globalHint}</span>
      </div>

      {state.added.value === "" ? null : (
        <p class="domains__note" role="status">
          {t.added(state.added.value)}
        </p>
      )}

      <div class="domains__lists">
        {listNames.map((list) => (
          <ListEditor key={list} list={list} state={state} app={app} editable={editable} session={session} />
        ))}
      </div>

      <div class="domains__save">
        <button
          type="button"
          class="button button--main"
          disabled={!editable || !dirty || !state.savable() || state.busy.value}
          onClick={() => void state.save()}
        >
          {state.busy.value ? t.saving : release || preview ? t.savePreview : t.save}
        </button>
        {outcome ? (
          <span class={outcome.kind === "refused" ? "domains__bad" : "domains__good"} role="status">
            {outcome.kind === "released"
              ? t.saved(outcome.version)
              : outcome.kind === "preview"
                ? t.savedPreview
                : outcome.kind === "release"
                  ? t.savedRelease
                  : outcome.message}
          </span>
        ) : null}
        <div class="grow" />
        {outcome && outcome.kind !== "refused" ? (
          <button
            type="button"
            class="button"
            onClick={() => {
              go({ view: "run", panel: "network" }, "push");
              void session.reload();
            }}
          >
            {t.reopen}
          </button>
        ) : null}
      </div>

      <AddressTest state={state} app={app} />
    </div>
  );
}
