import type { Controller } from "../component/controller.js";
import type { PreparedFragment } from "./prepared-fragment.js";

/** One instance of a block: a run of sibling nodes, and what has to be forgotten with it. */
export class Instance {
  readonly base: number;
  /** What it was cloned from; null for the root of a page. */
  readonly prepared: PreparedFragment | null;
  readonly first: ChildNode;
  readonly last: ChildNode;
  /** Node number of the anchor it was inserted at. */
  readonly anchor: number;
  readonly parent: Instance | null;
  child: Instance | null = null;
  next: Instance | null = null;
  previous: Instance | null = null;
  controllers: Controller[] | null = null;

  constructor(
    base: number,
    prepared: PreparedFragment | null,
    first: ChildNode,
    last: ChildNode,
    anchor: number,
    parent: Instance | null,
  ) {
    this.base = base;
    this.prepared = prepared;
    this.first = first;
    this.last = last;
    this.anchor = anchor;
    this.parent = parent;
    if (parent !== null) {
      this.next = parent.child;
      if (this.next !== null) this.next.previous = this;
      parent.child = this;
    }
  }

  /** Takes it out of its parent's list. */
  unlink(): void {
    if (this.previous !== null) this.previous.next = this.next;
    else if (this.parent !== null && this.parent.child === this) this.parent.child = this.next;
    if (this.next !== null) this.next.previous = this.previous;
    this.next = null;
    this.previous = null;
  }
}
