import type { JSX } from "preact";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { DeviceBar } from "./device-bar.js";
import { DeviceFrame } from "./device-frame.js";
import { LaunchBar } from "./launch-bar.js";
import "./device-column.css";

/** The middle: how to open, what it runs on, and the device itself. */
export function DeviceColumn({ session }: { session: Session }): JSX.Element {
  return (
    <main class="middle" id="device" tabIndex={-1} aria-label={text.value.device.region}>
      <LaunchBar session={session} />
      <DeviceFrame session={session} />
      <DeviceBar session={session} />
    </main>
  );
}
