import type { JSX } from "preact";

/** A number that is set by a slider. `range`: least, most, step. */
export function DeviceSlider({
  name,
  value,
  range: [least, most, step],
  unit = "",
  set,
}: {
  name: string;
  value: number;
  range: readonly [number, number, number];
  unit?: string;
  set: (value: number) => void;
}): JSX.Element {
  return (
    <label class="senses__row">
      <span>{name}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        onInput={(event) => set(Number(event.currentTarget.value))}
      />
      <output class="mono senses__number">
        {value}
        {unit}
      </output>
    </label>
  );
}
