import type { Json } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { Owner } from "../owner/owner.js";
import { styleText } from "../render/attribute-value.js";
import type { ElementPlace } from "../render/element-index.js";
import { changeClass, hasClass, templateClasses } from "./element-classes.js";

const states = new WeakMap<object, Record<string, unknown>>();

/**
 * What an SJS handler gets to act on an element (F-SJS-3). Style and classes go to the view as element calls; they stay
 * when the template sets the attributes anew. Elements are found among those of the owner that have a class, an event, an
 * id, a changing attribute or data: others have no number.
 */
export function ownerInstance(realm: Realm, owner: Owner, place: ElementPlace): Record<string, unknown> {
  const node = place.instance.base + place.slot;
  const call = (method: string, args: unknown[]): Record<string, unknown> => {
    realm.updates.hook(() => realm.draw.call(node, method, jsonCopy(args) as Json[], null));
    return self;
  };
  const change = (names: unknown, on: boolean): Record<string, unknown> => {
    for (const name of String(names).split(/\s+/)) if (name !== "") changeClass(place, name, on);
    return call(on ? "addClass" : "removeClass", [String(names)]);
  };
  const select = (selector: unknown): Record<string, unknown>[] =>
    find(realm, owner, String(selector)).map((found) => ownerInstance(realm, owner, found));
  const later = (fn: unknown, ms: unknown): (() => void) =>
    realm.env.clock.setTimer(Number(ms) || 0, () => realm.reporter.guard(() => typeof fn === "function" && fn()));
  const self: Record<string, unknown> = {
    selectComponent: (selector: unknown) => select(selector)[0] ?? null,
    selectAllComponents: select,
    setStyle: (style: unknown) => call("setStyle", [styleText(style)]),
    addClass: (names: unknown) => change(names, true),
    removeClass: (names: unknown) => change(names, false),
    hasClass: (name: unknown) => hasClass(place, String(name)),
    getDataset: () => {
      const meta = place.instance.block.e?.[place.slot];
      return meta?.d === undefined ? {} : (realm.blocks.evaluate(meta.d, place.instance.scope) ?? {});
    },
    getState: () => {
      const state = states.get(owner) ?? {};
      states.set(owner, state);
      return state;
    },
    callMethod: (name: unknown, args: unknown) => {
      const method = owner.handler(String(name));
      return method === undefined ? undefined : realm.reporter.guard(() => method(args));
    },
    requestAnimationFrame: (fn: unknown) => later(fn, 16),
    setTimeout: later,
    clearTimeout: (cancel: unknown) => typeof cancel === "function" && cancel(),
  };
  return self;
}

/** Elements in the template of `owner` that a simple selector names: `#id`, `.class` or a tag. */
function find(realm: Realm, owner: Owner, selector: string): ElementPlace[] {
  const parts =
    selector
      .trim()
      .split(/\s+/)
      .pop()
      ?.match(/[#.]?[^#.]+/g) ?? [];
  const found: ElementPlace[] = [];
  for (const instance of realm.elements.instances()) {
    if (instance.owner !== owner) continue;
    for (const [key, meta] of Object.entries(instance.block.e ?? {})) {
      const slot = Number(key);
      const matches = (part: string): boolean => {
        const name = part.slice(1);
        if (part.startsWith(".")) return templateClasses(instance, slot).includes(name);
        if (!part.startsWith("#")) return meta.t === part;
        return String(typeof meta.i === "function" ? realm.blocks.evaluate(meta.i, instance.scope) : meta.i) === name;
      };
      if (parts.length > 0 && parts.every(matches)) found.push({ instance, slot });
    }
  }
  return found;
}
