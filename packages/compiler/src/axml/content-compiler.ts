import type { FragmentNode } from "@berth/core/wire";
import type { SourceText } from "../diagnostic.js";
import { compileLimits } from "../limits.js";
import { BlockBuilder } from "./block-builder.js";
import { builtinComponents } from "./builtins.js";
import type { Code } from "./code.js";
import { ComponentCompiler } from "./component-compiler.js";
import type { ContentContext } from "./content-context.js";
import { type Directives, isBlank, readDirectives } from "./directives.js";
import { ElementCompiler } from "./element-compiler.js";
import { keyCode } from "./loop-key.js";
import type { Attribute, ElementNode, Node } from "./node.js";
import { staticText } from "./node.js";
import { bindNames, type Place } from "./place.js";
import type { ParsedAxml } from "./template-input.js";
import { stringOrCode, ValueCompiler, valueCode } from "./value-compiler.js";

/** Element names that control the template and draw nothing at their place. */
const silent = new Set(["import", "import-sjs", "wxs", "sjs"]);

/** Compiles markup to blocks: control attributes, slots, templates, includes; elements and components go to their compilers. */
export class ContentCompiler {
  readonly #context: ContentContext;
  readonly #values: ValueCompiler;
  readonly #elements: ElementCompiler;
  readonly #components: ComponentCompiler;
  #count = 0;
  /** Characters of included files so far. */
  #included = 0;

  constructor(context: ContentContext) {
    this.#context = context;
    this.#values = new ValueCompiler(context.findings, context.sjs);
    this.#elements = new ElementCompiler(context, this.#values);
    this.#components = new ComponentCompiler(context, this.#values, (nodes, place) => this.#build(nodes, place));
  }

  /** The block of a file's or template's content. */
  block(nodes: readonly Node[], file: ParsedAxml): Code {
    return this.#build(nodes, { file, bound: new Set(), inText: false, up: 0, includes: [] }).code;
  }

