import type { Realm } from "../boot/realm.js";
import type { Owner, ProgramFunction } from "../owner/owner.js";
import type { PageRecord } from "../page/page-record.js";
import type { BlockInstance } from "../render/block-instance.js";
import type { ComponentDefinition } from "./component-definition.js";
import type { ComponentFactory } from "./component-factory.js";
import type { ComponentRecord } from "./component-record.js";

/** What components need of the run they live in. */
export interface ComponentLinks {
  /** A page by its id. */
  page(pageId: number): PageRecord | undefined;
  /** What pages and components share of their API; set before the first page opens. */
  methods: Record<string, ProgramFunction>;
}

/** The components of one runtime: finds them; what makes them comes with the second script when there is one. */
export class Components implements ComponentLinks {
  readonly #realm: () => Realm;
  #factory: ComponentFactory | null = null;
  page: ComponentLinks["page"] = () => undefined;
  methods: Record<string, ProgramFunction> = {};

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

  /** What makes the components that `find` found. */
  get factory(): ComponentFactory {
    this.#factory ??= new (this.#realm().extra().ComponentFactory)(this.#realm(), this);
    return this.#factory;
  }

  render(record: ComponentRecord): void {
    this.#realm().updates.render(record);
  }

  /** An instance of a block moved. */
  moved(instance: BlockInstance): void {
    this.#factory?.moved(instance);
  }
}
