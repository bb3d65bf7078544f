import type { FragmentElement, Json } from "@berth/core/wire";
import type { ElementScope } from "../style-isolation.js";
import type { BlockBuilder } from "./block-builder.js";
import { attributeName, eventAttribute, isAddress, isForeign } from "./builtins.js";
import type { Code } from "./code.js";
import type { ContentContext } from "./content-context.js";
import { datasetCode, datasetName, isDataset } from "./dataset.js";
import type { Attribute, ElementNode } from "./node.js";
import type { Place } from "./place.js";
import { type CompiledValue, stringOrCode, type ValueCompiler } from "./value-compiler.js";

/** Attributes the runtime never sees on a built-in component. */
const dropped = new Set(["slot", "slot-scope", "ref"]);

/** What an element does with one event: `onTap`, `catchTap`, or both. */
interface Handlers {
  on?: Code;
  catches?: Code;
}

/** Elements that host and program speak to by number, also when the template says nothing that changes. */
const addressed = new Set(["canvas", "map", "video", "web-view"]);

/** Names the view takes for any component. */
const harmless = /^data-[-a-z0-9]+$/;

/** Whether an element names a class that the user of the component gives. */
function takesClass(attributes: readonly Attribute[], { externalClasses }: ElementScope): boolean {
  const written = attributes.find((a) => a.name === "class")?.value ?? [];
  const text = written.map((part) => ("code" in part ? part.code : part.text)).join(" ");
  return externalClasses.length > 0 && (text.match(/[\w-]+/g) ?? []).some((name) => externalClasses.includes(name));
}

/** Compiles the elements of built-in components: static attributes to the fragment, the rest to bindings. */
export class ElementCompiler {
  readonly #context: ContentContext;
  readonly #values: ValueCompiler;

  constructor(context: ContentContext, values: ValueCompiler) {
    this.#context = context;
    this.#values = values;
  }

  /** The element without children, and the place for its children. */
  compile(
    node: ElementNode,
    attributes: readonly Attribute[],
    block: BlockBuilder,
    place: Place,
  ): { element: FragmentElement; inner: Place } {
    const source = place.file.source;
    const element: FragmentElement = { e: node.name };
    const statics: Record<string, Json> = {};
    const dynamics: { name: string; code: Code }[] = [];
    const handlers = new Map<string, Handlers>();
    const dataset: { name: string; value: CompiledValue }[] = [];
    let id: Code | null = null;
    for (const attribute of attributes) {
      if (dropped.has(attribute.name)) continue;
      if (isDataset(attribute)) {
        const value = this.#values.value(attribute.value, source, place.bound, "value");
        if ("names" in value) block.reads(value.names);
        dataset.push({ name: datasetName(attribute.name), value });
        // Sheets select by attributes that never change.
        if ("constant" in value && harmless.test(attribute.name)) statics[attribute.name] = value.constant;
        continue;
      }
      const event = eventAttribute(attribute.name);
      if (event) {
        const value = this.#values.value(attribute.value, source, place.bound, "value");
        if ("names" in value) block.reads(value.names);
        else if (value.constant === true || value.constant.trim() === "") continue;
        const both = handlers.get(event.type) ?? {};
        both[event.catches ? "catches" : "on"] ??= stringOrCode(value);
        handlers.set(event.type, both);
        continue;
      }
      // An event in lower case that nobody knows is no attribute either: the view takes no name with "on" (S-VIEW-3).
      if (isForeign(attribute.name) || /^on[a-z]+$/.test(attribute.name)) {
        this.#context.findings.warn(
          "AXML_FOREIGN",
          `"${attribute.name}" belongs to another framework; it has no effect.`,
          source,
          attribute.start,
        );
        continue;
      }
      const name = attributeName(attribute.name);
      // A lone expression of class keeps its type: uni-app writes lists of names, and the runtime joins them.
      const mode = name === "id" ? "string" : "value";
      const value = this.#values.value(attribute.value, source, place.bound, mode);
      if (name === "id") id = stringOrCode(value);
      if ("constant" in value) statics[name] = this.#static(node.name, name, value.constant, source.file);
      else {
        block.reads(value.names);
        dynamics.push({ name, code: value.code });
      }
    }
    const { scope } = this.#context.input;
    if (scope)
      statics[scope.isolated && !takesClass(attributes, scope) ? "data-berth-isolated" : "data-berth-scope"] = scope.id;
    if (Object.keys(statics).length > 0) element.p = statics;
    if (handlers.size > 0)
      element.v = Object.fromEntries([...handlers].map(([type, { catches }]) => [type, catches === undefined ? 1 : 3]));
    let up = place.up;
    const found = addressed.has(node.name) || (this.#context.sjsHandles && statics["class"] !== undefined);
    if (dynamics.length > 0 || handlers.size > 0 || dataset.length > 0 || id !== null || found) {
      const slot = block.slot();
      element.s = slot;
      for (const { name, code } of dynamics) block.bind([`[1,${slot},${JSON.stringify(name)},`, code, "]"]);
      block.describe(slot, this.#meta(node.name, up, handlers, dataset, id));
      up = slot;
    }
    return { element, inner: { ...place, up, inText: place.inText || node.name === "text" } };
  }

  #static(tag: string, name: string, value: string | true, file: string): Json {
    if (value === true) return true;
    if (name === "class") return value.trim().replace(/\s+/g, " ");
    if (isAddress(tag, name)) return this.#context.input.address(file, value.trim());
    if (name !== "style") return value;
    return value.replace(/url\(([^()]*)\)/gi, (_, written: string) => {
      // One class of characters, so that hostile text costs its length and no more.
      const [, quote = "", address = ""] = /^(["']?)([\s\S]*)\1$/.exec(written.trim()) ?? [];
      return `url(${quote}${this.#context.input.address(file, address.trim())}${quote})`;
    });
  }

  #meta(
    tag: string,
    up: number,
    handlers: ReadonlyMap<string, Handlers>,
    dataset: { name: string; value: CompiledValue }[],
    id: Code | null,
  ): Code {
    const events = [...handlers].map(
      ([type, { on, catches }], at): Code => [
        `${at === 0 ? "" : ","}${JSON.stringify(type)}:{`,
        on === undefined ? "" : ["h:", on, catches === undefined ? "" : ","],
        catches === undefined ? "" : ["c:", catches],
        "}",
      ],
    );
    return [
      `{t:${JSON.stringify(tag)},up:${up}`,
      events.length > 0 ? [",v:{", events, "}"] : "",
      dataset.length > 0 ? [",d:", datasetCode(dataset)] : "",
      id === null ? "" : [",i:", id],
      "}",
    ];
  }
}
