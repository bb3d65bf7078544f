import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { address } from "../session/address-state.js";
import type { Session } from "../session/session.js";
import { text } from "../text/text.js";
import { isDark } from "./is-dark.js";
import { deviceOf } from "./presets.js";
import "./device-frame.css";

const bezel = 10;
const statusBar = 28;

/** The phone, scaled to the room there is. The screen below the status bar belongs to the program. */
export function DeviceFrame({ session }: { session: Session }): JSX.Element {
  const room = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const scale = useSignal(1);
  const now = useSignal(new Date());
  const device = deviceOf(address.value.device);
  const width = device.width + 2 * bezel;
  const height = device.height + 2 * bezel;

  useEffect(() => {
    session.attach(screen.current);
    const timer = setInterval(() => {
      now.value = new Date();
    }, 20_000);
    return () => {
      clearInterval(timer);
      session.attach(null);
    };
  }, [session]);

  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const fit = (): void => {
      scale.value = Math.min(1, (element.clientWidth - 24) / width, (element.clientHeight - 20) / height);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [width, height]);

  const t = text.value.device;
  const top = session.run.value?.stack.value.at(-1)?.path;
  const bar = top === undefined ? undefined : session.manifest.value?.pages[top]?.titleBarColor;
  const time = `${now.value.getHours()}:${String(now.value.getMinutes()).padStart(2, "0")}`;
  return (
    <div class="room" ref={room}>
      <div class="room__box" style={{ width: `${width * scale.value}px`, height: `${height * scale.value}px` }}>
        <div
          class="phone"
          style={{
            width: `${width}px`,
            height: `${height}px`,
            padding: `${bezel}px`,
            transform: `scale(${scale.value})`,
          }}
        >
          <div class="phone__glass">
            <div
              class={`phone__status ${bar && isDark(bar) ? "phone__status--light" : ""}`}
              style={{ height: `${statusBar}px`, ...(bar ? { background: bar } : {}) }}
              aria-hidden="true"
            >
              <span>{time}</span>
              <span class="phone__signs">
                <i class="phone__wave" />
                <i class="phone__battery" />
              </span>
            </div>
            <div
              class="phone__screen"
              ref={screen}
              data-berth-screen
              style={{ height: `${device.height - statusBar}px` }}
            />
            {session.current.value ? null : (
              <div class="phone__idle">
                <p class="phone__idle-title">{t.idle}</p>
                <p>{t.idleHint}</p>
              </div>
            )}
          </div>
        </div>
      </div>
      <div class="visually-hidden" aria-live="polite">
        {session.reloads.value > 0 ? text.value.launch.reloaded : ""}
      </div>
    </div>
  );
}
