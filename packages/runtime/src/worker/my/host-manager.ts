import type { ProgramFunction } from "../owner/owner.js";
import { hostCall } from "./host-call.js";
import type { MyParts } from "./my-parts.js";

/** An object of `my` whose work the host does: sound, recording. */
export interface ManagerKind {
  /** The host's API, and of its event. */
  api: string;
  event: string;
  /** Tells one object of a kind from the next. */
  id: number;
  /** Methods, and which of them end the object. */
  methods: string;
  last?: string;
  /** Events as programs write them after "on" and "off". */
  events: string;
  /** What a program may set, with its values at the start. */
  properties?: Record<string, unknown>;
  /** What only the host changes. */
  facts?: Record<string, unknown>;
}

/**
 * Makes such an object: what a program sets goes to the host with the end of the microtask or the next method, whatever
 * is first; events of the host bring what it has become (F-CAT-M3).
 */
export function hostManager({ realm, listeners }: MyParts, kind: ManagerKind): Record<string, unknown> {
  const { api, event, id } = kind;
  const manager: Record<string, unknown> = {};
  const values: Record<string, unknown> = { ...kind.properties, ...kind.facts };
  const heard = new Map<string, Set<ProgramFunction>>();
  let set: Record<string, unknown> = {};
  const tell = (type: string, data: unknown): void => {
    for (const fn of [...(heard.get(type.toLowerCase()) ?? [])]) realm.reporter.guard(() => fn(data));
  };
  const send = (more: Record<string, unknown>): void => {
    const params = { id, set, ...more };
    set = {};
    hostCall(realm, api, params, (outcome) => {
      if (!outcome.ok)
        tell("error", { ...outcome.failure, errCode: outcome.failure.error, errMessage: outcome.failure.errorMessage });
    });
  };
  for (const name of Object.keys(values)) {
    Object.defineProperty(manager, name, {
      enumerable: true,
      get: () => values[name],
      set(value: unknown) {
        if (!Object.hasOwn(kind.properties ?? {}, name)) return;
        values[name] = value;
        if (Object.keys(set).length === 0) {
          queueMicrotask(() => {
            if (Object.keys(set).length > 0) send({});
          });
        }
        set[name] = value;
      },
    });
  }
  const hears: ProgramFunction = (data) => {
    const { id: own, type, state, detail } = data as { id: number; type: string; state?: object; detail?: unknown };
    if (own !== id) return;
    Object.assign(values, state);
    tell(type, detail ?? {});
  };
  listeners.add(event, hears);
  for (const name of kind.methods.split(" ")) {
    manager[name] = (value: unknown) => {
      send({ do: name, value });
      if (name === kind.last) listeners.remove(event, hears);
    };
  }
  for (const name of kind.events.split(" ")) {
    const type = name.toLowerCase();
    manager[`on${name}`] = (fn: unknown) => {
      if (typeof fn !== "function") return;
      heard.set(type, (heard.get(type) ?? new Set()).add(fn as ProgramFunction));
    };
    manager[`off${name}`] = (fn?: unknown) => {
      if (typeof fn === "function") heard.get(type)?.delete(fn as ProgramFunction);
      else heard.delete(type);
    };
  }
  return manager;
}
