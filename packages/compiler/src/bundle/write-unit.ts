import { pluginNames, shadowedNames, type UnitEntry } from "@berth/core/wire";
import type { WrittenCode } from "../axml/code.js";
import { rootOf } from "../path.js";
import { MappingWriter } from "./mapping-writer.js";

/** One module of a unit. */
export interface UnitModule {
  /** With extension, without leading slash. */
  path: string;
  written: WrittenCode;
  /** What the source wrote, to the path it means. */
  dependencies: Record<string, string>;
  /** For SJS, which sees nothing of the mini program (F-SJS-3): names it must not see, and whether each page has its own. */
  sjs: { hidden: readonly string[]; ownEach: boolean } | null;
}

/** Names of the logic world that SJS must not see. */
const logicNames = [
  "my",
  "App",
  "Page",
  "Component",
  "Mixin",
  "Behavior",
  "getApp",
  "getCurrentPages",
  "requirePlugin",
];

/** Text and source map of a unit, in the form of `UnitScope` of the wire contract. */
export function writeUnit(
  modules: readonly UnitModule[],
  entries: readonly UnitEntry[],
): { code: string; map: string } {
  const chunks: string[] = ["__berth_unit__(function (define, register) {\n"];
  const mappings = new MappingWriter();
  const shadows = shadowedNames.join(", ");
  mappings.skipLines(1);
  for (const module of modules) {
    const hidden = module.sjs ? hide([...new Set([...logicNames, ...module.sjs.hidden])]) : "";
    const text = module.written.text.endsWith("\n") ? module.written.text : `${module.written.text}\n`;
    // A function inside, so that a plugin may declare these names itself.
    const [own, open, close] =
      rootOf(module.path) === "" || module.sjs
        ? ["", "", ""]
        : [`, ${pluginNames.join(", ")}`, "(function () {", "}).call(this); "];
    chunks.push(
      `define(${JSON.stringify(module.path)}, function (${shadows}) { ${hidden}return function (require, module, exports${own}) {${open}\n`,
      text,
      `${close}}; }, ${JSON.stringify(module.dependencies)}${module.sjs?.ownEach ? ",1" : ""});\n`,
    );
    mappings.skipLines(1);
    mappings.add(module.written, lineCount(module.written, text));
    mappings.skipLines(1);
  }
  for (const entry of entries) chunks.push(`register(${JSON.stringify(entry)});\n`);
  chunks.push("});\n");
  const { sources } = mappings;
  const map =
    `{"version":3,"sources":${JSON.stringify(sources.map((source) => source.file))},` +
    `"sourcesContent":[${sources.map((source) => source.json()).join(",")}],"names":[],` +
    `"mappings":${JSON.stringify(mappings.text())}}`;
  return { code: chunks.join(""), map };
}

/** SJS makes regular expressions with it where its syntax has none; libraries do so, too. */
const getRegExp = "var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags); }; ";

/** Makes names undefined; a parameter of that name would keep its value when it is only declared. */
function hide(all: readonly string[]): string {
  const names = all.filter((name) => name !== "getRegExp");
  if (names.length < all.length) return getRegExp + hide(names);
  const given = names.filter((name) => shadowedNames.includes(name));
  return `var ${names.join(",")}; ${given.map((name) => `${name}=`).join("")}${given.length > 0 ? "undefined; " : ""}`;
}

/** Line ends of modules; most are the same in the next run. */
const known = new WeakMap<WrittenCode, number>();

function lineCount(written: WrittenCode, text: string): number {
  let count = known.get(written);
  if (count !== undefined) return count;
  count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  known.set(written, count);
  return count;
}
