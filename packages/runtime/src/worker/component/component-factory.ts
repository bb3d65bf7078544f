import type { Realm } from "../boot/realm.js";
import type { Owner } from "../owner/owner.js";
import { ownerMethods } from "../owner/owner-methods.js";
import type { ComponentDefinition } from "./component-definition.js";
import { ComponentRecord } from "./component-record.js";

/** Finds, makes and ends the components of one runtime. */
export class ComponentFactory {
  readonly #realm: () => Realm;
  #nextId = 1;
  /** Instance of a page by its id, for `$page`. */
  pageInstance: (pageId: number) => unknown = () => undefined;
  /** Makes a selector query for a component. */
  createSelectorQuery: (owner: Owner) => unknown = () => undefined;

  /** @param realm read late, since the interpreter and this need each other */
  constructor(realm: () => Realm) {
    this.#realm = realm;
  }

  /** What a tag means in the template of `owner`; null, with one warning, when nothing. */
  find(owner: Owner, tag: string): ComponentDefinition | null {
    const path = Object.hasOwn(owner.components, tag) ? owner.components[tag] : undefined;
    const { entries, reporter } = this.#realm();
    if (path === undefined) {
      reporter.warnOnce("COMPONENT_UNKNOWN", `<${tag}> is neither built in nor in usingComponents`);
      return null;
    }
    const definition = entries.component(path);
    if (definition === null) reporter.warnOnce("COMPONENT_UNKNOWN", `<${tag}>: component ${path} could not be loaded`);
    return definition;
  }

  create(definition: ComponentDefinition, user: Owner, tag: string, given: Record<string, unknown>): ComponentRecord {
    const realm = this.#realm();
    const identity = { $id: this.#nextId++, $page: this.pageInstance(user.pageId) };
    return new ComponentRecord(realm, definition, user, tag, given, identity, (owner) => ({
      ...ownerMethods(realm, owner, this.createSelectorQuery),
      selectOwnerComponent: () => (user.componentPath === null ? null : user.instance),
      triggerEvent: (name: unknown, detail: unknown) => {
        const prop = `on${String(name).charAt(0).toUpperCase()}${String(name).slice(1)}`;
        const handler = (owner as ComponentRecord).props[prop];
        if (typeof handler === "function") handler({ type: String(name), detail });
      },
    }));
  }

  /** didMount and `ref`, after the render under way; children were queued before (F-CMP-4). */
  mounted(record: ComponentRecord, ref: string | undefined): void {
    const { updates, reporter } = this.#realm();
    updates.hook(() => {
      if (!record.alive) return;
      if (ref !== undefined) {
        const method = record.user.handler(ref);
        if (method !== undefined) reporter.guard(() => method(record.exposed()));
      }
      record.run("didMount", []);
    });
  }

  render(record: ComponentRecord): void {
    this.#realm().updates.render(record);
  }

  /** Ends a component whose children have ended. */
  unmounted(record: ComponentRecord): void {
    record.run("didUnmount", []);
    record.alive = false;
  }
}
