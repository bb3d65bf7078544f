import type { Json } from "@berth/core/wire";

/** The moving part of a stateful component. */
export interface Controller {
  set?(name: string, value: Json): void;
  /** Method of `Draw.call`; undefined = there is no such method. */
  call?(method: string, args: Json[]): Json | Promise<Json> | undefined;
  dispose?(): void;
}
