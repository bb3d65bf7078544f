/** A phone to draw; sizes in CSS pixels of the device. */
export interface DevicePreset {
  id: string;
  name: string;
  width: number;
  height: number;
}

/** Three sizes that programs meet most. */
export const presets: readonly DevicePreset[] = [
  { id: "compact", name: "Compact, 360 × 640", width: 360, height: 640 },
  { id: "phone", name: "Phone, 390 × 844", width: 390, height: 844 },
  { id: "large", name: "Large, 430 × 932", width: 430, height: 932 },
];

const fallback: DevicePreset = { id: "phone", name: "Phone, 390 × 844", width: 390, height: 844 };
const clamp = (n: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.round(n)));

/** The device of an address: a preset's id or "<width>x<height>". */
export function deviceOf(id: string): DevicePreset {
  const preset = presets.find((it) => it.id === id);
  if (preset) return preset;
  const size = /^(\d{2,4})x(\d{2,4})$/.exec(id);
  if (!size) return fallback;
  const width = clamp(Number(size[1]), 240, 1200);
  const height = clamp(Number(size[2]), 320, 1600);
  return { id: `${width}x${height}`, name: "", width, height };
}
