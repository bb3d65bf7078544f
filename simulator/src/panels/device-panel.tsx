import type { JSX } from "preact";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { DevicePart } from "./device-part.js";
import { DeviceRadios } from "./device-radios.js";
import { DeviceSensors } from "./device-sensors.js";
import { DeviceSlider } from "./device-slider.js";
import { WorldMap } from "./world-map.js";
import { places } from "./world-shapes.js";
import "./device-panel.css";

/** The phone that programs run on: where it is, what it measures, what is near it. Everything can be changed. */
export function DevicePanel({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  const state = session.deviceState.value;
  const { device } = session;
  return (
    <div class="senses">
      <div class="senses__columns">
        <Location session={session} />
        <DevicePart title={t.state}>
          <label class="senses__row">
            <span>{t.network}</span>
            <select
              class="field"
              value={state.networkType}
              onChange={(event) => device.set({ networkType: event.currentTarget.value })}
            >
              {Object.entries(t.networks).map(([type, name]) => (
                <option key={type} value={type}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <DeviceSlider
            name={t.battery}
            value={state.battery.level}
            range={[0, 100, 1]}
            unit="%"
            set={(level) => device.set({ battery: { ...state.battery, level } })}
          />
          <label class="senses__row">
            <span>{t.charging}</span>
            <input
              type="checkbox"
              checked={state.battery.isCharging}
              onChange={(event) =>
                device.set({ battery: { ...state.battery, isCharging: event.currentTarget.checked } })
              }
            />
          </label>
          <DeviceSlider
            name={t.brightness}
            value={Math.round(state.brightness * 100)}
            range={[0, 100, 1]}
            unit="%"
            set={(percent) => device.set({ brightness: percent / 100 })}
          />
          <div class="senses__row">
            <span>{t.events}</span>
            <div class="senses__buttons">
              <button type="button" class="button button--small" onClick={() => device.shake()}>
                {t.shake}
              </button>
              <button type="button" class="button button--small" onClick={() => device.captureScreen()}>
                {t.capture}
              </button>
              <button type="button" class="button button--small" onClick={() => void session.host.memoryWarning()}>
                {t.memory}
              </button>
            </div>
          </div>
        </DevicePart>
        <DeviceSensors session={session} />
        <DeviceRadios session={session} />
      </div>
    </div>
  );
}

function Location({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  const { position } = session.deviceState.value;
  const go = (change: Partial<typeof position>): void => session.device.set({ position: { ...position, ...change } });
  const fields = [
    ["latitude", t.latitude, 90],
    ["longitude", t.longitude, 180],
    ["accuracy", t.accuracy, 100_000],
  ] as const;
  const chooser = (
    <select
      class="field senses__places"
      aria-label={t.places}
      value=""
      onChange={(event) => {
        const [, longitude, latitude] = places.find(([name]) => name === event.currentTarget.value) ?? [];
        if (longitude !== undefined && latitude !== undefined) go({ longitude, latitude });
        event.currentTarget.value = "";
      }}
    >
      <option value="">{t.place}</option>
      {places.map(([name]) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
  return (
    <DevicePart title={t.location} action={chooser}>
      <WorldMap
        label={t.map}
        longitude={position.longitude}
        latitude={position.latitude}
        choose={(longitude, latitude) => go({ longitude, latitude })}
      />
      <div class="senses__fields">
        {fields.map(([field, name, limit]) => (
          <label key={field} class="senses__field">
            <span>{name}</span>
            <input
              class="field mono"
              type="number"
              step="any"
              min={field === "accuracy" ? 0 : -limit}
              max={limit}
              value={position[field]}
              onChange={(event) => {
                const value = event.currentTarget.valueAsNumber;
                if (Number.isFinite(value) && event.currentTarget.validity.valid) go({ [field]: value });
              }}
            />
          </label>
        ))}
      </div>
    </DevicePart>
  );
}
