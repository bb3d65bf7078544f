import type { Owner } from "./owner.js";

const owners = new WeakMap<object, Owner>();

/** Remembers which page or component an instance of the program is. */
export function setOwner(instance: object, owner: Owner): void {
  owners.set(instance, owner);
}

/** The page or component that an instance is; undefined for anything else. */
export function ownerOf(instance: unknown): Owner | undefined {
  return typeof instance === "object" && instance !== null ? owners.get(instance) : undefined;
}
