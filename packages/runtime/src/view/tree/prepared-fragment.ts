import type { Fragment, FragmentElement, FragmentNode, Json } from "@berth/core/wire";
import { commonAttribute } from "../component/common-attributes.js";
import type { Component, ViewContext } from "../component/component.js";
import { attributeUse, findComponent } from "../component/registry.js";
import { type DrawnElement, type DrawnText, type EventFlags, FILTER } from "./marks.js";
import { textFilter, textLines } from "./text-filter.js";

/** Limits of one fragment; a program's markup stays far below. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 200;

/** A stateful or live part of a fragment: what has to happen to each instance after it is in the page. */
export interface LiveUse {
  /** Index of the step that reaches the element. */
  step: number;
  component: Component;
  /** Static attributes that need the element in its page. */
  values: [name: string, value: Json][];
}

/** One step of the way through a clone. */
interface Step {
  /** Index of the step to start from. */
  from: number;
  /** True: first child; false: next sibling. */
  down: boolean;
  slot: number;
  flags: EventFlags | null;
  anchor: boolean;
  filter: ((text: string) => string) | null;
}

/**
 * A fragment built once: nodes to clone, and the shortest way to the nodes that matter, found beforehand. An instance
 * then costs one `cloneNode` and one walk, and no object for a node.
 */
export class PreparedFragment {
  /** Slots in use, and those of them that are anchors. */
  readonly slots: readonly number[];
  readonly anchors: readonly number[];
  /** The node itself when there is exactly one on top, else a DocumentFragment. */
  readonly source: Node;
  readonly single: boolean;
  readonly lives: readonly LiveUse[];
  readonly steps: readonly Step[];
  /** Elements with onAppear and relatives. */
  readonly watched: readonly number[];
  /** What was left out (S-VIEW-2, S-VIEW-3). */
  readonly dropped: readonly string[];

  constructor(fragment: Fragment, context: ViewContext) {
    const builder = new Builder(context);
    const top = builder.build(fragment);
    this.single = top.childNodes.length === 1;
    this.source = this.single ? top.firstChild! : top;
    const walk = new Walk(builder, this.single);
    walk.children(top, 0);
    this.steps = walk.steps;
    const used = walk.steps.filter((step) => step.slot !== 0);
    this.slots = used.map((step) => step.slot);
    this.anchors = used.filter((step) => step.anchor).map((step) => step.slot);
    this.lives = walk.lives;
    this.watched = walk.watched;
    this.dropped = builder.dropped;
  }
}

/** What the builder knows of a template node, by node; gone when the fragment is prepared. */
interface Known {
  slot: number;
  flags: EventFlags | null;
  anchor: boolean;
  filter: ((text: string) => string) | null;
  live: Omit<LiveUse, "step"> | null;
}

class Builder {
  readonly known = new Map<Node, Known>();
  readonly dropped: string[] = [];
  readonly #context: ViewContext;
  readonly #document: Document;
  #n = 0;
  #nodes = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#document = context.document;
  }

  build(fragment: Fragment): DocumentFragment {
    const top = this.#document.createDocumentFragment();
    this.#n = fragment.n;
    this.#fill(top, fragment.c, 0, null);
    const first = top.firstChild;
    // The run of an instance starts at a node of its own: what comes at a leading anchor must lie inside the run.
    if (first === null || (this.known.get(first)?.anchor && top.childNodes.length > 0)) {
      top.insertBefore(this.#document.createComment(""), first);
    }
    return top;
  }

  #fill(
    parent: Node,
    nodes: readonly FragmentNode[] | undefined,
    depth: number,
    filter: ((text: string) => string) | null,
  ): void {
    if (!Array.isArray(nodes) || depth > MAX_DEPTH) return;
    for (const node of nodes as readonly FragmentNode[]) {
      if (++this.#nodes > MAX_NODES || typeof node !== "object" || node === null) {
        this.dropped.push("nodes");
        return;
      }
      if ("t" in node) {
        const text = String(node.t);
        const shown = filter !== null ? filter(text) : parent.nodeName === "TEXT" ? textLines(text) : text;
        parent.appendChild(this.#document.createTextNode(shown));
      } else if ("d" in node) this.#mark(parent.appendChild(this.#document.createTextNode("")), node.d, { filter });
      else if ("a" in node) this.#mark(parent.appendChild(this.#document.createComment("")), node.a, { anchor: true });
      else if (typeof node.e === "string") this.#element(parent, node, depth);
    }
  }

  #mark(node: Node, slot: unknown, more: Partial<Known>): void {
    const good = typeof slot === "number" && Number.isInteger(slot) && slot > 0 && slot <= this.#n;
    this.known.set(node, { slot: good ? slot : 0, flags: null, anchor: false, filter: null, live: null, ...more });
  }

  #element(parent: Node, node: FragmentElement, depth: number): void {
    const component = findComponent(node.e);
    if (component === null) {
      this.dropped.push(`<${node.e.slice(0, 60)}>`);
      return;
    }
    const element: DrawnElement = this.#document.createElement(component.element ?? node.e);
    component.make?.(element, this.#document);
    const values: [string, Json][] = [];
    const given = node.p ?? {};
    for (const name of Object.keys(given)) this.#attribute(element, component, name, given[name] ?? null, values);
    const flags = readFlags(node.v);
    const live = component.mount !== undefined || values.length > 0 ? { component, values } : null;
    if (node.s !== undefined || live !== null) this.#mark(element, node.s, { flags, live });
    this.#fill(element, node.c, depth + 1, node.e === "text" ? textFilter(given["space"], given["decode"]) : null);
    if (flags !== null) markTappable(element, flags, given["role"] === undefined && isPhrase(element, this.known));
    parent.appendChild(element);
  }

  #attribute(element: DrawnElement, component: Component, name: string, value: Json, live: [string, Json][]): void {
    const use = attributeUse(component, name);
    if (use === null) this.dropped.push(`attribute ${name.slice(0, 60)}`);
    else if (use === "state" || (typeof use === "object" && use !== null)) live.push([name, value]);
    // A picture in a style is asked for where the instance is; plain styles are cloned.
    else if (name === "style" && /url|image/i.test(String(value))) live.push([name, value]);
    else commonAttribute(element, name, use, value, this.#context);
  }
}

