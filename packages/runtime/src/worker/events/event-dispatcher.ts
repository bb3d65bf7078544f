import type { ElementMeta, Json, TouchPoint } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { ProgramFunction } from "../owner/owner.js";
import type { ElementPlace } from "../render/element-index.js";

/** Types that go outwards (F-EVT-2). */
const bubbling = new Set(["touchStart", "touchMove", "touchEnd", "touchCancel", "tap", "longTap"]);

/** What the view sent of an event. */
export interface ViewEvent {
  node: number;
  type: string;
  detail: Json;
  touches: TouchPoint[] | null;
  changedTouches: TouchPoint[] | null;
  timeStamp: number;
  /** Tag of an element inside `node`, without id or data, where it began. */
  tag?: string | undefined;
}

/** Takes events of the view to the handlers of the program (F-EVT-1 to F-EVT-7). */
export class EventDispatcher {
  readonly #realm: Realm;

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  dispatch(event: ViewEvent): void {
    const start = this.#realm.elements.find(event.node);
    // The element went away while the event was on its way.
    if (start === null) return;
    if (event.type === "submit") event.detail = this.#submitted(event.detail);
    this.#realm.blocks.enter(start.instance.owner.pageId);
    const origin = this.#facts(start);
    if (event.tag !== undefined) Object.assign(origin, { id: "", tagName: event.tag });
    const bubbles = bubbling.has(event.type);
    for (let place: ElementPlace | null = start; place !== null; place = this.#realm.elements.parent(place)) {
      const listener = metaOf(place)?.v?.[event.type];
      if (listener !== undefined) {
        this.#run(place, listener.h, event, origin);
        if (this.#run(place, listener.c, event, origin)) return;
      }
      if (!bubbles) return;
    }
  }

  /** An event that the runtime itself has for an element; nothing happens when it is gone. */
  tell(node: number, type: string, detail: Json): void {
    const timeStamp = this.#realm.env.clock.now();
    this.dispatch({ node, type, detail, touches: null, changedTouches: null, timeStamp });
  }

  /** What an event would say of the element, or null when there is none. */
  target(node: number): ElementFacts | null {
    const place = this.#realm.elements.find(node);
    return place === null ? null : this.#facts(place);
  }

  /** The button of a submit comes as a node; programs get what events say of an element (F-TAG-22). */
  #submitted(detail: Json): Json {
    const { buttonTarget, ...rest } = detail as Record<string, Json>;
    const facts = this.target(Number(buttonTarget)) ?? { id: "", tagName: "button", dataset: {} };
    return { ...rest, buttonTarget: { ...facts, targetDataset: facts.dataset } };
  }

  /** True when there is a handler. */
  #run(
    place: ElementPlace,
    handler: NonNullable<ElementMeta["v"]>[string]["h"],
    event: ViewEvent,
    origin: ElementFacts,
  ): boolean {
    const { owner, scope } = place.instance;
    const { reporter, blocks } = this.#realm;
    const value = typeof handler === "function" ? blocks.evaluate(handler, scope) : handler;
    // The empty string, undefined and false mean no handler.
    if (value === "" || value === undefined || value === null || value === false) return false;
    const own = this.#facts(place);
    const programEvent: Record<string, unknown> = {
      type: event.type,
      timeStamp: event.timeStamp,
      target: {
        id: origin.id,
        tagName: origin.tagName,
        // Data of the element with the handler (F-EVT-3); where it has none, programs expect that of the tapped one.
        dataset: Object.keys(own.dataset).length > 0 ? own.dataset : origin.dataset,
        targetDataset: origin.dataset,
      },
      currentTarget: own,
      detail: event.detail ?? {},
    };
    if (event.touches !== null) programEvent["touches"] = event.touches;
    if (event.changedTouches !== null) programEvent["changedTouches"] = event.changedTouches;
    if (typeof value === "function") {
      // A function in place of a name is a prop of the component, which is bound, or an SJS function: no `this` (F-SJS-3).
      const instance = this.#realm.extra().ownerInstance(this.#realm, owner, place);
      reporter.guard(() => (value as ProgramFunction)({ ...programEvent, instance }, instance));
      return true;
    }
    const method = owner.handler(String(value));
    if (method === undefined) {
      reporter.console("error", [
        `No handler "${String(value)}" for ${event.type} in ${owner.componentPath ?? "the page"}`,
      ]);
      return true;
    }
    reporter.guard(() => method(programEvent));
    return true;
  }

  #facts(place: ElementPlace): ElementFacts {
    const meta = metaOf(place);
    const { scope } = place.instance;
    const { blocks } = this.#realm;
    const id = typeof meta?.i === "function" ? blocks.evaluate(meta.i, scope) : meta?.i;
    const dataset = meta?.d === undefined ? {} : blocks.evaluate(meta.d, scope);
    return {
      id: id === undefined || id === null ? "" : String(id),
      tagName: meta?.t ?? "view",
      dataset: (jsonCopy(dataset) ?? {}) as Record<string, Json>,
    };
  }
}

/** An element as events name it (F-EVT-3). */
export interface ElementFacts {
  id: string;
  tagName: string;
  dataset: Record<string, Json>;
}

function metaOf(place: ElementPlace): ElementMeta | undefined {
  return place.instance.block.e?.[place.slot];
}
