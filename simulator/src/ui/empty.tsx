import type { ComponentChildren, JSX } from "preact";
import "./empty.css";

/** An empty state that says what will be here. */
export function Empty(props: { title: string; hint?: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="nothing">
      <p class="nothing__title">{props.title}</p>
      {props.hint ? <p class="nothing__hint">{props.hint}</p> : null}
      {props.children}
    </div>
  );
}
