import type { TemplateModule, UnitEntry } from "@berth/core/wire";
import type { ComponentDefinition } from "../component/component-definition.js";
import type { WorkerExtra } from "../extra/worker-extra.js";
import type { Reporter } from "../link/reporter.js";
import type { ModuleRegistry } from "../module/module-registry.js";

type PartEntry = Extract<UnitEntry, { path: string }>;
type PluginEntry = Extract<UnitEntry, { kind: "plugin" }>;

/** What `Page(options)` was called with, and its template. */
export interface PageDefinition {
  entry: PartEntry;
  options: Record<string, unknown>;
  template: TemplateModule;
}

/** A template that draws nothing, for a page whose template failed. */
const emptyTemplate: TemplateModule = {
  fragments: [{ n: 0, c: [] }],
  main: { f: 0, u: [], b: [] },
  templates: {},
};

/** App, pages and components of the loaded units; their scripts run at first use. */
export class EntryRegistry {
  readonly #modules: ModuleRegistry;
  readonly #reporter: Reporter;
  readonly #pages = new Map<string, PartEntry>();
  /** Plugins of the loaded units by name (F-PLG-1). */
  readonly plugins = new Map<string, PluginEntry>();
  readonly #components = new Map<string, PartEntry>();
  readonly #definitions = new Map<string, ComponentDefinition | null>();
  readonly #scripts = new Set<string>();
  readonly #options = new Map<string, Record<string, unknown>>();
  /** Components of the program have the hooks of component2 (F-CMP-3). */
  component2 = false;
  #app: string | null = null;
  #current: string | null = null;

  readonly #extra: () => WorkerExtra;

  constructor(modules: ModuleRegistry, reporter: Reporter, extra: () => WorkerExtra) {
    this.#modules = modules;
    this.#reporter = reporter;
    this.#extra = extra;
    modules.onRegister = (entry) => this.#register(entry);
    modules.around = (path, run) => {
      if (!this.#scripts.has(path)) return run();
      const before = this.#current;
      this.#current = path;
      try {
        run();
      } finally {
        this.#current = before;
      }
    };
  }

  /** `Page(options)` or `Component(options)`, called by the script that runs now. */
  declare(kind: "Page" | "Component", options: unknown): void {
    if (this.#current === null) {
      this.#reporter.warn("DECLARATION", `${kind}() outside of a page's or component's own script has no effect`);
      return;
    }
    const value = typeof options === "object" && options !== null ? options : {};
    this.#options.set(this.#current, value as Record<string, unknown>);
  }

  /** Runs the script of the app; false when the unit registered none. */
  runApp(): boolean {
    if (this.#app === null) return false;
    this.#modules.require(this.#app);
    return true;
  }

  /** Whether a loaded unit registered that page. */
  hasPage(path: string): boolean {
    return this.#pages.has(path);
  }

  /** A page ready to be made. A script or template that throws is reported; what is missing is empty. */
  page(path: string): PageDefinition | null {
    const entry = this.#pages.get(path);
    if (entry === undefined) return null;
    const options = this.#run(entry) ?? {};
    return { entry, options, template: this.#template(entry) };
  }

  /** A component by path, or null when it is not there or its script throws. */
  component(path: string): ComponentDefinition | null {
    const name = path.replace(/^\/+/, "");
    let definition = this.#definitions.get(name);
    if (definition !== undefined) return definition;
    const entry = this.#components.get(name);
    if (entry === undefined) return null;
    const options = this.#run(entry);
    const { components, component2 } = entry;
    definition =
      options === null
        ? null
        : this.#extra().componentDefinition(options, {
            path: name,
            template: this.#template(entry),
            components,
            component2,
          });
    this.#definitions.set(name, definition);
    for (const member of definition?.off ?? []) {
      this.#reporter.warn("OPTION_OFF", `${name}: ${member} acts with options: { ${member}: true } only (F-CMP-11)`);
    }
    return definition;
  }

  /** `plugin://name/page?query` as the address of that page; any other address as it is (F-PLG-1, F-PLG-2). */
  pageUrl(url: string): string {
    const [, name = "", page = "", rest = ""] = /^(?:dynamic-)?plugin:\/\/([^/]+)\/([^?#]*)(.*)$/s.exec(url) ?? [];
    const pages = this.plugins.get(name)?.pages ?? {};
    return Object.hasOwn(pages, page) ? `/${pages[page]}${rest}` : url;
  }

  #register(entry: UnitEntry): void {
    if (entry.kind === "plugin") {
      this.plugins.set(entry.name, entry);
      return;
    }
    this.#scripts.add(entry.script);
    if (entry.kind === "app") this.#app = entry.script;
    else {
      (entry.kind === "page" ? this.#pages : this.#components).set(entry.path, entry);
      this.component2 ||= entry.component2;
    }
  }

  #run(entry: PartEntry): Record<string, unknown> | null {
    try {
      this.#modules.require(entry.script);
    } catch (error) {
      this.#reporter.error("exception", error);
      return null;
    }
    const options = this.#options.get(entry.script);
    if (options === undefined) {
      const call = entry.kind === "page" ? "Page" : "Component";
      this.#reporter.warn("DECLARATION", `${entry.script} does not call ${call}()`);
    }
    return options ?? {};
  }

  #template(entry: PartEntry): TemplateModule {
    try {
      return this.#modules.require(entry.template) as TemplateModule;
    } catch (error) {
      this.#reporter.error("exception", error);
      return emptyTemplate;
    }
  }
}
