import type { HandedThing, Json } from "@berth/core/wire";

/** Mark of {@link Handed}; both scripts of the view have a class of that name. */
const HANDED: unique symbol = Symbol.for("berth.handed");

/** An answer with something beside JSON, which is transferred to the worker. */
export class Handed {
  readonly [HANDED] = true;
  readonly value: Json;
  readonly thing: HandedThing;

  constructor(value: Json, thing: HandedThing) {
    this.value = value;
    this.thing = thing;
  }
}

/** Whether an answer hands something over. */
export const isHanded = (answer: unknown): answer is Handed =>
  typeof answer === "object" && answer !== null && HANDED in answer;

/** What a method of `Draw.call` answers; undefined = there is no such method. */
export type CallAnswer = Json | Handed | Promise<Json | Handed> | undefined;

/** The moving part of a stateful component. */
export interface Controller {
  set?(name: string, value: Json): void;
  call?(method: string, args: Json[]): CallAnswer;
  dispose?(): void;
}