function readFlags(value: unknown): EventFlags | null {
  if (typeof value !== "object" || value === null) return null;
  const flags: Record<string, number> = Object.create(null);
  for (const name of Object.keys(value)) {
    const flag: unknown = (value as Record<string, unknown>)[name];
    if (typeof flag === "number") flags[name] = flag;
  }
  return flags;
}

/** What listening to events asks of an element itself. */
function markTappable(element: DrawnElement, flags: EventFlags, phrase: boolean): void {
  // Whoever catches the movement does not want the page to scroll under it; the engine decides that before any script.
  if (((flags["touchMove"] ?? 0) & 2) !== 0) element.setAttribute("data-berth-hold", "");
  const native = /^(?:button|input|textarea|video|label|checkbox|radio|switch|slider|picker|form)$/;
  if (flags["tap"] === undefined || native.test(element.localName)) return;
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "0");
  if (phrase && /^(?:group|img)$/.test(element.getAttribute("role") ?? "group")) element.setAttribute("role", "button");
}

/** Words and pictures alone, which make a button of what is tapped; a role would hide the parts of anything richer. */
function isPhrase(element: Element, known: ReadonlyMap<Node, Known>): boolean {
  if (element.querySelector("[tabindex],[role],button,input,textarea,label,scroll-view,video,map,canvas") !== null) {
    return false;
  }
  const walk = element.ownerDocument.createTreeWalker(element, 4 | 128);
  let words = element.hasAttribute("aria-label");
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    if (known.get(node)?.anchor === true) return false;
    if (node.nodeType === 3 && (known.has(node) || node.nodeValue?.trim() !== "")) words = true;
  }
  return words;
}

/** Finds the way to every node that matters, in document order. */
class Walk {
  readonly steps: Step[] = [];
  readonly lives: LiveUse[] = [];
  readonly watched: number[] = [];
  readonly #builder: Builder;

  constructor(builder: Builder, single: boolean) {
    this.#builder = builder;
    if (!single) this.#push(-1, true, undefined);
  }

  #push(from: number, down: boolean, known: Known | undefined): number {
    const step = this.steps.length;
    this.steps.push({
      from,
      down,
      slot: known?.slot ?? 0,
      flags: known?.flags ?? null,
      anchor: known?.anchor ?? false,
      filter: known?.filter ?? null,
    });
    if (known?.live) this.lives.push({ step, ...known.live });
    const flags = known?.flags;
    if (flags && ("appear" in flags || "disappear" in flags || "firstAppear" in flags)) this.watched.push(step);
    return step;
  }

  /** Adds the steps for everything below the node that step `at` reaches. Step 0 is the clone itself. */
  children(parent: Node, at: number): void {
    const single = this.steps.length === 0;
    let before = -1;
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      if (single) {
        this.#push(-1, true, this.#builder.known.get(node));
        this.children(node, 0);
        return;
      }
      if (!this.#leads(node, true)) continue;
      const step =
        before < 0
          ? this.#push(at, true, this.#builder.known.get(node))
          : this.#push(before, false, this.#builder.known.get(node));
      before = step;
      if (this.#leads(node, false)) this.children(node, step);
    }
  }

  /** Whether the node or anything below it, or with `later` any later sibling, has to be reached. */
  #leads(node: Node, later: boolean): boolean {
    if (later) {
      for (let n: Node | null = node; n !== null; n = n.nextSibling) if (this.#inside(n)) return true;
      return false;
    }
    for (let n = node.firstChild; n !== null; n = n.nextSibling) if (this.#inside(n)) return true;
    return false;
  }

  #inside(node: Node): boolean {
    if (this.#builder.known.has(node)) return true;
    for (let n = node.firstChild; n !== null; n = n.nextSibling) if (this.#inside(n)) return true;
    return false;
  }
}

/** Walks a fresh clone along the steps. `reached` is reused between calls and only valid until the next one. */
export function walkClone(prepared: PreparedFragment, clone: Node, reached: Node[]): Node[] {
  const steps = prepared.steps;
  reached[0] = clone;
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i]!;
    const from = reached[step.from]!;
    reached[i] = step.down ? from.firstChild! : from.nextSibling!;
  }
  return reached;
}

/** Puts the text filter of `<text>` on a text node of an instance. */
export function markFilter(node: Node, filter: (text: string) => string): void {
  (node as DrawnText)[FILTER] = filter;
}
