import type { HandedThing, Json } from "@berth/core/wire";

/** An answer with something beside JSON, which is transferred to the worker. */
export class Handed {
  readonly value: Json;
  readonly thing: HandedThing;

  constructor(value: Json, thing: HandedThing) {
    this.value = value;
    this.thing = thing;
  }
}

/** What a method of `Draw.call` answers; undefined = there is no such method. */
export type CallAnswer = Json | Handed | Promise<Json | Handed> | undefined;

/** The moving part of a stateful component. */
export interface Controller {
  set?(name: string, value: Json): void;
  call?(method: string, args: Json[]): CallAnswer;
  dispose?(): void;
}
