import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { address, go } from "../session/address-state.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { Icon } from "../ui/icon.js";
import { deviceOf, presets } from "./presets.js";
import "./device-bar.css";

/** Which phone, its size when it is a custom one, and its colours. */
export function DeviceBar({ session }: { session: Session }): JSX.Element {
  const t = text.value.device;
  const scheme = useSignal<"light" | "dark">("light");
  const device = deviceOf(address.value.device);
  const custom = !presets.some((it) => it.id === device.id);
  const resize = (width: number, height: number): void => go({ device: deviceOf(`${width}x${height}`).id });
  const run = session.run.value;
  const rendered = run?.renderedMs.value ?? null;
  return (
    <div class="devicebar">
      <Icon name="phone" size={14} />
      <select
        class="field devicebar__model"
        aria-label={t.model}
        value={custom ? "custom" : device.id}
        onChange={(event) => {
          const id = event.currentTarget.value;
          go({ device: id === "custom" ? `${device.width + 1}x${device.height}` : id });
        }}
      >
        {presets.map((it) => (
          <option key={it.id} value={it.id}>
            {it.name}
          </option>
        ))}
        <option value="custom">{t.custom}</option>
      </select>
      {custom ? (
        <>
          <input
            class="field devicebar__size"
            type="number"
            aria-label={t.width}
            value={device.width}
            onChange={(event) => resize(Number(event.currentTarget.value), device.height)}
          />
          <span aria-hidden="true">×</span>
          <input
            class="field devicebar__size"
            type="number"
            aria-label={t.height}
            value={device.height}
            onChange={(event) => resize(device.width, Number(event.currentTarget.value))}
          />
        </>
      ) : null}
      <div class="grow" />
      {rendered === null ? null : <span class="chip">{rendered} ms</span>}
      <button
        type="button"
        class="button button--small"
        title={t.scheme}
        aria-pressed={scheme.value === "dark"}
        onClick={() => {
          scheme.value = scheme.value === "dark" ? "light" : "dark";
          session.host.setColorScheme(scheme.value);
        }}
      >
        <Icon name={scheme.value === "dark" ? "moon" : "sun"} size={13} />
        {t.schemes[scheme.value]}
      </button>
    </div>
  );
}
