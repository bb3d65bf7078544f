import type { JSX } from "preact";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { DevicePart } from "./device-part.js";

/** Scanner, Bluetooth, Wi-Fi, clipboard and album of the device. */
export function DeviceRadios({ session }: { session: Session }): JSX.Element {
  return (
    <>
      <Scanner session={session} />
      <Bluetooth session={session} />
      <Wifi session={session} />
      <Contents session={session} />
    </>
  );
}

function Scanner({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  const { code } = session.deviceState.value;
  return (
    <DevicePart title={t.scanner}>
      <div class="senses__row">
        <input
          class="field grow"
          aria-label={t.code}
          placeholder={t.codeHint}
          value={code.text}
          onInput={(event) => session.device.set({ code: { ...code, text: event.currentTarget.value } })}
        />
        <select
          class="field"
          aria-label={t.scanner}
          value={code.kind}
          onChange={(event) =>
            session.device.set({ code: { ...code, kind: event.currentTarget.value === "bar" ? "bar" : "qr" } })
          }
        >
          <option value="qr">{t.kinds.qr}</option>
          <option value="bar">{t.kinds.bar}</option>
        </select>
      </div>
    </DevicePart>
  );
}

/** A switch with its word. */
function Switch({ name, on, set }: { name: string; on: boolean; set: (on: boolean) => void }): JSX.Element {
  return (
    <label class="senses__switch">
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />
      {name}
    </label>
  );
}

function Bluetooth({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  const { bluetooth, peripherals, beacons } = session.deviceState.value;
  const { device } = session;
  const toggle = <Switch name={t.on} on={bluetooth.on} set={(on) => device.set({ bluetooth: { ...bluetooth, on } })} />;
  return (
    <DevicePart title={t.bluetooth} action={toggle}>
      <ul class={`senses__list ${bluetooth.on ? "" : "senses__list--off"}`}>
        {peripherals.map((each) => (
          <li key={each.deviceId} class="senses__item">
            <Switch name={each.name} on={each.on} set={(on) => device.switchPeripheral(each.deviceId, on)} />
            <code class="quiet cut">{each.deviceId}</code>
            <span class="quiet senses__end">{each.RSSI} dBm</span>
          </li>
        ))}
        {beacons.map((each) => (
          <li key={`${each.uuid} ${each.major} ${each.minor}`} class="senses__item">
            <span>{t.beacon}</span>
            <code class="quiet cut">{each.uuid}</code>
            <span class="quiet senses__end">
              {each.major}.{each.minor} · {each.rssi} dBm
            </span>
          </li>
        ))}
      </ul>
    </DevicePart>
  );
}

function Wifi({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  const { wifi } = session.deviceState.value;
  const toggle = <Switch name={t.on} on={wifi.on} set={(on) => session.device.set({ wifi: { ...wifi, on } })} />;
  return (
    <DevicePart title={t.wifi} action={toggle}>
      <ul class={`senses__list ${wifi.on ? "" : "senses__list--off"}`}>
        {wifi.networks.map((each) => (
          <li key={each.BSSID} class="senses__item">
            <label class="senses__switch">
              <input
                type="radio"
                name="wifi"
                checked={wifi.connected === each.SSID}
                onChange={() => session.device.set({ wifi: { ...wifi, connected: each.SSID } })}
              />
              {each.SSID}
            </label>
            <code class="quiet cut">{each.password ?? ""}</code>
            <span class="quiet senses__end">{each.signalStrength} %</span>
          </li>
        ))}
      </ul>
    </DevicePart>
  );
}

function Contents({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  return (
    <DevicePart title={t.other}>
      <label class="senses__row">
        <span>{t.clipboard}</span>
        <input
          class="field grow"
          value={session.deviceState.value.clipboard}
          onInput={(event) => session.device.set({ clipboard: event.currentTarget.value })}
        />
      </label>
      <div class="senses__row">
        <span>{t.photos}</span>
        <label class="button button--small senses__file">
          {t.choosePhotos}
          <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            multiple
            onChange={(event) => {
              session.photos.value = [...(event.currentTarget.files ?? [])];
            }}
          />
        </label>
        <span class="quiet">{t.photoCount(session.photos.value.length)}</span>
      </div>
    </DevicePart>
  );
}
