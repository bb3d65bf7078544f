import { pluginNames, shadowedNames, type UnitEntry } from "@berth/core/wire";
import type { WrittenCode } from "../axml/code.js";
import { rootOf } from "../path.js";
import { ByteWriter, utf8 } from "./byte-writer.js";
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

/** Script and source map of a unit as files, in the form of `UnitScope` of the wire contract. */
export function writeUnit(
  modules: readonly UnitModule[],
  entries: readonly UnitEntry[],
): { code: Uint8Array; map: Uint8Array } {
  const code = new ByteWriter();
  const map = new ByteWriter();
  const mappings = new MappingWriter(map);
  map.text('{"version":3,"names":[],"mappings":"');
  code.text("__berth_unit__(function (define, register) {\n");
  mappings.skipLines(1);
  for (const module of modules) {
    const { bytes, lines } = moduleBytes(module);
    code.bytes(bytes);
    mappings.skipLines(1);
    mappings.add(module.written, lines);
    mappings.skipLines(1);
  }
  for (const entry of entries) code.text(`register(${JSON.stringify(entry)});\n`);
  code.text("});\n");
  const { sources } = mappings;
  map.text(`","sources":${JSON.stringify(sources.map((source) => source.file))},"sourcesContent":[`);
  sources.forEach((source, at) => {
    if (at > 0) map.text(",");
    map.bytes(source.json());
  });
  map.text("]}");
  return { code: code.done(), map: map.done() };
}

/** A module as it stands in a unit. */
interface ModuleBytes {
  /** What stands around the text. */
  head: string;
  tail: string;
  bytes: Uint8Array;
  /** Line ends of the text. */
  lines: number;
}

/** Modules as they were written last; most are the same in the next run. */
const known = new WeakMap<WrittenCode, ModuleBytes>();
const shadows = shadowedNames.join(", ");

function moduleBytes({ path, written, dependencies, sjs }: UnitModule): ModuleBytes {
  const hidden = sjs ? hide([...new Set([...logicNames, ...sjs.hidden])]) : "";
  // A function inside, so that a plugin may declare these names itself.
  const [own, open, close] =
    rootOf(path) === "" || sjs ? ["", "", ""] : [`, ${pluginNames.join(", ")}`, "(function () {", "}).call(this); "];
  const head = `define(${JSON.stringify(path)}, function (${shadows}) { ${hidden}return function (require, module, exports${own}) {${open}\n`;
  const tail = `${close}}; }, ${JSON.stringify(dependencies)}${sjs?.ownEach ? ",1" : ""});\n`;
  const before = known.get(written);
  if (before && before.head === head && before.tail === tail) return before;
  const text = written.text.endsWith("\n") ? written.text : `${written.text}\n`;
  const module = { head, tail, bytes: utf8(head + text + tail), lines: lineCount(text) };
  known.set(written, module);
  return module;
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

function lineCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
