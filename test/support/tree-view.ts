import {
  Draw,
  type DrawOps,
  drawOperands,
  type Fragment,
  type FragmentNode,
  type Json,
  type PageLook,
  type ViewToWorker,
  type WorkerToView,
} from "@berth/core/wire";

interface TreeElement {
  kind: "element";
  name: string;
  node: number;
  attributes: Record<string, Json>;
  children: TreeNode[];
}
interface TreeText {
  kind: "text";
  node: number;
  text: string;
}
interface TreeAnchor {
  kind: "anchor";
  node: number;
  instances: TreeInstance[];
}
interface TreeInstance {
  base: number;
  size: number;
  anchor: TreeAnchor;
  nodes: TreeNode[];
}
type TreeNode = TreeElement | TreeText | TreeAnchor;

interface TreePage {
  path: string;
  look: PageLook;
  anchor: TreeAnchor;
  shown: boolean;
}

/** A call of the worker to a page or element. */
export interface TreeCall {
  callId: number;
  node: number;
  method: string;
  args: Json;
}

/**
 * A view without a document: applies drawing operations to a plain tree, so that a test can compare what is drawn as
 * text. Strict: an operation on something unknown throws.
 */
export class TreeView {
  readonly pages = new Map<number, TreePage>();
  readonly calls: TreeCall[] = [];
  /** Number of operations by name since `resetCounts`. */
  counts: Record<string, number> = {};
  readonly #fragments = new Map<number, Fragment>();
  readonly #nodes = new Map<number, TreeNode>();
  readonly #instances = new Map<number, TreeInstance>();

  /** Applies one batch. */
  draw(ops: DrawOps): void {
    for (let i = 0; i < ops.length; ) {
      const code = ops[i] as number;
      const operands = ops.slice(i + 1, i + 1 + (drawOperands[code] ?? Number.NaN));
      if (operands.length !== drawOperands[code]) throw new Error(`bad operation ${code} at ${i}`);
      this.#apply(code, operands);
      i += 1 + operands.length;
    }
  }

  resetCounts(): void {
    this.counts = {};
  }

  /** The page in front, as indented text, or "" when there is none. */
  text(pageId = this.shownPage): string {
    const page = this.pages.get(pageId);
    return page === undefined
      ? ""
      : lines(
          page.anchor.instances.flatMap((instance) => instance.nodes),
          "",
        ).join("\n");
  }

  /** Id of the page in front, 0 for none. */
  get shownPage(): number {
    for (const [pageId, page] of this.pages) if (page.shown) return pageId;
    return 0;
  }

  /** Node number of the first element of that tag ("*": any) whose attribute has that value, in the page in front. */
  find(name: string, attribute?: string, value?: Json): number {
    const search = (nodes: TreeNode[]): number => {
      for (const node of nodes) {
        if (node.kind === "text") continue;
        if (node.kind === "anchor") {
          const found = search(node.instances.flatMap((instance) => instance.nodes));
          if (found !== 0) return found;
          continue;
        }
        if ((node.name === name || name === "*") && (attribute === undefined || node.attributes[attribute] === value))
          return node.node;
        const found = search(node.children);
        if (found !== 0) return found;
      }
      return 0;
    };
    const page = this.pages.get(this.shownPage);
    return page === undefined ? 0 : search([page.anchor]);
  }

  /** All texts of the page in front, joined. */
  words(): string {
    return this.text()
      .split("\n")
      .filter((line) => line.trim().startsWith('"'))
      .map((line) => JSON.parse(line.trim()) as string)
      .join(" ");
  }

  /** How many nodes are numbered now: a leak shows as growth. */
  get numbered(): number {
    return this.#nodes.size;
  }

