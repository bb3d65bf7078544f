import type { ComponentChildren, JSX } from "preact";
import { text } from "../text/text.js";
import { Icon } from "./icon.js";
import "./details.css";

/** The lower part of a panel: everything about the chosen row. */
export function Details(props: { title: string; onClose: () => void; children: ComponentChildren }): JSX.Element {
  const t = text.value.panels;
  return (
    <section class="details" aria-label={t.details}>
      <header class="details__head">
        <h3 class="details__title cut">{props.title}</h3>
        <button
          type="button"
          class="button button--bare button--icon button--small"
          aria-label={t.close}
          onClick={props.onClose}
        >
          <Icon name="close" size={14} />
        </button>
      </header>
      <div class="details__body">{props.children}</div>
    </section>
  );
}

/** One labelled value in the details. */
export function Fact(props: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <div class="fact__label">{props.label}</div>
      <div class="fact__value">{props.children}</div>
    </div>
  );
}
