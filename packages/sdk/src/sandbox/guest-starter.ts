import type { HostOptions } from "../host-types.js";
import type { Guest, GuestOptions } from "./guest.js";

/** Makes the guest of a launch. */
export type GuestStarter = (options: GuestOptions) => Promise<Guest>;

/** Option that puts something else in the place of the sandbox. A symbol, so that no configuration can set it by accident. */
export const guestStarter: unique symbol = Symbol("guestStarter");

/** The starter of these options; null: the sandbox. */
export function starterOf(options: HostOptions & { [guestStarter]?: GuestStarter }): GuestStarter | null {
  return options[guestStarter] ?? null;
}