  #apply(code: number, operands: DrawOps): void {
    const name = Object.entries(Draw).find(([, value]) => value === code)?.[0] ?? "?";
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    const [a, b, c, d] = operands as [number, number, number, number];
    switch (code) {
      case Draw.define:
        if (this.#fragments.has(a)) throw new Error(`fragment ${a} defined twice`);
        this.#fragments.set(a, operands[1] as Fragment);
        break;
      case Draw.create:
        this.#create(a, b, c, d);
        break;
      case Draw.text: {
        const node = this.#node(a);
        if (node.kind !== "text") throw new Error(`node ${a} is no text`);
        if (typeof operands[1] !== "string") throw new Error(`text of ${a} is no string`);
        node.text = operands[1];
        break;
      }
      case Draw.attribute: {
        const node = this.#node(a);
        if (node.kind !== "element") throw new Error(`node ${a} is no element`);
        const [, attribute, value] = operands as [number, string, Json];
        if (value === null) delete node.attributes[attribute];
        else node.attributes[attribute] = value;
        break;
      }
      case Draw.remove: {
        const instance = this.#instance(a);
        instance.anchor.instances.splice(instance.anchor.instances.indexOf(instance), 1);
        this.#forget(instance);
        break;
      }
      case Draw.move: {
        const instance = this.#instance(a);
        const list = instance.anchor.instances;
        list.splice(list.indexOf(instance), 1);
        list.splice(b === 0 ? list.length : this.#indexIn(list, b), 0, instance);
        break;
      }
      case Draw.openPage: {
        const anchor: TreeAnchor = { kind: "anchor", node: a, instances: [] };
        this.#nodes.set(a, anchor);
        this.pages.set(a, { path: operands[1] as string, look: operands[2] as PageLook, anchor, shown: false });
        break;
      }
      case Draw.showPage:
        if (!this.pages.has(a)) throw new Error(`page ${a} is not open`);
        for (const [pageId, page] of this.pages) page.shown = pageId === a;
        break;
      case Draw.closePage: {
        const page = this.pages.get(a);
        if (page === undefined) throw new Error(`page ${a} is not open`);
        for (const instance of page.anchor.instances) this.#forget(instance);
        this.#nodes.delete(a);
        this.pages.delete(a);
        break;
      }
      case Draw.call:
        this.calls.push({ callId: a, node: b, method: operands[2] as string, args: operands[3] as Json });
        break;
    }
  }

  #create(fragmentId: number, base: number, anchorNode: number, before: number): void {
    const fragment = this.#fragments.get(fragmentId);
    if (fragment === undefined) throw new Error(`fragment ${fragmentId} is not defined`);
    const anchor = this.#node(anchorNode);
    if (anchor.kind !== "anchor") throw new Error(`node ${anchorNode} is no anchor`);
    if (this.#instances.has(base)) throw new Error(`base ${base} is used twice`);
    const nodes = fragment.c.map((node) => this.#build(node, base));
    const instance: TreeInstance = { base, size: fragment.n, anchor, nodes };
    this.#instances.set(base, instance);
    const list = anchor.instances;
    list.splice(before === 0 ? list.length : this.#indexIn(list, before), 0, instance);
  }

  #build(source: FragmentNode, base: number): TreeNode {
    if ("t" in source) return { kind: "text", node: 0, text: source.t };
    if ("d" in source) return this.#number(base + source.d, { kind: "text", node: base + source.d, text: "" });
    if ("a" in source) return this.#number(base + source.a, { kind: "anchor", node: base + source.a, instances: [] });
    const node = source.s === undefined ? 0 : base + source.s;
    const children = (source.c ?? []).map((child) => this.#build(child, base));
    const element: TreeElement = { kind: "element", name: source.e, node, attributes: { ...source.p }, children };
    return node === 0 ? element : this.#number(node, element);
  }

  #number<T extends TreeNode>(node: number, value: T): T {
    if (this.#nodes.has(node)) throw new Error(`node ${node} is used twice`);
    this.#nodes.set(node, value);
    return value;
  }

  #forget(instance: TreeInstance): void {
    this.#instances.delete(instance.base);
    for (let slot = 1; slot <= instance.size; slot++) this.#nodes.delete(instance.base + slot);
    const visit = (nodes: TreeNode[]): void => {
      for (const node of nodes) {
        if (node.kind === "element") visit(node.children);
        else if (node.kind === "anchor") for (const inner of node.instances) this.#forget(inner);
      }
    };
    visit(instance.nodes);
  }

  #node(node: number): TreeNode {
    const found = this.#nodes.get(node);
    if (found === undefined) throw new Error(`node ${node} is unknown`);
    return found;
  }

  #instance(base: number): TreeInstance {
    const found = this.#instances.get(base);
    if (found === undefined) throw new Error(`instance ${base} is unknown`);
    return found;
  }

  #indexIn(list: TreeInstance[], base: number): number {
    const index = list.findIndex((instance) => instance.base === base);
    if (index < 0) throw new Error(`instance ${base} is not at this anchor`);
    return index;
  }
}

function lines(nodes: TreeNode[], indent: string): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "text") return node.text.trim() === "" ? [] : [`${indent}${JSON.stringify(node.text)}`];
    if (node.kind === "anchor")
      return lines(
        node.instances.flatMap((instance) => instance.nodes),
        indent,
      );
    const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    return [`${indent}<${node.name}${attributes.join("")}>`, ...lines(node.children, `${indent}  `)];
  });
}

/** A port for the worker runtime whose other end is a `TreeView`: answers each draw at once, and can send events. */
export class TreeViewPort {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly view: TreeView;
  /** Batches in the order they came. */
  readonly batches: WorkerToView[] = [];
  /** Answers to calls by method; a method that is not here gets {}. */
  answers: Record<string, (args: Json, node: number) => Json> = {};

  constructor(view: TreeView = new TreeView()) {
    this.view = view;
  }

  postMessage(message: unknown): void {
    // As a port would: nothing but data, and copies of them.
    const batch = structuredClone(message) as WorkerToView;
    this.batches.push(batch);
    this.view.draw(batch[2]);
    const calls = this.view.calls.splice(0);
    queueMicrotask(() => {
      for (const { callId, method, args, node } of calls) {
        this.made.push({ callId, method, args, node });
        if (callId !== 0) this.send(["result", callId, 1, this.answers[method]?.(args, node) ?? {}]);
      }
      this.send(["drawn", batch[1]]);
    });
  }

  /** Calls that came, in order. */
  readonly made: TreeCall[] = [];

  /** A message of the view to the worker. */
  send(message: ViewToWorker): void {
    this.onmessage?.({ data: structuredClone(message) });
  }

  /** A tap on a node. */
  tap(node: number, detail: Json = {}): void {
    const point = { identifier: 0, pageX: 1, pageY: 1, clientX: 1, clientY: 1 };
    this.send(["event", node, "tap", detail, [point], [point], 1]);
  }
}
