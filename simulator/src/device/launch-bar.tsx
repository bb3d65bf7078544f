import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { address, go } from "../session/address-state.js";
import { newestManifest } from "../session/program-package.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Icon } from "../ui/icon.js";
import "./launch-bar.css";

/** Where to start, and the buttons of a phone. */
export function LaunchBar({ session }: { session: Session }): JSX.Element {
  const t = text.value.launch;
  const current = session.current.value;
  const run = session.run.value;
  const query = useSignal(address.value.query);
  const app = session.manifest.value?.app;
  const pages = app ? [app.home, ...app.pages.filter((it) => it !== app.home)] : [];
  const top = run?.stack.value.at(-1);
  const background = run?.state.value === "background";
  const handle = session.handle.value;

  useEffect(() => {
    query.value = address.value.query;
    if (current) {
      void newestManifest(session, current.appId).then((found) => {
        if (session.current.peek()?.appId === current.appId) session.manifest.value = found;
      });
    }
  }, [current?.appId, session.reloads.value]);

  const open = (page: string, words: string): void => {
    if (!current) return;
    go({ app: current.appId, page, query: words });
    void session.open(current.appId, page, words);
  };
  const shown = top?.path ?? address.value.page;
  const list = shown !== "" && !pages.includes(shown) ? [...pages, shown] : pages;

  return (
    <form
      class="launch"
      aria-label={t.bar}
      onSubmit={(event) => {
        event.preventDefault();
        open(shown, query.value);
      }}
    >
      <button
        type="button"
        class="button button--icon button--bare"
        aria-label={t.back}
        title={t.back}
        disabled={!handle}
        onClick={() => handle?.back()}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        class="button button--icon button--bare"
        aria-label={t.restart}
        title={t.restart}
        disabled={!current}
        onClick={() => open(address.value.page, address.value.query)}
      >
        <Icon name="restart" />
      </button>
      <select
        class="field launch__page mono"
        aria-label={t.page}
        disabled={!current}
        value={shown}
        onChange={(event) => open(event.currentTarget.value, query.value)}
      >
        {list.length === 0 ? <option value="">{t.home}</option> : null}
        {list.map((page) => (
          <option key={page} value={page}>
            {page}
          </option>
        ))}
      </select>
      <input
        class="field launch__query mono"
        aria-label={t.query}
        placeholder={t.queryHint}
        spellcheck={false}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button" disabled={!current}>
        {t.go}
      </button>
      <button
        type="button"
        class="button button--icon button--bare"
        aria-label={background ? t.foreground : t.background}
        title={background ? t.foreground : t.background}
        disabled={!handle}
        onClick={() => (background ? handle?.show() : handle?.hide())}
      >
        <Icon name={background ? "play" : "pause"} />
      </button>
    </form>
  );
}
