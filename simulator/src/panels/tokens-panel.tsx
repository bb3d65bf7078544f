import type { TokenFamilyView, TokenItemView } from "@berth/platform/client";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { RunStore } from "../session/run-store.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Empty } from "../ui/empty.js";
import { clockTime, remaining } from "../ui/format.js";
import { usePlatformPoll } from "./platform-poll.js";
import "./tokens-panel.css";

interface TokenFacts {
  families: TokenFamilyView[];
  offsetMs: number;
}

/** Codes and tokens of the program on the platform's clock, which can be moved. */
export function TokensPanel({ session, run }: { session: Session; run: RunStore | null }): JSX.Element {
  const t = text.value.tokens;
  const appId = session.current.value?.appId;
  const now = useSignal(Date.now());
  const codes = run?.codes.value ?? 0;

  const { value, again } = usePlatformPoll<TokenFacts>(
    async () => {
      const client = appId ? await session.console.owner(appId) : null;
      if (!client || !appId) return null;
      const [families, clock] = await Promise.all([client.tokens(appId), client.clock()]);
      return { families: families.ok ? families.data : [], offsetMs: clock.ok ? clock.data.offsetMs : 0 };
    },
    2000,
    [appId, codes],
  );

  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 500);
    return () => clearInterval(timer);
  }, []);

  const offset = value?.offsetMs ?? 0;
  const move = async (offsetMs: number): Promise<void> => {
    const client = (await session.console.tenant()) ?? (await session.console.any());
    await client?.setClock(offsetMs);
    again();
  };
  const families = value?.families ?? [];
  const platformNow = now.value + offset;

  return (
    <>
      <div class="toolbar">
        <span class="quiet">{t.clock}</span>
        <span class="mono">{clockTime(platformNow).slice(0, 8)}</span>
        <span class={`chip ${offset === 0 ? "" : "chip--warn"}`}>
          {offset === 0 ? t.real : t.offset(`${offset < 0 ? "−" : "+"}${remaining(Math.abs(offset))}`)}
        </span>
        <div class="grow" />
        <button type="button" class="button button--small" onClick={() => void move(offset + 60_000)}>
          {t.plus1}
        </button>
        <button type="button" class="button button--small" onClick={() => void move(offset + 600_000)}>
          {t.plus10}
        </button>
        <button type="button" class="button button--small" disabled={offset === 0} onClick={() => void move(0)}>
          {t.reset}
        </button>
      </div>
      {families.length === 0 ? (
        <Empty title={t.empty} hint={t.emptyHint} />
      ) : (
        <div class="families">
          {[...families].reverse().map((family) => (
            <Family key={family.familyId} family={family} now={platformNow} />
          ))}
          <p class="quiet">{t.note}</p>
        </div>
      )}
    </>
  );
}

function Family({ family, now }: { family: TokenFamilyView; now: number }): JSX.Element {
  const t = text.value.tokens;
  return (
    <section class={`family ${family.revoked ? "family--revoked" : ""}`}>
      <header class="family__head">
        <span class="family__title">{t.family}</span>
        <code>{family.userId}</code>
        <div class="grow" />
        {family.scopes.map((scope) => (
          <span key={scope} class="chip">
            {scope}
          </span>
        ))}
        {family.revoked ? <span class="chip chip--bad">{t.states.REVOKED}</span> : null}
      </header>
      {family.items.map((item) => (
        <Life key={`${item.kind} ${item.last4} ${item.issuedAt}`} item={item} now={now} />
      ))}
      <details class="family__story">
        <summary>{t.timeline}</summary>
        <ol>
          {family.timeline.map((entry) => (
            <li key={`${entry.time} ${entry.event} ${entry.last4}`} class="family__entry">
              <span class="mono quiet">{clockTime(Date.parse(entry.time))}</span>
              <span>{t.kinds[entry.kind]}</span>
              <code>…{entry.last4}</code>
              <span>{entry.event}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function Life({ item, now }: { item: TokenItemView; now: number }): JSX.Element {
  const t = text.value.tokens;
  const from = Date.parse(item.issuedAt);
  const to = Date.parse(item.expiresAt);
  const left = Math.max(0, to - now);
  const alive = (item.state === "ACTIVE" || item.state === "ISSUED") && left > 0;
  const share = alive ? Math.max(0, Math.min(1, left / (to - from))) : 0;
  // Between two answers of the platform the page's own reading of the clock may already know better.
  const state = left === 0 && (item.state === "ACTIVE" || item.state === "ISSUED") ? "EXPIRED" : item.state;
  const tone = alive ? (share < 0.15 ? "warn" : "good") : state === "REVOKED" ? "bad" : "off";
  return (
    <div class="life">
      <span class="life__name">
        {t.kinds[item.kind]} <code class="quiet">…{item.last4}</code>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot be coloured in all engines */}
      <div
        class="life__track"
        role="meter"
        aria-label={t.kinds[item.kind]}
        aria-valuemin={0}
        aria-valuemax={Math.round((to - from) / 1000)}
        aria-valuenow={Math.round(left / 1000)}
      >
        <div class={`life__bar life__bar--${tone}`} style={{ width: `${share * 100}%` }} />
      </div>
      <span class="life__left mono">{alive ? remaining(left) : ""}</span>
      <span class={`chip ${tone === "off" ? "" : `chip--${tone}`}`}>{t.states[state]}</span>
    </div>
  );
}
