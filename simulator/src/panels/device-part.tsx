import type { ComponentChildren, JSX } from "preact";

/** A part of the panel with its name. */
export function DevicePart({
  title,
  action,
  children,
}: {
  title: string;
  action?: JSX.Element;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="senses__part">
      <header class="senses__head">
        <h2 class="senses__title">{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}
