import type { JsapiConvention } from "./declaration.js";
import type { bluetoothMembers } from "./members/bluetooth.js";
import type { canvasMembers } from "./members/canvas.js";
import type { chromeMembers } from "./members/chrome.js";
import type { deviceMembers } from "./members/device.js";
import type { extrasMembers } from "./members/extras.js";
import type { feedbackMembers } from "./members/feedback.js";
import type { filesMembers } from "./members/files.js";
import type { locationMembers } from "./members/location.js";
import type { mediaMembers } from "./members/media.js";
import type { networkMembers } from "./members/network.js";
import type { permissionsMembers } from "./members/permissions.js";
import type { pickersMembers } from "./members/pickers.js";
import type { programMembers } from "./members/program.js";
import type { radioMembers } from "./members/radio.js";
import type { routingMembers } from "./members/routing.js";
import type { sensorsMembers } from "./members/sensors.js";
import type { storageMembers } from "./members/storage.js";
import type { walletMembers } from "./members/wallet.js";

type Declared = typeof bluetoothMembers &
  typeof canvasMembers &
  typeof chromeMembers &
  typeof deviceMembers &
  typeof extrasMembers &
  typeof feedbackMembers &
  typeof filesMembers &
  typeof locationMembers &
  typeof mediaMembers &
  typeof networkMembers &
  typeof permissionsMembers &
  typeof pickersMembers &
  typeof programMembers &
  typeof radioMembers &
  typeof routingMembers &
  typeof sensorsMembers &
  typeof storageMembers &
  typeof walletMembers;

/** Values of the kinds that declarations name. */
interface Kinds {
  string: string;
  text: string | number | boolean;
  number: number;
  numeric: number | string;
  boolean: boolean;
  array: unknown[];
  object: object;
}

type Field<S extends string> = S extends `${infer Rule}=${infer _Values}`
  ? Field<Rule extends `${infer Before}<` ? Before : Rule>
  : S extends `${infer Name}:${infer Kind}!`
    ? { [P in Name]: Kind extends keyof Kinds ? Kinds[Kind] : unknown }
    : S extends `${infer Name}:${infer Kind}`
      ? { [P in Name]?: Kind extends keyof Kinds ? Kinds[Kind] : unknown }
      : unknown;
/** `url:string! events:object` as an object. */
type Fields<S extends string> = S extends `${infer First} ${infer Rest}` ? Field<First> & Fields<Rest> : Field<S>;
type Options<D> = D extends { readonly options: infer S extends string } ? Fields<S> : unknown;
type Result<D> = D extends { readonly result: infer S extends string } ? Required<Fields<S>> : object;
type ConventionOf<D> = D extends { readonly convention: infer C extends JsapiConvention } ? C : "async";

/** A failure as a program sees it (F-API-2). */
interface Failure {
  error: number;
  errorMessage?: string;
}

type Member<D> = {
  async: (
    options?: Options<D> & {
      success?: (result: Result<D>) => void;
      fail?: (failure: Failure) => void;
      complete?: (answer: Result<D> | Failure) => void;
    },
  ) => Promise<Result<D>>;
  sync: (...args: unknown[]) => D extends { readonly result: string } ? Result<D> & Partial<Failure> : unknown;
  on: (listener: (event: Result<D>) => void) => void;
  off: (listener?: (event: Result<D>) => void) => void;
  factory: (...args: unknown[]) => Record<string, (...args: unknown[]) => unknown>;
  value: unknown;
  namespace: Record<string, unknown>;
  call: (name: string, params?: object, answered?: (answer: Record<string, unknown>) => void) => void;
}[ConventionOf<D>];

/**
 * The global `my` of a mini program, for those who write one in TypeScript: `declare const my: MyObject;`. It follows from
 * the declarations, so parameters and results have the fields of the reference.
 *
 * @hidden the page on `my` describes it; as a type it would be there a second time, without a sentence
 */
export type MyObject = {
  [Name in keyof Declared as Name extends `${string}.${string}` ? never : Name]: Member<Declared[Name]>;
} & {
  [Name in keyof Declared as Name extends `on${infer Event}`
    ? Event extends ""
      ? never
      : `off${Event}`
    : never]: Member<Omit<Declared[Name], "convention"> & { readonly convention: "off" }>;
};
