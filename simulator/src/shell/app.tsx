import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { address } from "../session/address-state.js";
import { listenForReload } from "../session/reload-events.js";
import { Session } from "../session/session.js";
import { loadConfig } from "../session/simulator-config.js";
import { text } from "../text/text.js";
import { Workbench } from "./workbench.js";
import "./app.css";

const session = signal<Session | null>(null);
const failure = signal("");

async function start(): Promise<void> {
  const config = await loadConfig();
  const started = await Session.start(config);
  session.value = started;
  const listed = started.refreshPrograms();
  if (started.programs.peek().length === 0) await listed;
  const first = address.peek().app || config.preview?.appId || started.programs.peek()[0]?.appId;
  if (first) void started.open(first, address.peek().page, address.peek().query);
  listenForReload((event) => {
    if (event.appId && event.appId !== started.current.peek()?.appId) return;
    if (event.ok === false) started.showFindings(event.diagnostics ?? []);
    else void started.reload();
  });
}

/** The whole page: a line while the host starts, then the workbench. */
export function App(): JSX.Element {
  useEffect(() => {
    start().catch((error: unknown) => {
      console.error(error);
      failure.value = error instanceof Error ? error.message : String(error);
    });
  }, []);
  const t = text.value.start;
  if (session.value) return <Workbench session={session.value} />;
  return (
    <main class="start" aria-live="polite">
      <img src="/berth.svg" alt="" width={48} height={48} />
      {failure.value === "" ? (
        <p>{t.loading}</p>
      ) : (
        <>
          <h1 class="start__title">{t.failed}</h1>
          <p class="start__why mono">{failure.value}</p>
          <p class="quiet">{t.hint}</p>
        </>
      )}
    </main>
  );
}
