import { Bind, type Block, type Json, type Scope, type TemplateModule } from "@berth/core/wire";
import type { Components } from "../component/components.js";
import type { WorkerExtra } from "../extra/worker-extra.js";
import type { Reporter } from "../link/reporter.js";
import type { ModuleRegistry } from "../module/module-registry.js";
import type { Owner } from "../owner/owner.js";
import { attributeValue, sameValue } from "./attribute-value.js";
import { BlockInstance, type BlockRenderer, type Dirty } from "./block-instance.js";
import type { DrawQueue } from "./draw-queue.js";
import type { ElementIndex } from "./element-index.js";
import type { ComponentState } from "./render-component.js";
import { ForState, renderFor } from "./render-for.js";
import { IfState, renderIf } from "./render-if.js";
import type { SlotState } from "./render-slot.js";
import { renderTemplate, TemplateState } from "./render-template.js";

/**
 * Interprets the blocks of compiled templates: evaluates bindings, compares with the values of the last time, and emits
 * drawing operations for exactly what differs. The hot path allocates nothing per binding.
 */
export class Renderer implements BlockRenderer {
  readonly #draw: DrawQueue;
  readonly #elements: ElementIndex;
  readonly #components: Components;
  readonly #reporter: Reporter;
  readonly #modules: ModuleRegistry;
  #errorReported = false;
  readonly #extra: () => WorkerExtra;

  constructor(
    draw: DrawQueue,
    elements: ElementIndex,
    components: Components,
    reporter: Reporter,
    modules: ModuleRegistry,
    extra: () => WorkerExtra,
  ) {
    this.#extra = extra;
    this.#modules = modules;
    this.#draw = draw;
    this.#elements = elements;
    this.#components = components;
    this.#reporter = reporter;
  }

  /** A new render: the next error of an expression is reported again (F-SJS-5). */
  begin(): void {
    this.#errorReported = false;
  }

  /** A block at the root anchor of a page. */
  createRoot(
    block: Block,
    module: TemplateModule,
    owner: Owner,
    scope: Scope,
    pageId: number,
    before = 0,
  ): BlockInstance {
    this.enter(pageId);
    const base = this.#draw.create(module, block.f, pageId, before);
    return this.#fill(new BlockInstance(block, module, owner, scope, base, null, 0));
  }

  create(
    block: Block,
    module: TemplateModule,
    owner: Owner,
    scope: Scope,
    parent: BlockInstance,
    anchor: number,
    before: number,
  ): BlockInstance {
    const base = this.#draw.create(module, block.f, parent.base + anchor, before);
    return this.#fill(new BlockInstance(block, module, owner, scope, base, parent, anchor));
  }

  enter(pageId: number): void {
    this.#modules.enter(pageId);
  }

  update(instance: BlockInstance, dirty: Dirty): void {
    const { scope, base, state } = instance;
    const bindings = instance.block.b;
    for (let i = 0; i < bindings.length; i++) {
      const binding = bindings[i]!;
      switch (binding[0]) {
        case Bind.text: {
          const value = this.evaluate(binding[2], scope) ?? "";
          if (value === state[i]) break;
          state[i] = value;
          this.#draw.text(base + binding[1], String(value));
          break;
        }
        case Bind.attribute: {
          const raw = this.evaluate(binding[3], scope);
          if (raw === state[i]) break;
          const value = attributeValue(binding[2], raw);
          if (value === state[i]) break;
          if (typeof value === "object" && sameValue(value, state[i] as Json)) break;
          state[i] = value;
          this.#draw.attribute(base + binding[1], binding[2], value);
          break;
        }
        case Bind.if:
          renderIf(this, instance, binding, state[i] as IfState, dirty);
          break;
        case Bind.for:
          renderFor(this, instance, binding, state[i] as ForState, dirty);
          break;
        case Bind.component:
          this.#extra().updateComponent(this, this.#components, instance, binding, state[i] as ComponentState, dirty);
          break;
        case Bind.slot:
          this.#extra().renderSlot(this, instance, binding, state[i] as SlotState, dirty);
          break;
        case Bind.template:
          renderTemplate(this, instance, binding, state[i] as TemplateState);
          break;
      }
    }
  }

  remove(instance: BlockInstance): void {
    this.#draw.remove(instance.base);
    this.forget(instance);
  }

  move(instance: BlockInstance, before: number): void {
    this.#draw.move(instance.base, before);
    this.#components.moved(instance);
  }

  forget(instance: BlockInstance): void {
    if (instance.block.e !== undefined) this.#elements.delete(instance);
    const { state } = instance;
    const bindings = instance.block.b;
    for (let i = 0; i < bindings.length; i++) {
      switch (bindings[i]![0]) {
        case Bind.if:
        case Bind.template: {
          const { shown } = state[i] as IfState | TemplateState;
          if (shown !== null) this.forget(shown);
          break;
        }
        case Bind.for:
          for (const row of (state[i] as ForState).rows) this.forget(row);
          break;
        case Bind.component:
          this.#extra().forgetComponent(this, this.#components, state[i] as ComponentState);
          break;
        case Bind.slot: {
          const slot = state[i] as SlotState;
          for (const filled of slot.filled) {
            instance.owner.slots.contents.delete(filled.instance);
            this.forget(filled.instance);
          }
          if (slot.fallback !== null) this.forget(slot.fallback);
          break;
        }
      }
    }
  }

  evaluate<T>(expression: (s: Scope) => T, scope: Scope): T | undefined {
    try {
      return expression(scope);
    } catch (error) {
      // One report for each render; the binding is undefined and the page goes on (F-SJS-5).
      if (!this.#errorReported) {
        this.#errorReported = true;
        this.#reporter.log("exception", error);
      }
      return undefined;
    }
  }

  warnOnce(code: string, message: string): void {
    this.#reporter.warnOnce(code, message);
  }

  #fill(instance: BlockInstance): BlockInstance {
    if (instance.block.e !== undefined) this.#elements.add(instance);
    const { scope, base, state } = instance;
    const bindings = instance.block.b;
    for (let i = 0; i < bindings.length; i++) {
      const binding = bindings[i]!;
      switch (binding[0]) {
        case Bind.text: {
          const value = this.evaluate(binding[2], scope) ?? "";
          state[i] = value;
          if (value !== "") this.#draw.text(base + binding[1], String(value));
          break;
        }
        case Bind.attribute: {
          const value = attributeValue(binding[2], this.evaluate(binding[3], scope));
          state[i] = value;
          if (value !== null) this.#draw.attribute(base + binding[1], binding[2], value);
          break;
        }
        case Bind.if:
          renderIf(this, instance, binding, this.#keep(instance, i, new IfState()), null);
          break;
        case Bind.for:
          renderFor(this, instance, binding, this.#keep(instance, i, new ForState()), null);
          break;
        case Bind.component:
          state[i] = this.#extra().createComponent(this, this.#components, instance, binding);
          break;
        case Bind.slot: {
          const { renderSlot, SlotState } = this.#extra();
          renderSlot(this, instance, binding, this.#keep(instance, i, new SlotState()), null);
          break;
        }
        case Bind.template:
          renderTemplate(this, instance, binding, this.#keep(instance, i, new TemplateState()));
          break;
      }
    }
    return instance;
  }

  #keep<T>(instance: BlockInstance, index: number, value: T): T {
    instance.state[index] = value;
    return value;
  }
}