  /** A block of its own: fragment, bindings, names. */
  #build(nodes: readonly Node[], place: Place): { code: Code; names: Set<string> } {
    const builder = new BlockBuilder();
    this.#children(nodes, builder, builder.nodes, { ...place, up: 0 });
    return this.#finish(builder);
  }

  #finish(builder: BlockBuilder): { code: Code; names: Set<string> } {
    const index = this.#context.fragments.push({ n: builder.slots, c: builder.nodes }) - 1;
    return { code: builder.code(index), names: builder.names };
  }

  #children(nodes: readonly Node[], block: BlockBuilder, out: FragmentNode[], place: Place): void {
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at];
      if (node === undefined) continue;
      if (node.kind === "text") {
        this.#text(node, block, out, place);
        continue;
      }
      const directives = readDirectives(node);
      for (const attribute of directives.unknown)
        this.#context.findings.warn(
          "AXML_DIRECTIVE",
          `"${attribute.name}" is no directive; it is ignored.`,
          place.file.source,
          attribute.start,
        );
      if (directives.for) this.#loop(node, directives, block, out, place);
      else if (directives.if) at = this.#chain(nodes, at, directives, block, out, place);
      else if (directives.elif || directives.else) {
        const name = directives.elif ? "a:elif" : "a:else";
        this.#context.findings.error(
          "AXML_STRAY_ELSE",
          `"${name}" must follow an element with a:if.`,
          place.file.source,
          node.start,
        );
      } else this.#element(node, directives, block, out, place);
    }
  }

  #text(node: Extract<Node, { kind: "text" }>, block: BlockBuilder, out: FragmentNode[], place: Place): void {
    if (!place.inText && isBlank(node)) return;
    const value = this.#values.text(node.parts, place.file.source, place.bound);
    if ("constant" in value) {
      if (value.constant !== "" && value.constant !== true) out.push({ t: value.constant });
      return;
    }
    const slot = block.slot();
    out.push({ d: slot });
    block.reads(value.names);
    block.bind([`[0,${slot},`, value.code, "]"]);
  }

  /** One element without its control attributes, in a block of its own. */
  #single(node: ElementNode, directives: Directives, place: Place): { code: Code; names: Set<string> } {
    const builder = new BlockBuilder();
    this.#element(node, directives, builder, builder.nodes, { ...place, up: 0 });
    return this.#finish(builder);
  }

  #loop(node: ElementNode, directives: Directives, block: BlockBuilder, out: FragmentNode[], place: Place): void {
    const { item, index } = directives;
    const source = place.file.source;
    const list = this.#values.value(directives.for?.value ?? null, source, place.bound, "value");
    if ("constant" in list)
      this.#context.findings.warn(
        "AXML_FOR_STRING",
        "a:for needs {{ }}; a plain string repeats nothing.",
        source,
        directives.for?.start ?? 0,
      );
    const inner = bindNames(place, [item, index]);
    const content = directives.if
      ? this.#conditional([{ condition: directives.if, node, directives }], inner)
      : this.#single(node, directives, inner);
    const key = keyCode(directives, this.#values, source, inner.bound);
    if (!("names" in list) || list.names.size > 0) this.#checkKey(node, directives, source);
    const slot = block.slot();
    out.push({ a: slot });
    if ("names" in list) block.reads(list.names);
    block.reads(content.names, [item, index]);
    block.reads(key.names, [item, index]);
    const names = `${JSON.stringify(item)},${JSON.stringify(index)}`;
    const shown = this.#context.input.development && key.code !== "null";
    const at = shown ? `,${JSON.stringify(`${source.file}:${source.position(node.start).line}`)}` : "";
    block.bind([`[3,${slot},`, valueCode(list), `,${names},`, key.code, ",", content.code, at, "]"]);
  }

  /** A list that may change should say what identifies its rows (F-DIR-4). */
  #checkKey(node: ElementNode, directives: Directives, source: SourceText): void {
    // What to do about a library is its author's affair.
    if (source.file.includes("node_modules/")) return;
    const { key, rest } = directives;
    if (key?.value && staticText(key.value)?.trim() !== "") return;
    const ignored = rest.find((attribute) => attribute.name === "key");
    const reason = ignored ? '"key" is not taken on block; write a:key' : "a:for without a:key";
    this.#context.findings.warn(
      "AXML_KEY",
      `${reason}: rows are told apart by their position until it names the member that identifies one (F-DIR-4).`,
      source,
      (ignored ?? key ?? directives.for ?? node).start,
    );
  }

  /** A block that holds nothing but a condition: `a:if` beside `a:for` is evaluated per item (F-DIR-5). */
  #conditional(branches: Branch[], place: Place): { code: Code; names: Set<string> } {
    const builder = new BlockBuilder();
    this.#branches(branches, builder, builder.nodes, place);
    return this.#finish(builder);
  }

  /** An a:if chain; returns the index of its last element. */
  #chain(
    nodes: readonly Node[],
    at: number,
    first: Directives,
    block: BlockBuilder,
    out: FragmentNode[],
    place: Place,
  ): number {
    const branches: Branch[] = [{ condition: first.if, node: nodes[at] as ElementNode, directives: first }];
    let last = at;
    for (let next = at + 1; next < nodes.length; next++) {
      const node = nodes[next];
      if (node === undefined || isBlank(node)) continue;
      if (node.kind !== "element") break;
      const directives = readDirectives(node);
      const condition = directives.elif ?? directives.else;
      if (!condition || directives.if) break;
      branches.push({ condition: directives.elif, node, directives });
      last = next;
      if (directives.else) break;
    }
    this.#branches(branches, block, out, place);
    return last;
  }

  #branches(branches: Branch[], block: BlockBuilder, out: FragmentNode[], place: Place): void {
    const slot = block.slot();
    out.push({ a: slot });
    const codes = branches.map(({ condition, node, directives }): Code => {
      let test: Code = "null";
      if (condition) {
        const value = this.#values.value(condition.value, place.file.source, place.bound, "value");
        test = valueCode(value);
        if ("names" in value) block.reads(value.names);
      }
      const content =
        directives.for && !directives.if
          ? this.#looped(node, directives, place)
          : this.#single(node, directives, { ...place, up: 0 });
      block.reads(content.names);
      return ["[", test, ",", content.code, "]"];
    });
    block.bind([`[2,${slot},[`, codes.map((code, n): Code => (n === 0 ? code : [",", code])), "]]"]);
  }

  /** An elif or else branch that is repeated. */
  #looped(node: ElementNode, directives: Directives, place: Place): { code: Code; names: Set<string> } {
    const builder = new BlockBuilder();
    this.#loop(node, { ...directives, elif: null, else: null }, builder, builder.nodes, { ...place, up: 0 });
    return this.#finish(builder);
  }

  #element(node: ElementNode, directives: Directives, block: BlockBuilder, out: FragmentNode[], place: Place): void {
    if (++this.#count > compileLimits.elements) {
      if (this.#count === compileLimits.elements + 1)
        this.#context.findings.error(
          "AXML_TOO_LARGE",
          `More than ${compileLimits.elements} elements.`,
          place.file.source,
          node.start,
        );
      return;
    }
    if (silent.has(node.name)) return;
    switch (node.name) {
      case "block":
        this.#children(node.children, block, out, place);
        break;
      case "template":
        this.#template(directives.rest, block, out, place);
        break;
      case "include":
        this.#include(node, block, out, place);
        break;
      case "slot":
        this.#slot(node, directives.rest, block, out, place);
        break;
      default:
        this.#drawn(node, directives.rest, block, out, place);
    }
  }

  /** A built-in component, or a custom one. */
  #drawn(node: ElementNode, attributes: Attribute[], block: BlockBuilder, out: FragmentNode[], place: Place): void {
    if (builtinComponents.has(node.name) && !this.#context.input.overrides.has(node.name)) {
      const { element, inner } = this.#elements.compile(node, attributes, block, place);
      out.push(element);
      const children: FragmentNode[] = [];
      this.#children(node.children, block, children, inner);
      if (children.length > 0) element.c = children;
      return;
    }
    const slot = block.slot();
    out.push({ a: slot });
    this.#components.compile(node, attributes, slot, block, place);
  }

  #template(attributes: Attribute[], block: BlockBuilder, out: FragmentNode[], place: Place): void {
    const is = attributes.find((a) => a.name === "is");
    if (!is) return;
    const source = place.file.source;
    const name = this.#values.value(is.value, source, place.bound, "string");
    const written = attributes.find((a) => a.name === "data");
    const data = written ? this.#values.value(written.value, source, place.bound, "data") : null;
    if (data && "constant" in data)
      this.#context.findings.warn(
        "AXML_TEMPLATE_DATA",
        'The "data" of a template needs {{ }}; it is ignored.',
        source,
        written?.start ?? 0,
      );
    const slot = block.slot();
    out.push({ a: slot });
    if ("names" in name) block.reads(name.names);
    if (data && "names" in data) block.reads(data.names);
    block.bind([`[6,${slot},`, stringOrCode(name), ",", data && "code" in data ? data.code : "null", "]"]);
  }

  #include(node: ElementNode, block: BlockBuilder, out: FragmentNode[], place: Place): void {
    const { input, findings } = this.#context;
    const source = place.file.source;
    const src = node.attributes.find((a) => a.name === "src");
    const reference = src ? staticText(src.value)?.trim() : undefined;
    const path = reference ? input.resolve(source.file, reference) : null;
    const file = path === null ? undefined : input.files.get(path);
    if (path === null || !file) {
      findings.error(
        "AXML_INCLUDE",
        `Cannot find the file ${JSON.stringify(reference ?? "")} to include.`,
        source,
        node.start,
      );
      return;
    }
    if (place.includes.includes(path) || path === input.main.source.file) {
      findings.error("AXML_INCLUDE_CYCLE", `"${path}" includes itself.`, source, node.start);
      return;
    }
    const { includeDepth, templateBytes } = compileLimits;
    this.#included += file.source.text.length;
    const over =
      place.includes.length >= includeDepth
        ? `More than ${includeDepth} files included inside one another.`
        : this.#included > templateBytes
          ? `More than ${templateBytes} characters with everything included.`
          : null;
    if (over !== null) {
      if (!findings.list.some((d) => d.code === "AXML_TOO_LARGE"))
        findings.error("AXML_TOO_LARGE", over, source, node.start);
      return;
    }
    this.#children(file.nodes, block, out, { ...place, file, includes: [...place.includes, path] });
  }

  #slot(node: ElementNode, attributes: Attribute[], block: BlockBuilder, out: FragmentNode[], place: Place): void {
    const slot = block.slot();
    out.push({ a: slot });
    let name: Code = '""';
    const values: Code[] = [];
    for (const attribute of attributes) {
      if (attribute.name === "slot" || attribute.name === "slot-scope") continue;
      const isName = attribute.name === "name";
      const value = this.#values.value(attribute.value, place.file.source, place.bound, isName ? "string" : "value");
      if ("names" in value) block.reads(value.names);
      if (isName) name = stringOrCode(value);
      else {
        const camel = attribute.name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
        values.push([values.length === 0 ? "[" : ",[", JSON.stringify(camel), ",", valueCode(value), "]"]);
      }
    }
    let fallback: Code = "null";
    if (!node.children.every(isBlank)) {
      const content = this.#build(node.children, place);
      block.reads(content.names);
      fallback = content.code;
    }
    block.bind([`[5,${slot},`, name, ",[", values, "],", fallback, "]"]);
  }
}

interface Branch {
  /** null is a:else. */
  condition: Attribute | null;
  node: ElementNode;
  directives: Directives;
}
