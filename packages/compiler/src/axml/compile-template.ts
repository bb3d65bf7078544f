import type { Fragment } from "@berth/core/wire";
import type { Findings } from "../diagnostic.js";
import { type Code, type WrittenCode, writeCode } from "./code.js";
import { ContentCompiler } from "./content-compiler.js";
import { readDirectives } from "./directives.js";
import type { ElementNode, Node } from "./node.js";
import { elementsNamed, staticText } from "./node.js";
import { bindSjs, type SjsBinding, sjsHandles } from "./sjs-names.js";
import type { ParsedAxml, TagUse, TemplateInput } from "./template-input.js";

/** An AXML file as a module of the worker. */
export interface CompiledTemplate {
  written: WrittenCode;
  /** Paths of the modules it requires. */
  requires: string[];
  /** Tags that must be registered by whoever uses the template. */
  tags: TagUse[];
  /** Files it imports templates from, and the modules they are compiled to. */
  imports: { file: string; module: string }[];
}

/**
 * Compiles an AXML file to the module described in `@berth/core/wire` (`TemplateModule`): fragments as data, and
 * expressions as the only code. Never throws for what a file contains.
 */
export function compileTemplate(input: TemplateInput, findings: Findings): CompiledTemplate {
  const sjs = bindSjs(input, findings);
  const imports = collectImports(input, findings).map((file) => ({ file, module: input.moduleOf(file) }));
  const fragments: Fragment[] = [];
  const tags: TagUse[] = [];
  const content = new ContentCompiler({
    input,
    findings,
    sjs: sjs.names,
    sjsHandles: sjsHandles(input.main.nodes, sjs.names),
    fragments,
    tags,
  });
  const main = content.block(input.main.nodes, input.main);
  const templates: Code[] = [];
  const seen = new Set<string>();
  for (const definition of templateDefinitions(input.main.nodes)) {
    const name = templateName(definition);
    if (name === null || readDirectives(definition).rest.some((a) => a.name === "is")) continue;
    if (seen.has(name)) {
      findings.warn(
        "AXML_TEMPLATE_TWICE",
        `Template "${name}" is defined twice; the first one counts.`,
        input.main.source,
        definition.start,
      );
      continue;
    }
    seen.add(name);
    const block = content.block(definition.children, input.main);
    templates.push([`T[${JSON.stringify(name)}]={module:M,block:`, block, "};\n"]);
  }
  const written = writeCode([
    'const $=require("berth:binder");\n',
    bindingCode(sjs.bindings),
    "const T=Object.create(null);\n",
    `const M=module.exports={fragments:${JSON.stringify(fragments)},templates:T,main:`,
    main,
    "};\n",
    templates,
    imports.map(
      ({ module }) =>
        `{const i=require(${JSON.stringify(module)});for(const n of Object.keys(i.templates))if(i.templates[n].module===i&&!(n in T))T[n]=i.templates[n];}\n`,
    ),
  ]);
  const requires = new Set([...sjs.bindings.map((b) => b.path), ...imports.map(({ module }) => module)]);
  return { written, requires: [...requires], tags, imports };
}

/** A whole module gives its default export, or all named ones when it has none (F-SJS-2). */
function bindingCode(bindings: readonly SjsBinding[]): string {
  if (bindings.length === 0) return "";
  const assignments = bindings.map(({ constant, path, member }) => {
    const from = `r(${JSON.stringify(path)})`;
    return member === null
      ? `${constant}=(e=>e!=null&&e.default!==undefined?e.default:e)(${from})`
      : `${constant}=${from}?.[${JSON.stringify(member)}]`;
  });
  return `let ${bindings.map((b) => b.constant).join(",")};$.sjs(r=>{${assignments.join(";\n")}});\n`;
}

function collectImports(input: TemplateInput, findings: Findings): string[] {
  const paths = new Set<string>();
  const collect = (file: ParsedAxml): void => {
    for (const element of elementsNamed(file.nodes, "import")) {
      const src = element.attributes.find((a) => a.name === "src");
      const reference = src ? staticText(src.value)?.trim() : undefined;
      const path = reference ? input.resolve(file.source.file, reference) : null;
      if (path === null)
        findings.error(
          "AXML_IMPORT",
          `Cannot find the template file ${JSON.stringify(reference ?? "")}.`,
          file.source,
          element.start,
        );
      else if (path !== input.path) paths.add(path);
    }
  };
  collect(input.main);
  // An included file's markup may use templates that only that file imports.
  for (const file of input.files.values()) collect(file);
  return [...paths];
}

function templateDefinitions(nodes: readonly Node[]): ElementNode[] {
  return elementsNamed(nodes, "template").filter((element) => templateName(element) !== null);
}

function templateName(element: ElementNode): string | null {
  const name = element.attributes.find((a) => a.name === "name");
  return name ? (staticText(name.value)?.trim() ?? null) : null;
}
