import type { Json } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { Owner } from "../owner/owner.js";
import { styleText } from "../render/attribute-value.js";
import type { ElementPlace } from "../render/element-index.js";

const states = new WeakMap<object, Record<string, unknown>>();

/** What an SJS handler gets to act on its element (F-SJS-3). Style and classes go to the view as element calls. */
export function ownerInstance(realm: Realm, owner: Owner, place: ElementPlace): Record<string, unknown> {
  const node = place.instance.base + place.slot;
  const call = (method: string, args: unknown[]): void => {
    realm.updates.hook(() => realm.draw.call(node, method, jsonCopy(args) as Json[], null));
  };
  const self: Record<string, unknown> = {
    selectComponent: () => self,
    selectAllComponents: () => [self],
    setStyle: (style: unknown) => {
      call("setStyle", [styleText(style)]);
      return self;
    },
    addClass: (name: unknown) => {
      call("addClass", [name]);
      return self;
    },
    removeClass: (name: unknown) => {
      call("removeClass", [name]);
      return self;
    },
    hasClass: () => false,
    getDataset: () => {
      const meta = place.instance.block.e?.[place.slot];
      return meta?.d === undefined ? {} : (realm.blocks.evaluate(meta.d, place.instance.scope) ?? {});
    },
    getState: () => {
      let state = states.get(owner);
      if (state === undefined) {
        state = {};
        states.set(owner, state);
      }
      return state;
    },
    callMethod: (name: unknown, args: unknown) => {
      const method = owner.handler(String(name));
      return method === undefined ? undefined : realm.reporter.guard(() => method(args));
    },
    requestAnimationFrame: (fn: unknown) => {
      if (typeof fn === "function") realm.env.clock.setTimer(16, () => realm.reporter.guard(() => fn()));
    },
  };
  return self;
}
