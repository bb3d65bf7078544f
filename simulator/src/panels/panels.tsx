import type { JSX } from "preact";
import { address, go } from "../session/address-state.js";
import { type PanelName, panelNames } from "../session/address-text.js";
import { outcomeOf } from "../session/network-outcome.js";
import type { RunStore } from "../session/run-store.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { ConsolePanel } from "./console-panel.js";
import { DevicePanel } from "./device-panel.js";
import { EventsPanel } from "./events-panel.js";
import { JsapiPanel } from "./jsapi-panel.js";
import { NetworkPanel } from "./network-panel.js";
import { StoragePanel } from "./storage-panel.js";
import { TokensPanel } from "./tokens-panel.js";
import "./panels.css";

/** Tabs on the right; one panel at a time. */
export function Panels({ session }: { session: Session }): JSX.Element {
  const t = text.value.panels;
  const chosen = address.value.panel;
  const run = session.run.value;

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = panelNames[(panelNames.indexOf(chosen) + step + panelNames.length) % panelNames.length] ?? chosen;
    go({ panel: next });
    document.getElementById(`tab-${next}`)?.focus();
  };

  return (
    <>
      <div class="tabs" role="tablist" aria-label={t.region} onKeyDown={onKeyDown}>
        {panelNames.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            class="tabs__tab"
            aria-selected={chosen === name}
            aria-controls="panel"
            tabIndex={chosen === name ? 0 : -1}
            onClick={() => go({ panel: name })}
          >
            {t[name]}
            {run ? <Badge run={run} name={name} /> : null}
          </button>
        ))}
      </div>
      <div class="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${chosen}`}>
        <Panel key={`${chosen} ${session.current.value?.appId ?? ""}`} session={session} name={chosen} />
      </div>
    </>
  );
}

function Panel({ session, name }: { session: Session; name: PanelName }): JSX.Element {
  const run = session.run.value;
  switch (name) {
    case "console":
      return <ConsolePanel run={run} />;
    case "jsapi":
      return <JsapiPanel run={run} />;
    case "network":
      return <NetworkPanel session={session} run={run} />;
    case "storage":
      return <StoragePanel session={session} run={run} />;
    case "tokens":
      return <TokensPanel session={session} run={run} />;
    case "events":
      return <EventsPanel session={session} run={run} />;
    case "device":
      return <DevicePanel session={session} />;
  }
}

/** Count beside a tab: errors for the console, refusals for the network, rows elsewhere. */
function Badge({ run, name }: { run: RunStore; name: PanelName }): JSX.Element | null {
  if (name === "console") {
    const errors = run.console.rows.value.reduce((sum, row) => sum + (row.level === "error" ? row.count : 0), 0);
    return errors > 0 ? <span class="tabs__count tabs__count--bad">{errors}</span> : null;
  }
  if (name === "network") {
    const rows = run.network.rows.value;
    const refused = rows.reduce((sum, row) => sum + (outcomeOf(row).allow ? 0 : 1), 0);
    if (refused > 0) return <span class="tabs__count tabs__count--bad">{refused}</span>;
    return rows.length > 0 ? <span class="tabs__count">{rows.length}</span> : null;
  }
  if (name === "jsapi") {
    const calls = run.calls.rows.value.length + run.calls.dropped.value;
    return calls > 0 ? <span class="tabs__count">{calls}</span> : null;
  }
  return null;
}
