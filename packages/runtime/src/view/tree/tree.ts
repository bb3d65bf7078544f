import { Draw, type DrawOps, drawOperands, type Fragment, type Json } from "@berth/core/wire";
import { commonAttribute } from "../component/common-attributes.js";
import type { Setter, ViewContext } from "../component/component.js";
import type { Controller } from "../component/controller.js";
import { attributeUse, componentOf } from "../component/registry.js";
import { setClass } from "../style/overlay.js";
import { Instance } from "./instance.js";
import { CONTROL, type DrawnElement, type DrawnText, FILTER, FLAGS, SLOT } from "./marks.js";
import { NodeTable } from "./node-table.js";
import { type LiveUse, markFilter, PreparedFragment, walkClone } from "./prepared-fragment.js";
import { LINES, textLines } from "./text-filter.js";

/** No slots. */
const NONE: readonly number[] = [];

/** Operations that concern pages and calls; the tree hands them on in order. */
export interface TreeTasks {
  openPage(pageId: number, path: string, look: Json): Comment | null;
  showPage(pageId: number, transition: string): void;
  closePage(pageId: number): boolean;
  call(callId: number, node: number, element: DrawnElement | null, method: string, args: Json): void;
  /** Elements that listen to appear events. */
  watch(element: DrawnElement): void;
  /** Something outside the contract came; counted (S-VIEW-1). */
  dropped(what: string): void;
}

/**
 * The drawn tree: applies drawing operations exactly as draw.ts says (S-VIEW-1).
 *
 * Node numbers lead to nodes through one map. Rows that come one after another at the same place are collected and put
 * into the document together. Nothing here believes the worker: what does not fit is dropped and counted.
 */
export class Tree {
  readonly #context: ViewContext;
  readonly #tasks: TreeTasks;
  readonly #fragments = new Map<number, PreparedFragment>();
  readonly #nodes = new NodeTable<Node>();
  readonly #owners = new Map<number, Instance>();
  readonly #instances = new NodeTable<Instance>();
  readonly #reached: Node[] = [];
  #pending: DocumentFragment;
  #pendingAnchor = 0;
  #pendingBefore = 0;
  #pendingMark: ChildNode | null = null;
  /** Neighbours that `remove` took and that are still in the document. */
  #goingFirst: ChildNode | null = null;
  #goingLast: ChildNode | null = null;
  readonly #range: Range;

  constructor(context: ViewContext, tasks: TreeTasks) {
    this.#context = context;
    this.#tasks = tasks;
    this.#pending = context.document.createDocumentFragment();
    this.#range = context.document.createRange();
  }

  /** The element of a node number, or null. */
  element(node: number): DrawnElement | null {
    const found = this.#nodes.get(node);
    return found !== undefined && found.nodeType === 1 ? (found as DrawnElement) : null;
  }

  /** Numbers in use, for tests and the tool. */
  get size(): number {
    return this.#nodes.size;
  }

  /** Applies one batch. An operation that throws is counted and the rest goes on. */
  apply(ops: DrawOps): void {
    let i = 0;
    while (i < ops.length) {
      const code = ops[i];
      const operands = typeof code === "number" ? drawOperands[code] : undefined;
      // What follows an unknown code cannot be told apart any more.
      if (operands === undefined || i + operands >= ops.length) {
        this.#tasks.dropped("operation");
        break;
      }
      try {
        this.#one(code as number, ops, i + 1);
      } catch (error) {
        this.#tasks.dropped(`operation ${String(code)}: ${error instanceof Error ? error.message : "failed"}`);
      }
      i += operands + 1;
    }
    this.#flush();
  }

