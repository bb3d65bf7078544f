import { usualState } from "@berth/sdk/testing";
import type { JSX } from "preact";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { DevicePart } from "./device-part.js";
import { DeviceSlider } from "./device-slider.js";

/** Range of each value: least, most, step. */
const ranges = {
  accelerometer: [-20, 20, 0.1],
  gyroscope: [-10, 10, 0.1],
  deviceMotion: [-180, 180, 1],
  compass: [0, 359, 1],
} as const;

/** What the sensors measure; programs that listen hear it while it is moved. */
export function DeviceSensors({ session }: { session: Session }): JSX.Element {
  const t = text.value.sensors;
  const { sensors } = session.deviceState.value;
  const rest = (
    <button
      type="button"
      class="button button--small"
      onClick={() => session.device.set({ sensors: usualState().sensors })}
    >
      {t.rest}
    </button>
  );
  return (
    <DevicePart title={t.motion} action={rest}>
      <div class="senses__groups">
        {(Object.keys(ranges) as (keyof typeof ranges)[]).map((sensor) => (
          <fieldset key={sensor} class="senses__group">
            <legend>{t[sensor]}</legend>
            {Object.entries(sensors[sensor]).map(([axis, value]) => (
              <DeviceSlider
                key={axis}
                name={axis}
                value={value}
                range={ranges[sensor]}
                set={(next) =>
                  session.device.set({ sensors: { ...sensors, [sensor]: { ...sensors[sensor], [axis]: next } } })
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
    </DevicePart>
  );
}
