import type { JSX } from "preact";
import { offerEntry } from "../domains/draft.js";
import { entryFor } from "../domains/entry-for.js";
import { go } from "../session/address-state.js";
import { outcomeOf } from "../session/network-outcome.js";
import type { NetworkRow } from "../session/run-store.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Details, Fact } from "../ui/details.js";
import { Icon } from "../ui/icon.js";
import { JsonView } from "../ui/json-view.js";

/** Why an address was allowed or refused, what to enter, and what was said on the wire. */
export function NetworkDetails(props: { session: Session; row: NetworkRow; onClose: () => void }): JSX.Element {
  const t = text.value.network;
  const { decided, end } = props.row;
  const last = end ?? decided;
  const verdict = last.verdict;
  const outcome = outcomeOf(props.row);
  const ok = outcome.allow;
  const list = decided.api === "webview" ? "wapUrls" : "serverDomains";
  const entry = ok ? null : (verdict.suggestion ?? entryFor(outcome.code, outcome.url));
  const appId = props.session.current.value?.appId;
  return (
    <Details title={decided.url} onClose={props.onClose}>
      <div class={`verdict ${ok ? "" : "verdict--bad"}`}>
        <span class={`chip ${ok ? "chip--good" : "chip--bad"}`}>{outcome.code}</span>
        <span class="verdict__sentence">{outcome.sentence}</span>
        {entry && appId ? (
          <button
            type="button"
            class="button button--small"
            onClick={() => {
              offerEntry(appId, list, entry);
              go({ view: "domains" }, "push");
            }}
          >
            <Icon name="plus" size={13} />
            {t.addTo(text.value.domains[list], entry)}
          </button>
        ) : null}
      </div>
      {verdict.matchedEntry ? (
        <Fact label={t.matched}>
          <code>{verdict.matchedEntry}</code>
        </Fact>
      ) : null}
      {verdict.near && verdict.near.length > 0 ? (
        <Fact label={t.near}>
          {verdict.near.map((it) => (
            <div key={it.text}>
              <code>{it.text}</code> <span class="quiet">{it.why}</span>
            </div>
          ))}
        </Fact>
      ) : null}
      {end?.hops && end.hops.length > 0 ? (
        <Fact label={t.hops}>
          <ol class="hops">
            {end.hops.map((hop, i) => (
              <li key={`${i} ${hop.url}`} class="hops__hop mono">
                <span>{hop.status || "–"}</span>
                <span>{hop.url}</span>
              </li>
            ))}
          </ol>
        </Fact>
      ) : null}
      {end?.message ? <Fact label={t.status}>{`${end.errorCode ?? ""} ${end.message}`.trim()}</Fact> : null}
      {decided.requestHeaders ? (
        <Fact label={t.requestHeaders}>
          <JsonView value={decided.requestHeaders} />
        </Fact>
      ) : null}
      {decided.requestBody ? (
        <Fact label={t.requestBody}>
          <JsonView value={decided.requestBody} />
        </Fact>
      ) : null}
      {end?.responseHeaders ? (
        <Fact label={t.responseHeaders}>
          <JsonView value={end.responseHeaders} />
        </Fact>
      ) : null}
      {end?.responseBody ? (
        <Fact label={t.responseBody}>
          <JsonView value={end.responseBody} />
        </Fact>
      ) : null}
    </Details>
  );
}
