import type { Json } from "@berth/core/wire";
import { textOf } from "./component.js";

/** A margin in px or rpx as CSS writes it; a number is px, what cannot be read is 0px. */
export function marginLength(value: Json | undefined): string {
  if (typeof value === "number") return `${value}px`;
  const [, number, unit] = /^\s*(-?[\d.]+)(r?px|vw|vh|%)?\s*$/.exec(textOf(value)) ?? [];
  if (number === undefined) return "0px";
  return unit === "rpx" ? `${Number(number) / 7.5}vw` : `${number}${unit ?? "px"}`;
}
