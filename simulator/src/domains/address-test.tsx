import { compilePolicy, type DomainPolicy, type PolicyApi } from "@berth/core/policy";
import { explain } from "@berth/core/policy-tools";
import type { AppView } from "@berth/platform/client";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { text } from "../text/text.js";
import { type DomainState, entriesOf } from "./domain-state.js";

const apis: readonly PolicyApi[] = ["request", "uploadFile", "downloadFile", "connectSocket", "webview"];

interface Answer {
  allow: boolean;
  code: string;
  sentence: string;
  suggestion: string | null;
}

/** An address against the lists as they are written, with the answer the program would get. */
export function AddressTest({ state, app }: { state: DomainState; app: AppView }): JSX.Element {
  const t = text.value.domains;
  const address = useSignal("https://api.shop.test/v1/products");
  const api = useSignal<PolicyApi>("request");
  const answer = useSignal<Answer | null>(null);
  const list = api.value === "webview" ? "wapUrls" : "serverDomains";
  const draft = state.drafts[list].value;
  const raw = address.value.trim();

  useEffect(() => {
    let ended = false;
    const saved = state.saved()[list];
    const entries = entriesOf(draft);
    const unset = saved === undefined && entries.length === 0;
    const insecure = state.insecure.value ? { insecure: true } : {};
    const policy: DomainPolicy =
      unset && app.ownerKind === "tenant" ? { mode: "allow-all", ...insecure } : { mode: "list", entries, ...insecure };
    void compilePolicy(policy).then((compiled) => {
      if (ended) return;
      if (raw === "") {
        answer.value = null;
        return;
      }
      const told = explain(compiled, raw, api.value);
      answer.value = {
        allow: told.allow,
        code: told.code,
        sentence: told.sentence,
        suggestion: told.suggestion ?? null,
      };
    });
    return () => {
      ended = true;
    };
  }, [draft, raw, api.value, app, state.insecure.value]);

  const shown = answer.value;
  const entry = shown && !shown.allow ? shown.suggestion : null;
  return (
    <section class="try" aria-label={t.test}>
      <div>
        <h3 class="list__title">{t.test}</h3>
        <p class="quiet">{t.testHint}</p>
      </div>
      <div class="try__row">
        <input
          class="field mono grow"
          aria-label={t.address}
          spellcheck={false}
          value={address.value}
          onInput={(event) => {
            address.value = event.currentTarget.value;
          }}
        />
        <select
          class="field"
          aria-label={t.api}
          value={api.value}
          onChange={(event) => {
            api.value = event.currentTarget.value as PolicyApi;
          }}
        >
          {apis.map((it) => (
            <option key={it} value={it}>
              {it}
            </option>
          ))}
        </select>
      </div>
      {shown ? (
        <div class={`verdict ${shown.allow ? "" : "verdict--bad"}`} aria-live="polite">
          <span class={`chip ${shown.allow ? "chip--good" : "chip--bad"}`}>{shown.code}</span>
          <span class="verdict__sentence">{shown.sentence}</span>
          {entry ? (
            <button type="button" class="button button--small" onClick={() => state.add(list, entry)}>
              {text.value.network.addTo(t[list], entry)}
            </button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
