import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { go } from "../session/address-state.js";
import type { ProgramItem, Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Icon } from "../ui/icon.js";
import "./program-list.css";

/** Every program of this target app, with the state of the one that runs. */
export function ProgramList({ session }: { session: Session }): JSX.Element {
  const t = text.value.catalogue;
  const word = useSignal("");
  const all = session.programs.value;
  const wanted = word.value.trim().toLowerCase();
  const shown = all.filter((it) => `${it.name} ${it.appId} ${it.slogan}`.toLowerCase().includes(wanted));
  return (
    <nav class="programs" aria-label={t.title}>
      <div class="programs__head">
        <h2 class="programs__title">{t.title}</h2>
        <button
          type="button"
          class="button button--bare button--icon button--small"
          aria-label={t.refresh}
          title={t.refresh}
          onClick={() => void session.refreshPrograms()}
        >
          <Icon name="refresh" size={14} />
        </button>
      </div>
      {all.length > 6 ? (
        <input
          class="field programs__search"
          type="search"
          placeholder={t.search}
          aria-label={t.search}
          value={word.value}
          onInput={(event) => {
            word.value = event.currentTarget.value;
          }}
        />
      ) : null}
      <ul class="programs__list">
        {shown.map((item) => (
          <Program key={item.appId} item={item} session={session} />
        ))}
      </ul>
      {all.length === 0 ? <p class="programs__none">{t.empty}</p> : null}
      {all.length > 0 && shown.length === 0 ? <p class="programs__none">{t.none}</p> : null}
    </nav>
  );
}

function Program({ item, session }: { item: ProgramItem; session: Session }): JSX.Element {
  const t = text.value.catalogue;
  const current = session.current.value?.appId === item.appId;
  const state = current ? session.run.value?.state.value : undefined;
  return (
    <li>
      <button
        type="button"
        class="program"
        aria-current={current ? "true" : undefined}
        onClick={() => {
          go({ app: item.appId, page: "", query: "" }, "push");
          void session.open(item.appId);
        }}
      >
        {item.iconUrl ? (
          <img class="program__icon" src={item.iconUrl} alt="" width={32} height={32} />
        ) : (
          <span class="program__icon program__icon--letter" aria-hidden="true">
            {item.name.slice(0, 1).toUpperCase()}
          </span>
        )}
        <span class="program__words">
          <span class="program__name cut">{item.name}</span>
          <span class="program__line cut">
            {state ? (
              <>
                <span class={`program__dot program__dot--${state}`} />
                {t.states[state]}
              </>
            ) : (
              item.slogan || item.appId
            )}
          </span>
        </span>
        {item.preview ? <span class="chip chip--info">{t.preview}</span> : null}
      </button>
    </li>
  );
}
