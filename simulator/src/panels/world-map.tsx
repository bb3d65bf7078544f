import type { JSX } from "preact";
import { landPath } from "./world-shapes.js";
import "./world-map.css";

const round = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;
const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A map of the world on which a place is chosen by pointer, or moved by arrow keys: a degree, with shift a thousandth. */
export function WorldMap({
  label,
  longitude,
  latitude,
  choose,
}: {
  label: string;
  longitude: number;
  latitude: number;
  choose: (longitude: number, latitude: number) => void;
}): JSX.Element {
  const go = (east: number, north: number): void => choose(round(within(east, 180)), round(within(north, 90)));
  const onPointer = (event: PointerEvent): void => {
    if (event.type === "pointermove" && event.buttons !== 1) return;
    const map = event.currentTarget as HTMLElement;
    if (event.type === "pointerdown") map.setPointerCapture(event.pointerId);
    const box = map.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * 360 - 180, 90 - ((event.clientY - box.top) / box.height) * 180);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = arrows[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? 0.001 : 1;
    go(longitude + way[0] * step, latitude + way[1] * step);
  };
  const place = { left: `${((longitude + 180) / 360) * 100}%`, top: `${((90 - latitude) / 180) * 100}%` };
  return (
    <button
      type="button"
      class="world"
      aria-label={label}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      <svg class="world__land" viewBox="0 0 360 180" preserveAspectRatio="none" aria-hidden="true">
        <path class="world__lines" d="M0 45H360M0 90H360M0 135H360M90 0V180M180 0V180M270 0V180" />
        <path d={landPath} />
      </svg>
      <span class="world__pin" style={place} />
    </button>
  );
}