  #one(code: number, ops: DrawOps, i: number): void {
    const a = ops[i] as number;
    switch (code) {
      case Draw.text:
        this.#text(a, ops[i + 1]);
        return;
      case Draw.attribute:
        this.#attribute(a, ops[i + 1], ops[i + 2] as Json);
        return;
      case Draw.create:
        this.#create(a, ops[i + 1] as number, ops[i + 2] as number, ops[i + 3] as number);
        return;
      case Draw.remove:
        this.#remove(a);
        return;
      case Draw.move:
        this.#move(a, ops[i + 1] as number);
        return;
      case Draw.define:
        this.#define(a, ops[i + 1] as Fragment);
        return;
      case Draw.openPage:
        this.#openPage(a, ops[i + 1], ops[i + 2] as Json);
        return;
      case Draw.showPage:
        this.#flush();
        this.#tasks.showPage(a, String(ops[i + 1]));
        return;
      case Draw.closePage:
        this.#closePage(a);
        return;
      default:
        this.#flush();
        this.#tasks.call(
          a,
          ops[i + 1] as number,
          this.element(ops[i + 1] as number),
          String(ops[i + 2]),
          ops[i + 3] as Json,
        );
    }
  }

  #define(id: number, fragment: Fragment): void {
    const valid =
      typeof id === "number" &&
      typeof fragment === "object" &&
      fragment !== null &&
      Number.isInteger(fragment.n) &&
      fragment.n >= 0 &&
      fragment.n <= 100_000;
    if (!valid || this.#fragments.has(id)) {
      this.#tasks.dropped("define");
      return;
    }
    const prepared = new PreparedFragment(fragment, this.#context);
    for (const what of prepared.dropped) this.#tasks.dropped(what);
    this.#fragments.set(id, prepared);
  }

  #create(fragmentId: number, base: number, anchor: number, before: number): void {
    const prepared = this.#fragments.get(fragmentId);
    const mark = this.#nodes.get(anchor);
    const owner = this.#owners.get(anchor);
    const next = before === 0 ? null : this.#instances.get(before);
    if (
      prepared === undefined ||
      mark === undefined ||
      owner === undefined ||
      next === undefined ||
      (next !== null && next.anchor !== anchor) ||
      !Number.isSafeInteger(base) ||
      base <= 0 ||
      this.#instances.has(base)
    ) {
      this.#tasks.dropped("create");
      return;
    }
    const clone = prepared.source.cloneNode(true);
    const first = prepared.single ? (clone as ChildNode) : clone.firstChild!;
    const last = prepared.single ? (clone as ChildNode) : clone.lastChild!;
    const instance = new Instance(base, prepared, first, last, anchor, owner);
    this.#instances.set(base, instance);
    const reached = walkClone(prepared, clone, this.#reached);
    const steps = prepared.steps;
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!;
      if (step.slot === 0) continue;
      const node = reached[i]!;
      const number = base + step.slot;
      this.#nodes.set(number, node);
      if (step.anchor) this.#owners.set(number, instance);
      else if (node.nodeType === 1) {
        (node as DrawnElement)[SLOT] = number;
        if (step.flags !== null) (node as DrawnElement)[FLAGS] = step.flags;
      } else if (step.filter !== null) markFilter(node, step.filter);
    }
    for (const live of prepared.lives) this.#mount(instance, reached[live.step] as DrawnElement, live);
    for (const step of prepared.watched) this.#watch(reached[step] as DrawnElement);
    if (this.#goingLast !== null) this.#removePending();
    this.#insert(clone, anchor, before, next === null ? (mark as ChildNode) : next.first);
  }

  /** Puts new nodes before `place`; rows that go to the same place of the document wait for each other. */
  #insert(clone: Node, anchor: number, before: number, place: ChildNode): void {
    if (!place.isConnected) {
      place.parentNode?.insertBefore(clone, place);
      return;
    }
    if (this.#pendingMark !== null && (this.#pendingAnchor !== anchor || this.#pendingBefore !== before)) this.#flush();
    this.#pendingMark = place;
    this.#pendingAnchor = anchor;
    this.#pendingBefore = before;
    this.#pending.appendChild(clone);
  }

  /** Does what waits: rows to go in, rows to go out. */
  #flush(): void {
    this.#insertPending();
    this.#removePending();
  }

  /** Takes out the run of neighbours collected by `remove`, in one go. */
  #removePending(): void {
    const first = this.#goingFirst;
    const last = this.#goingLast;
    this.#goingFirst = null;
    this.#goingLast = null;
    if (first === null || last === null) return;
    if (first === last) {
      first.remove();
      return;
    }
    this.#range.setStartBefore(first);
    this.#range.setEndAfter(last);
    this.#range.deleteContents();
    this.#range.setStart(this.#context.document, 0);
  }

  #insertPending(): void {
    const place = this.#pendingMark;
    if (place === null) return;
    this.#pendingMark = null;
    place.parentNode?.insertBefore(this.#pending, place);
  }

  #mount(instance: Instance, element: DrawnElement, live: LiveUse): void {
    this.#context.later(() => {
      if (!element.isConnected) return;
      if (live.component.mount !== undefined) {
        const controller = live.component.mount(element, this.#context);
        element[CONTROL] = controller;
        instance.controllers ??= [];
        instance.controllers.push(controller);
      }
      for (const [name, value] of live.values) this.#live(element, name, value);
    });
  }

  #watch(element: DrawnElement): void {
    this.#context.later(() => {
      if (element.isConnected) this.#tasks.watch(element);
    });
  }

  /** Sets an attribute that needs the element in its page. */
  #live(element: DrawnElement, name: string, value: Json): void {
    const component = componentOf(element);
    const use = component === null ? null : attributeUse(component, name);
    if (use === "state") element[CONTROL]?.set?.(name, value);
    else if (typeof use === "object" && use !== null) (use.live as Setter)(element, value, this.#context);
    else if (use !== null) commonAttribute(element, name, use, value, this.#context);
  }

  #text(node: number, value: unknown): void {
    const text = this.#nodes.get(node) as DrawnText | undefined;
    if (text === undefined || text.nodeType !== 3) {
      this.#tasks.dropped("text");
      return;
    }
    const content = typeof value === "string" ? value : String(value ?? "");
    const filter = text[FILTER];
    if (filter !== undefined) text.data = filter(content);
    else text.data = LINES.test(content) && text.parentNode?.nodeName === "TEXT" ? textLines(content) : content;
  }

  #attribute(node: number, name: unknown, value: Json): void {
    const element = this.#nodes.get(node) as DrawnElement | undefined;
    if (element === undefined || element.nodeType !== 1 || typeof name !== "string") {
      this.#tasks.dropped("attribute");
      return;
    }
    if (name === "class" && typeof value === "string") {
      setClass(element, value);
      return;
    }
    const component = componentOf(element);
    const use = component === null ? null : attributeUse(component, name);
    if (use === null) {
      // Compiled frameworks write every attribute there is, most without a value.
      if (value !== null) this.#tasks.dropped(`attribute ${name.slice(0, 60)}`);
      return;
    }
    if (use === "state" || typeof use === "object") this.#context.later(() => this.#live(element, name, value));
    else commonAttribute(element, name, use, value, this.#context);
  }

  /** Whether a node stands between the first and the last node of an instance, or in one of them. */
  inside(base: number, node: Node): boolean {
    const instance = this.#instances.get(base);
    if (instance === undefined) return false;
    const { first, last } = instance;
    // 4: comes after or lies in it; 2 would be before.
    const after = first === node || (first.compareDocumentPosition(node) & 4) !== 0;
    return after && (last.contains(node) || (last.compareDocumentPosition(node) & 2) !== 0);
  }

  #remove(base: number): void {
    const instance = this.#instances.get(base);
    if (instance === undefined) {
      this.#tasks.dropped("remove");
      return;
    }
    // The place where rows wait may be in what goes.
    if (this.#pendingMark !== null) this.#insertPending();
    instance.unlink();
    this.#forget(instance);
    const run = this.#goingLast;
    if (run === null) this.#goingFirst = instance.first;
    else if (run.nextSibling !== instance.first) {
      this.#removePending();
      this.#goingFirst = instance.first;
    }
    this.#goingLast = instance.last;
  }

  #forget(instance: Instance): void {
    for (let child = instance.child; child !== null; child = child.next) this.#forget(child);
    instance.child = null;
    this.#instances.delete(instance.base);
    const slots = instance.prepared?.slots ?? NONE;
    for (let k = 0; k < slots.length; k++) this.#nodes.delete(instance.base + slots[k]!);
    const anchors = instance.prepared?.anchors ?? NONE;
    for (let k = 0; k < anchors.length; k++) this.#owners.delete(instance.base + anchors[k]!);
    if (instance.controllers !== null) for (const controller of instance.controllers) controller.dispose?.();
  }

  #move(base: number, before: number): void {
    const instance = this.#instances.get(base);
    const next = before === 0 ? null : this.#instances.get(before);
    const mark = instance === undefined ? undefined : this.#nodes.get(instance.anchor);
    if (instance === undefined || mark === undefined || next === undefined || next === instance) {
      this.#tasks.dropped("move");
      return;
    }
    if (next !== null && next.anchor !== instance.anchor) {
      this.#tasks.dropped("move");
      return;
    }
    this.#flush();
    const place = next === null ? (mark as ChildNode) : next.first;
    const parent = place.parentNode!;
    let node: ChildNode | null = instance.first;
    while (node !== null) {
      const following: ChildNode | null = node === instance.last ? null : node.nextSibling;
      parent.insertBefore(node, place);
      node = following;
    }
  }

  #openPage(pageId: number, path: unknown, look: Json): void {
    if (!Number.isSafeInteger(pageId) || this.#nodes.has(pageId) || this.#instances.has(pageId)) {
      this.#tasks.dropped("openPage");
      return;
    }
    const mark = this.#tasks.openPage(pageId, String(path), look);
    if (mark === null) {
      this.#tasks.dropped("openPage");
      return;
    }
    const page = new Instance(pageId, null, mark, mark, 0, null);
    this.#nodes.set(pageId, mark);
    this.#owners.set(pageId, page);
  }

  #closePage(pageId: number): void {
    const page = this.#owners.get(pageId);
    if (page === undefined || page.parent !== null || page.base !== pageId) {
      this.#tasks.dropped("closePage");
      return;
    }
    this.#flush();
    this.#forget(page);
    this.#nodes.delete(pageId);
    this.#owners.delete(pageId);
    if (!this.#tasks.closePage(pageId)) this.#tasks.dropped("closePage");
  }

  /** Forgets everything and stops every component. */
  dispose(): void {
    for (const instance of this.#instances.values()) {
      for (const controller of instance.controllers ?? ([] as Controller[])) controller.dispose?.();
    }
    this.#instances.clear();
    this.#nodes.clear();
    this.#owners.clear();
    this.#fragments.clear();
  }
}
