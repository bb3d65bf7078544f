import type { BlockBuilder } from "./block-builder.js";
import { eventAttribute, isForeign } from "./builtins.js";
import type { Code } from "./code.js";
import type { ContentContext } from "./content-context.js";
import { datasetCode, datasetName, isDataset } from "./dataset.js";
import { isBlank, readDirectives } from "./directives.js";
import type { Attribute, ElementNode, Node } from "./node.js";
import { staticText } from "./node.js";
import { bindNames, type Place } from "./place.js";
import { type CompiledValue, stringOrCode, type ValueCompiler, valueCode } from "./value-compiler.js";

/** Builds the block of a slot's content. */
export type BuildBlock = (nodes: readonly Node[], place: Place) => { code: Code; names: Set<string> };

/** Compiles the use of a custom component, or of a tag nobody knows (`ComponentUse` of the wire contract). */
export class ComponentCompiler {
  readonly #context: ContentContext;
  readonly #values: ValueCompiler;
  readonly #build: BuildBlock;

  constructor(context: ContentContext, values: ValueCompiler, build: BuildBlock) {
    this.#context = context;
    this.#values = values;
    this.#build = build;
  }

  /** Adds the binding for a use at the anchor `slot`. */
  compile(node: ElementNode, attributes: readonly Attribute[], slot: number, block: BlockBuilder, place: Place): void {
    const source = place.file.source;
    this.#context.tags.push({ tag: node.name, source, offset: node.start });
    const props: Code[] = [];
    const dataset: { name: string; value: CompiledValue }[] = [];
    let ref: string | null = null;
    for (const attribute of attributes) {
      const { name } = attribute;
      if (name === "slot-scope") continue;
      if (!isDataset(attribute) && isForeign(name)) {
        this.#context.findings.warn(
          "AXML_FOREIGN",
          `"${name}" belongs to another framework; it has no effect.`,
          source,
          attribute.start,
        );
        continue;
      }
      const value = this.#values.value(attribute.value, source, place.bound, "value");
      if ("names" in value) block.reads(value.names);
      if (isDataset(attribute)) dataset.push({ name: datasetName(name), value });
      else {
        if (name === "ref") ref = staticText(attribute.value)?.trim() ?? null;
        props.push([props.length === 0 ? "[" : ",[", JSON.stringify(propName(name)), ",", valueCode(value), "]"]);
      }
    }
    const slots = this.#slots(node.children, block, place);
    block.bind([
      `[4,${slot},{tag:${JSON.stringify(node.name)},props:[`,
      props,
      "]",
      dataset.length > 0 ? [",dataset:", datasetCode(dataset)] : "",
      ",slots:[",
      slots,
      "]",
      ref === null || ref === "" ? "" : `,ref:${JSON.stringify(ref)}`,
      "}]",
    ]);
  }

  #slots(children: readonly Node[], block: BlockBuilder, place: Place): Code[] {
    return groupBySlot(children).map((group, at): Code => {
      const inner = group.scope === null ? place : bindNames(place, [group.scope]);
      const content = this.#build(group.nodes, inner);
      block.reads(content.names, group.scope === null ? [] : [group.scope]);
      let name: Code = '""';
      if (group.slot) {
        const value = this.#values.value(group.slot.value, place.file.source, place.bound, "string");
        if ("names" in value) block.reads(value.names);
        name = stringOrCode(value);
      }
      const scope = group.scope === null ? "null" : JSON.stringify(group.scope);
      return [at === 0 ? "" : ",", "{name:", name, `,scope:${scope},block:`, content.code, "}"];
    });
  }
}

interface SlotGroup {
  /** The `slot` attribute, or null for the default slot. */
  slot: Attribute | null;
  scope: string | null;
  nodes: Node[];
}

/** Children by the slot they fill, in document order; an a:if chain goes where its first element goes. */
function groupBySlot(children: readonly Node[]): SlotGroup[] {
  const groups: SlotGroup[] = [];
  const byName = new Map<string, SlotGroup>();
  let last: SlotGroup | null = null;
  for (const node of children) {
    if (isBlank(node)) continue;
    if (node.kind === "element") {
      const { elif, else: otherwise } = readDirectives(node);
      if ((elif || otherwise) && last) {
        last.nodes.push(node);
        continue;
      }
    }
    const slot = node.kind === "element" ? (node.attributes.find((a) => a.name === "slot") ?? null) : null;
    const scopeAttribute = node.kind === "element" ? node.attributes.find((a) => a.name === "slot-scope") : undefined;
    const scope = scopeAttribute ? (staticText(scopeAttribute.value)?.trim() ?? "") || null : null;
    const name = slot ? staticText(slot.value)?.trim() : "";
    const key = name === undefined ? null : `${scope ?? ""}\n${name}`;
    let group = key === null ? undefined : byName.get(key);
    if (!group) {
      group = { slot, scope, nodes: [] };
      groups.push(group);
      if (key !== null) byName.set(key, group);
    }
    group.nodes.push(node);
    last = group;
  }
  return groups;
}

/** Name of a prop: `foo-bar` and `fooBar` are one (F-CMP-6); events in lower case count too (corpus point 5). */
function propName(name: string): string {
  if (/^(on|catch)[a-z]+$/.test(name)) {
    const event = eventAttribute(name);
    if (event) return (event.catches ? "catch" : "on") + (event.type[0] ?? "").toUpperCase() + event.type.slice(1);
  }
  return name.replace(/-([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
