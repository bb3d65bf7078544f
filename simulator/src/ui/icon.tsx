import type { JSX } from "preact";

const paths = {
  back: "M10 3 5 8l5 5",
  restart: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
  pause: "M6 4v8M10 4v8",
  play: "M5.5 3.5 12 8l-6.5 4.5z",
  open: "M3 8h9M8.5 4.5 12 8l-3.5 3.5",
  clear: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M4.2 4.2l7.6 7.6",
  close: "M4 4l8 8M12 4l-8 8",
  plus: "M8 3v10M3 8h10",
  refresh: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5",
  system: "M2.5 3.5h11v7.5h-11zM6 13.5h4",
  shield: "M8 2l5 1.8V8c0 3-2 5-5 6-3-1-5-3-5-6V3.8z",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 13.5 13.5",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5",
  phone: "M5 1.5h6v13H5zM7.5 12.5h1",
} as const;

/** Name of a line icon. */
export type IconName = keyof typeof paths;

/** A line icon in the text's colour; decoration only, the control has its own label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
