import { Bind, type StackReason, type StartInfo, type TemplateModule } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { tabBarTag } from "../owner/owner-methods.js";
import type { EventChannel } from "./event-channel.js";
import { pageLook } from "./page-look.js";
import { PageRecord } from "./page-record.js";

/** What tab pages show below their own content when the program draws the tab bar itself. */
const tabBarTemplate: TemplateModule = {
  fragments: [{ n: 1, c: [{ a: 1 }] }],
  main: { f: 0, u: [], b: [[Bind.component, 1, { tag: tabBarTag, props: [], slots: [] }]] },
  templates: {},
};

/** Makes pages, renders them the first time, and ends them; tells the host of each phase. */
export class PageFactory {
  readonly #realm: Realm;
  readonly #start: StartInfo;
  /** Living pages, tabs in background included. */
  readonly alive = new Map<number, PageRecord>();
  /** What pages and components share of their API. */
  methods: Record<string, ProgramFunction> = {};
  /** The first page has been rendered. */
  onFirstRender: () => void = () => {};

  constructor(realm: Realm, start: StartInfo) {
    this.#realm = realm;
    this.#start = start;
  }

  /** A new page that is in the view but hidden; no hook has run. null when no unit has it. */
  create(
    path: string,
    query: Record<string, string>,
    reason: StackReason,
    channel: EventChannel | null,
  ): PageRecord | null {
    const realm = this.#realm;
    const definition = realm.entries.page(path);
    if (definition === null) return null;
    const tab = this.#start.app.tabs.some((item) => item.pagePath === path);
    const pageId = realm.draw.number(1);
    const page = new PageRecord(realm, definition, pageId, query, tab, {
      ...this.methods,
      getOpenerEventChannel: () => channel,
    });
    this.alive.set(pageId, page);
    realm.draw.openPage(pageId, path, pageLook(this.#start.app.looks[path] ?? {}, page.options, tab));
    if (Object.hasOwn(page.components, tabBarTag)) {
      // Before any hook: programs reach for it in onLoad and onShow.
      page.tabBar = realm.blocks.createRoot(tabBarTemplate.main, tabBarTemplate, page, page.scope, pageId);
    }
    this.#note(page, "load", reason);
    return page;
  }

  show(page: PageRecord, reason: StackReason): void {
    page.shown = true;
    this.#note(page, "show", reason);
    page.run("onShow", []);
  }

  hide(page: PageRecord, reason: StackReason): void {
    if (!page.shown) return;
    page.shown = false;
    this.#note(page, "hide", reason);
    page.run("onHide", []);
  }

  /** Draws the page with the data it has now; onReady follows when it is in the DOM (F-ORD-1). */
  render(page: PageRecord, reason: StackReason): void {
    const { blocks, updates } = this.#realm;
    const { template } = page.definition;
    page.begin();
    page.root = blocks.createRoot(template.main, template, page, page.scope, page.pageId, page.tabBar?.base);
    updates.afterDrawn(() => {
      this.onFirstRender();
      if (!page.alive || page.ready) return;
      page.ready = true;
      this.#note(page, "ready", reason);
      page.run("onReady", []);
    });
  }

  /** onUnload, hooks of components, and out of the view. */
  unload(page: PageRecord, reason: StackReason): void {
    if (!page.alive) return;
    page.shown = false;
    this.#note(page, "unload", reason);
    page.run("onUnload", []);
    for (const root of [page.root, page.tabBar]) if (root !== null) this.#realm.blocks.forget(root);
    page.alive = false;
    this.alive.delete(page.pageId);
    this.#realm.draw.closePage(page.pageId);
    this.#realm.modules.leave(page.pageId);
    this.#realm.updates.schedule();
  }

  #note(page: PageRecord, phase: "load" | "ready" | "show" | "hide" | "unload", reason: StackReason): void {
    this.#realm.host.note({ type: "page", phase, pageId: page.pageId, path: page.path, reason });
  }
}
