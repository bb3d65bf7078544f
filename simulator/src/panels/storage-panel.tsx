import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { RunStore } from "../session/run-store.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Empty } from "../ui/empty.js";
import { bytes } from "../ui/format.js";
import { Icon } from "../ui/icon.js";
import "./storage-panel.css";

const size = (value: string): number => new TextEncoder().encode(value).length;

/** Keys and values of `my.*Storage`, editable. */
export function StoragePanel({ session, run }: { session: Session; run: RunStore | null }): JSX.Element {
  const t = text.value.storage;
  const chosen = useSignal<string | null>(null);
  const adding = useSignal(false);
  const newKey = useSignal("");
  const draft = useSignal("");
  const problem = useSignal("");
  const handle = session.handle.value;
  const entries = Object.entries(run?.storage.value ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const total = entries.reduce((sum, [key, value]) => sum + size(key) + size(value), 0);

  const choose = (key: string, value: string): void => {
    adding.value = false;
    chosen.value = key;
    problem.value = "";
    draft.value = pretty(value);
  };
  const save = async (): Promise<void> => {
    const key = adding.value ? newKey.value : chosen.value;
    if (!handle || !key || !run) return;
    let json: string;
    try {
      json = JSON.stringify(JSON.parse(draft.value));
    } catch {
      problem.value = t.notJson;
      return;
    }
    await session.host.inspect(handle).setStorage(key, json);
    run.storage.value = { ...session.host.inspect(handle).storage() };
    adding.value = false;
    chosen.value = key;
  };
  const remove = async (key: string): Promise<void> => {
    if (!handle || !run) return;
    await session.host.inspect(handle).removeStorage(key);
    run.storage.value = { ...session.host.inspect(handle).storage() };
    chosen.value = null;
  };
  const editing = adding.value || chosen.value !== null;

  return (
    <>
      <div class="toolbar">
        <button
          type="button"
          class="button button--small"
          disabled={!handle}
          onClick={() => {
            adding.value = true;
            chosen.value = null;
            newKey.value = "";
            draft.value = '""';
            problem.value = "";
          }}
        >
          <Icon name="plus" size={13} />
          {t.add}
        </button>
        <div class="grow" />
        <span class="quiet">{t.total(bytes(total))}</span>
      </div>
      {entries.length === 0 && !adding.value ? (
        <Empty title={t.empty} hint={t.emptyHint} />
      ) : (
        <div class="stored">
          <table class="stored__table">
            <thead>
              <tr>
                <th scope="col">{t.key}</th>
                <th scope="col">{t.value}</th>
                <th scope="col" class="num">
                  {t.size}
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map(([key, value]) => (
                <tr key={key} class={chosen.value === key ? "stored__row--on" : ""}>
                  <td>
                    <button type="button" class="stored__key mono" onClick={() => choose(key, value)}>
                      {key}
                    </button>
                  </td>
                  <td class="mono quiet stored__value">{value.slice(0, 240)}</td>
                  <td class="num quiet">{bytes(size(value))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing ? (
        <form
          class="editor"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <div class="editor__head">
            {adding.value ? (
              <input
                class="field mono grow"
                aria-label={t.key}
                placeholder={t.key}
                required
                maxLength={256}
                value={newKey.value}
                onInput={(event) => {
                  newKey.value = event.currentTarget.value;
                }}
              />
            ) : (
              <span class="mono grow cut">{chosen.value}</span>
            )}
            {problem.value === "" ? null : (
              <span class="chip chip--bad" role="alert">
                {problem.value}
              </span>
            )}
            {chosen.value === null ? null : (
              <button type="button" class="button button--small" onClick={() => void remove(chosen.value ?? "")}>
                <Icon name="trash" size={13} />
                {t.remove}
              </button>
            )}
            <button type="submit" class="button button--small button--main" disabled={!handle}>
              {t.save}
            </button>
          </div>
          <textarea
            class="field mono editor__text"
            aria-label={t.value}
            spellcheck={false}
            value={draft.value}
            onInput={(event) => {
              draft.value = event.currentTarget.value;
            }}
          />
        </form>
      ) : null}
    </>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
