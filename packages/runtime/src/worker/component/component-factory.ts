import type { Realm } from "../boot/realm.js";
import type { Owner } from "../owner/owner.js";
import { ownerMethod } from "../owner/owner-methods.js";
import type { PageRecord } from "../page/page-record.js";
import type { BlockInstance } from "../render/block-instance.js";
import type { ComponentDefinition } from "./component-definition.js";
import { ComponentRecord } from "./component-record.js";
import type { ComponentLinks } from "./components.js";
import { around, link, relationNodes, tellLinked } from "./relations.js";

/** Makes and ends the components of one runtime. */
export class ComponentFactory {
  readonly #realm: Realm;
  readonly #prototypes = new WeakMap<ComponentDefinition, object>();
  /** Components that are told when they move. */
  readonly #movers = new Set<ComponentRecord>();
  #nextId = 1;
  readonly #links: ComponentLinks;

  constructor(realm: Realm, links: ComponentLinks) {
    this.#realm = realm;
    this.#links = links;
  }

  create(definition: ComponentDefinition, user: Owner, tag: string, given: Record<string, unknown>): ComponentRecord {
    const page = this.#links.page(user.pageId);
    const identity = { $id: this.#nextId++, $page: page?.instance };
    const record = new ComponentRecord(
      this.#realm,
      definition,
      user,
      tag,
      given,
      this.#prototype(definition),
      identity,
    );
    if (definition.pageEvents !== null && page !== undefined) this.#follow(definition.pageEvents, page, record);
    if (definition.hooks.moved !== undefined || definition.relations !== null) this.#movers.add(record);
    return record;
  }

  /** `ready`, didMount and `ref`, after the render under way; children were queued before (F-CMP-4). */
  mounted(record: ComponentRecord, ref: string | undefined): void {
    const realm = this.#realm;
    const { updates, reporter } = realm;
    const { hooks, relations, pageEvents } = record.definition;
    updates.hook(() => {
      if (!record.alive) return;
      if (ref !== undefined) {
        const method = record.user.handler(ref);
        if (method !== undefined) reporter.guard(() => method(record.exposed()));
      }
      if (relations !== null) link(realm, record);
      record.run("didMount", []);
      const page = pageEvents === null ? undefined : this.#links.page(record.pageId);
      // What the page did before it had components is made up for.
      if (page?.ready === false) {
        record.follow("onLoad", [page.query]);
        if (page.shown) record.follow("onShow", []);
      }
    });
    if (hooks.ready !== undefined) {
      updates.afterDrawn(() => {
        if (record.alive) record.run("ready", []);
      });
    }
  }

  /** An instance of a block moved: components in it that want to know are told after the render. */
  moved(instance: BlockInstance): void {
    for (const record of this.#movers) {
      let at: BlockInstance | null = record.root;
      while (at !== null && at !== instance) at = at.parent;
      if (at === null) continue;
      this.#realm.updates.hook(() => {
        if (!record.alive) return;
        record.run("moved", []);
        tellLinked(this.#realm, record, "linkChanged");
      });
    }
  }

  /** Ends a component whose children have ended. */
  unmounted(record: ComponentRecord): void {
    record.run("didUnmount", []);
    record.run("detached", []);
    this.#movers.delete(record);
    if (record.definition.relations !== null) tellLinked(this.#realm, record, "unlinked");
    if (record.definition.pageEvents !== null) this.#links.page(record.pageId)?.followers.delete(record);
    record.alive = false;
  }

  #follow(hooks: Readonly<Record<string, unknown>>, page: PageRecord, record: ComponentRecord): void {
    page.followers.add(record);
    // The view sends these two only when asked for.
    for (const [hook, name] of [
      ["onPageScroll", "pageScroll"],
      ["onReachBottom", "reachBottom"],
    ] as const) {
      if (Object.hasOwn(hooks, hook)) this.#realm.draw.call(page.pageId, "listen", [name], null);
    }
  }

  /** What all instances of a component share: the API of instances, and the program's own methods, which win. */
  #prototype(definition: ComponentDefinition): object {
    let prototype = this.#prototypes.get(definition);
    if (prototype === undefined) {
      const instanceOf = (record: ComponentRecord | null): unknown => record?.exposed() ?? null;
      prototype = {
        ...definition.extra,
        ...this.#links.methods,
        selectOwnerComponent: ownerMethod(this.#realm, (owner) => {
          const { user } = owner as ComponentRecord;
          return user.componentPath === null ? user.instance : instanceOf(user as ComponentRecord);
        }),
        selectComposedParentComponent: ownerMethod(
          this.#realm,
          (owner) => instanceOf(around(owner as ComponentRecord)) ?? this.#links.page(owner.pageId)?.instance,
        ),
        getRelationNodes: ownerMethod(this.#realm, (owner, key) => relationNodes(owner as ComponentRecord, key)),
        triggerEvent: ownerMethod(this.#realm, (owner, name, detail) => {
          const prop = `on${String(name).charAt(0).toUpperCase()}${String(name).slice(1)}`;
          const handler = (owner as ComponentRecord).props[prop];
          if (typeof handler === "function") handler({ type: String(name), detail });
        }),
        ...definition.methods,
        is: definition.path,
      };
      this.#prototypes.set(definition, prototype);
    }
    return prototype;
  }
}
