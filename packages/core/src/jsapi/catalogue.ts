import { componentAttributes } from "./component-attributes.js";
import type { JsapiConvention } from "./declaration.js";
import { packedExtensions } from "./packed/extensions.js";
import { packedLate } from "./packed/late.js";
import { packedNames } from "./packed/names.js";
import { packedOptions } from "./packed/options.js";
import { packedResults } from "./packed/results.js";

/** Lines by their first word; those of one first word are put together. */
function byFirstWord(text: string): Record<string, string> {
  const lines: Record<string, string> = {};
  for (const line of text.trim().split("\n")) {
    const space = line.indexOf(" ");
    const word = line.slice(0, space);
    const rest = line.slice(space + 1);
    lines[word] = word in lines ? `${lines[word]} ${rest}` : rest;
  }
  return lines;
}

/** Attributes and events by component, separated by spaces. */
export const componentTable: Readonly<Record<string, string>> = /* @__PURE__ */ byFirstWord(componentAttributes);

/** Names by convention, without "my.", separated by spaces; as the worker gets them. */
export const jsapiNames = /* @__PURE__ */ byFirstWord(packedNames) as Readonly<Record<JsapiConvention, string>>;

/** Rules of parameters by name, for `checkParams`. */
export const jsapiOptions: Readonly<Record<string, string>> = /* @__PURE__ */ byFirstWord(packedOptions);

/** Fields of results by name, separated by spaces. */
export const jsapiResults: Readonly<Record<string, string>> = /* @__PURE__ */ byFirstWord(packedResults);

/** Names that only a host extension could answer, by extension, separated by spaces. */
export const jsapiExtensions: Readonly<Record<string, string>> = /* @__PURE__ */ byFirstWord(packedExtensions);

/** Names that need the worker's second script, separated by spaces. */
export const lateJsapis: string = /* @__PURE__ */ packedLate.trim().replace(/^late |\nlate/g, "");

/** Convention by name, without "my.". */
export const jsapiCatalogue: ReadonlyMap<string, JsapiConvention> = /* @__PURE__ */ conventions();

function conventions(): Map<string, JsapiConvention> {
  return new Map(
    Object.entries(jsapiNames).flatMap(([convention, names]) =>
      names.split(" ").map((name) => [name, convention as JsapiConvention] as const),
    ),
  );
}
