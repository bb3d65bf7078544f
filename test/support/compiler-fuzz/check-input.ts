import { memorySource } from "@berth/compiler";
import { SheetCompiler } from "../../../packages/compiler/src/acss/sheet-compiler.js";
import { compileTemplate } from "../../../packages/compiler/src/axml/compile-template.js";
import { parseAxml } from "../../../packages/compiler/src/axml/parse-axml.js";
import { writeUnit } from "../../../packages/compiler/src/bundle/write-unit.js";
import { type Diagnostic, Findings, SourceText } from "../../../packages/compiler/src/diagnostic.js";
import { ProjectFiles } from "../../../packages/compiler/src/files.js";
import { compileScript } from "../../../packages/compiler/src/script/compile-script.js";
import { Resolver } from "../../../packages/compiler/src/script/resolve-module.js";
import { esbuildTransform } from "../../../packages/compiler/src/script/script-transform.js";
import { partsOf } from "./free-names.js";
import type { FuzzInput } from "./inputs.js";

/** What the code of a template may consist of; anything else would be code that an author smuggled in. */
const binderKinds = new Set(
  (
    "Program VariableDeclaration VariableDeclarator Identifier Literal CallExpression MemberExpression " +
    "AssignmentExpression ObjectExpression Property ArrayExpression ArrowFunctionExpression ExpressionStatement " +
    "BlockStatement ForOfStatement IfStatement LogicalExpression BinaryExpression UnaryExpression ChainExpression " +
    "ConditionalExpression SequenceExpression TemplateLiteral TemplateElement SpreadElement AssignmentPattern " +
    "ObjectPattern ArrayPattern RestElement ParenthesizedExpression"
  ).split(" "),
);
const binderNames = new Set(["require", "module", "Object", "undefined", "NaN", "Infinity"]);

/** Globals of SJS, and the two functions that a unit is made with. */
const unitNames = new Set(
  (
    "__berth_unit__ undefined NaN Infinity decodeURI decodeURIComponent encodeURI encodeURIComponent isNaN isFinite " +
    "parseFloat parseInt Date Number JSON Math console String Boolean Array Object RegExp Symbol Map Set Error " +
    "TypeError RangeError BigInt"
  ).split(" "),
);
/** What esbuild writes for modules and for syntax younger than its target. */
const helperNames = new Set(["WeakMap", "WeakSet", "Promise", "SyntaxError", "ReferenceError"]);

const transform = esbuildTransform();

/** How an input came out; it throws when the compiler did what it must not. */
export async function checkInput(input: FuzzInput): Promise<"compiled" | "diagnosed"> {
  if (input.language === "axml") return checkAxml(input.text);
  if (input.language === "acss") return checkAcss(input.text);
  return checkSjs(input.text);
}

function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

function places(diagnostics: readonly Diagnostic[]): void {
  for (const d of diagnostics)
    demand(d.line >= 0 && d.column >= 0 && d.message !== "", `bad place: ${JSON.stringify(d)}`);
}

function checkAxml(text: string): "compiled" | "diagnosed" {
  const findings = new Findings();
  const source = new SourceText("a.axml", text);
  const included = new SourceText("i.axml", "<text>{{i}}</text><template name='i'/><include src='i.axml'/>");
  const main = { source, nodes: parseAxml(source, findings) };
  const paths: Record<string, string> = { m: "m.sjs", "i.axml": "i.axml" };
  const input = {
    path: "a.axml",
    main,
    overrides: new Set<string>(),
    scope: null,
    development: true,
    moduleOf: (file: string) => file,
    files: new Map([["i.axml", { source: included, nodes: parseAxml(included, findings) }]]),
    resolve: (_: string, reference: string) => paths[reference] ?? null,
    address: (_: string, reference: string) => reference,
  };
  const { written } = compileTemplate(input, findings);
  places(findings.list);
  const { free, kinds } = partsOf(written.text);
  for (const kind of kinds) demand(binderKinds.has(kind), `node ${kind}`);
  for (const name of free) demand(binderNames.has(name), `free name ${name}`);
  return findings.list.some((d) => d.severity === "error") ? "diagnosed" : "compiled";
}

async function checkAcss(text: string): Promise<"compiled" | "diagnosed"> {
  const files = new ProjectFiles(memorySource({ "a.acss": text, "b.acss": ".b{top:0}", "b.less": ".c{.d{top:1rpx}}" }));
  const sheet = await new SheetCompiler(files, () => new Resolver(files)).compile("a.acss", { id: null, avoid: true });
  places(sheet.diagnostics);
  const { css } = sheet;
  const bare = css
    .replace(/"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/g, '""')
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\\[\s\S]/g, "_");
  const open: string[] = [];
  for (const char of bare) {
    if ("{[(".includes(char)) open.push(char);
    const closed = "}])".indexOf(char);
    if (closed >= 0) demand(open.pop() === "{[("[closed], `${char} closes nothing`);
  }
  demand(open.length === 0, `${open.at(-1)} is open`);
  // In a value such words are no rules; the browser drops the declaration.
  demand(!/(?:^|[{};])\s*@(?:import|charset|namespace)\b/i.test(bare), "an import is left");
  const addresses = css.replace(
    /((?<![-\w#@\\\u0080-\uffff])url\(\s*)?("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')/gi,
    (_, url: string | undefined, text: string) =>
      url === undefined ? '""' : `${url}${text.slice(0, 20).replace(/[()]/g, "")}`,
  );
  for (const [, address = ""] of addresses.matchAll(/(?<![-\w#@\\\u0080-\uffff])url\(\s*([^)]*)/gi))
    demand(/^"(berth-resource:|data:|#|")/i.test(address), `address ${address.slice(0, 60)}`);
  return sheet.diagnostics.some((d) => d.severity === "error") ? "diagnosed" : "compiled";
}

async function checkSjs(text: string): Promise<"compiled" | "diagnosed"> {
  const findings = new Findings();
  const script = await compileScript(new SourceText("a.sjs", text), transform, findings);
  places(findings.list);
  const sjs = { hidden: script.sjs?.hidden ?? [], ownEach: false };
  const { code } = writeUnit([{ path: "a.sjs", written: script.written, dependencies: {}, sjs }], []);
  const { free, kinds } = partsOf(new TextDecoder().decode(code));
  for (const kind of ["WithStatement", "ImportExpression", "ImportDeclaration"]) demand(!kinds.has(kind), kind);
  for (const name of free) demand(unitNames.has(name) || helperNames.has(name), `free name ${name}`);
  return findings.list.some((d) => d.severity === "error") ? "diagnosed" : "compiled";
}
