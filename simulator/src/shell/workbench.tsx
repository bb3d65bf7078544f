import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { ProgramList } from "../catalogue/program-list.js";
import { DeviceColumn } from "../device/device-column.js";
import { DomainsPage } from "../domains/domains-page.js";
import { Panels } from "../panels/panels.js";
import { address } from "../session/address-state.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Header } from "./header.js";
import "./workbench.css";

/** Programs on the left, the device in the middle, panels or the domain lists on the right. */
export function Workbench({ session }: { session: Session }): JSX.Element {
  const body = useRef<HTMLDivElement>(null);
  const domains = address.value.view === "domains";

  const drag = (event: PointerEvent): void => {
    const element = body.current;
    const bar = event.currentTarget as HTMLElement;
    if (!element) return;
    bar.setPointerCapture(event.pointerId);
    // Frames would swallow the pointer while it is dragged over them.
    element.classList.add("workbench--dragging");
    const move = (e: PointerEvent): void => widen(element, element.getBoundingClientRect().right - e.clientX);
    const up = (): void => {
      element.classList.remove("workbench--dragging");
      bar.removeEventListener("pointermove", move);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("pointerup", up, { once: true });
    bar.addEventListener("pointercancel", up, { once: true });
  };

  const nudge = (event: KeyboardEvent): void => {
    const element = body.current;
    const by = { ArrowLeft: 32, ArrowRight: -32 }[event.key];
    const side = element?.querySelector(".workbench__side");
    if (!element || !side || by === undefined) return;
    event.preventDefault();
    widen(element, side.getBoundingClientRect().width + by);
  };

  return (
    <div class="frame">
      <Header session={session} />
      <div class="workbench" ref={body}>
        <ProgramList session={session} />
        <DeviceColumn session={session} />
        <aside class="workbench__side" aria-label={text.value.panels.region}>
          {/* biome-ignore lint/a11y/useSemanticElements: a rule of the page cannot be moved */}
          <div
            class="workbench__bar"
            role="separator"
            aria-orientation="vertical"
            aria-label={text.value.panels.widen}
            aria-valuenow={50}
            tabIndex={0}
            onPointerDown={drag}
            onKeyDown={nudge}
          />
          {domains ? <DomainsPage session={session} /> : <Panels session={session} />}
        </aside>
      </div>
    </div>
  );
}

function widen(element: HTMLElement, width: number): void {
  const most = element.clientWidth - 620;
  element.style.setProperty("--side", `${Math.round(Math.max(360, Math.min(most, width)))}px`);
}
