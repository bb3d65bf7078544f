import type { JSX } from "preact";
import { address, go } from "../session/address-state.js";
import type { Session } from "../session/session.js";
import { type Theme, theme } from "../session/theme.js";
import { text } from "../text/text.js";
import { Icon, type IconName } from "../ui/icon.js";
import "./header.css";

const themes: { name: Theme; icon: IconName }[] = [
  { name: "auto", icon: "system" },
  { name: "light", icon: "sun" },
  { name: "dark", icon: "moon" },
];

/** Name, the two views, what the host is, and the colours. */
export function Header({ session }: { session: Session }): JSX.Element {
  const t = text.value;
  const isolated = session.host.sandbox.mode === "url";
  return (
    <header class="header">
      <a class="header__skip" href="#device">
        {t.header.skip}
      </a>
      <div class="header__brand">
        <img src="/berth.svg" alt="" width={20} height={20} />
        <h1 class="header__name">
          {t.appName} <span class="header__what">{t.simulator}</span>
        </h1>
      </div>
      <nav class="header__views">
        {(["run", "domains"] as const).map((view) => (
          <button
            key={view}
            type="button"
            class="header__view"
            aria-current={address.value.view === view ? "page" : undefined}
            onClick={() => go({ view }, "push")}
          >
            {t.views[view]}
          </button>
        ))}
      </nav>
      <div class="grow" />
      <span class="chip" title={t.header.environment}>
        {session.config.config.environment}
      </span>
      <span class={`chip ${isolated ? "chip--good" : "chip--warn"}`}>
        <Icon name="shield" size={12} />
        {isolated ? t.header.isolated : t.header.inline}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in this row in all engines */}
      <div class="header__themes" role="group" aria-label={t.header.theme}>
        {themes.map(({ name, icon }) => (
          <button
            key={name}
            type="button"
            class="header__theme"
            aria-label={t.header.themes[name]}
            title={t.header.themes[name]}
            aria-pressed={theme.value === name}
            onClick={() => {
              theme.value = name;
            }}
          >
            <Icon name={icon} size={14} />
          </button>
        ))}
      </div>
    </header>
  );
}
