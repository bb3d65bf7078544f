import { type EntryReport, loadExpressions } from "@berth/core/policy";
import { checkEntries } from "@berth/core/policy-tools";
import type { AppView, PlatformClient, ReleaseView } from "@berth/platform/client";
import { signal } from "@preact/signals";
import { packageOf } from "../session/program-package.js";
import type { Session } from "../session/session.js";
import type { ListName } from "./draft.js";
import { offered } from "./draft.js";
import { nextVersion } from "./next-version.js";

/** Both lists, in the order of the page. */
export const listNames: readonly ListName[] = ["serverDomains", "wapUrls"];

/** How a save ended, in words of the page. */
export type SaveOutcome =
  | { kind: "released"; version: string }
  | { kind: "preview" }
  | { kind: "release" }
  | { kind: "refused"; message: string };

/** Lines of a text area as entries: trimmed, without empty ones (P-DOM-4). */
export function entriesOf(draft: string): string[] {
  return draft
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What the domains page works on: one program, one level, two drafts. */
export class DomainState {
  readonly app = signal<AppView | null>(null);
  /** "" = global, else a release's id. */
  readonly level = signal("");
  readonly drafts = { serverDomains: signal(""), wapUrls: signal("") };
  readonly findings = {
    serverDomains: signal<readonly EntryReport[]>([]),
    wapUrls: signal<readonly EntryReport[]>([]),
  };
  /** Entries the author insists on, as "serverDomains[2]" (P-DOM-12). */
  readonly confirmed = signal<readonly string[]>([]);
  readonly busy = signal(false);
  readonly outcome = signal<SaveOutcome | null>(null);
  readonly added = signal("");
  readonly locked = signal(false);
  /** Whether the tenant lets http and ws into lists (U-SCH-6). */
  readonly insecure = signal(false);
  readonly #session: Session;
  #client: PlatformClient | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Reads a program's lists; an entry that another panel offered goes into the draft. */
  async load(appId: string): Promise<void> {
    this.outcome.value = null;
    this.#client = await this.#session.console.owner(appId);
    const answer = this.#client ? await this.#client.app(appId) : null;
    const settings = await (await this.#session.console.tenant())?.settings();
    this.insecure.value = settings?.ok ? settings.data.allowInsecureUrls : false;
    this.locked.value = !answer?.ok;
    if (!answer?.ok) {
      this.app.value = null;
      return;
    }
    this.app.value = answer.data;
    this.choose("");
    const offer = offered.peek();
    if (offer?.appId === appId) {
      offered.value = null;
      this.add(offer.list, offer.entry);
      this.added.value = offer.entry;
    } else this.added.value = "";
  }

  /** Shows another level; unsaved text of the former one is dropped. */
  choose(level: string): void {
    this.level.value = level;
    this.confirmed.value = [];
    const saved = this.saved();
    for (const list of listNames) {
      this.drafts[list].value = (saved[list] ?? []).join("\n");
      void this.check(list);
    }
  }

  /** Values saved on the level that is shown. */
  saved(): { serverDomains?: string[]; wapUrls?: string[] } {
    return (this.level.value === "" ? this.app.value?.configuration : this.release()?.configuration) ?? {};
  }

  /** The release that is shown, if it is not the global level. */
  release(): ReleaseView | undefined {
    return this.app.value?.releases.find((it) => it.releaseId === this.level.value);
  }

  /** Whether a list differs from what is saved. */
  changed(list: ListName): boolean {
    const saved = this.saved()[list];
    const now = entriesOf(this.drafts[list].value);
    return saved === undefined ? now.length > 0 : JSON.stringify(saved) !== JSON.stringify(now);
  }

  /** Puts text into a draft and looks at it again. */
  write(list: ListName, text: string): void {
    this.drafts[list].value = text;
    this.confirmed.value = this.confirmed.value.filter((it) => !it.startsWith(list));
    void this.check(list);
  }

  /** Adds an entry at the end of a draft unless it is there. */
  add(list: ListName, entry: string): void {
    const entries = entriesOf(this.drafts[list].value);
    if (!entries.includes(entry)) this.write(list, [...entries, entry].join("\n"));
  }

  /** Replaces the entry at `index` by the suggested spelling. */
  replace(list: ListName, index: number, entry: string): void {
    const entries = entriesOf(this.drafts[list].value);
    entries[index] = entry;
    this.write(list, entries.join("\n"));
  }

  /** Errors and warnings of a draft, by the rules with which the platform will judge it (U-CFG-1). */
  async check(list: ListName): Promise<void> {
    const draft = this.drafts[list].value;
    await loadExpressions();
    const reports = checkEntries(entriesOf(draft), { list, insecure: this.insecure.value });
    if (draft === this.drafts[list].value) this.findings[list].value = reports;
  }

  /** Whether nothing stands against saving. */
  savable(): boolean {
    return listNames.every((list) =>
      this.findings[list].value.every(
        (it) =>
          it.severity === "warning" ||
          (it.severity === "confirm" && this.confirmed.value.includes(`${list}[${it.index}]`)),
      ),
    );
  }

  /** Switches the grant (P-GRANT-3); only the tenant's admin may. */
  async grant(granted: boolean): Promise<void> {
    const app = this.app.value;
    const tenant = await this.#session.console.tenant();
    if (!app || !tenant) return;
    const answer = await tenant.setGrant(app.appId, granted);
    if (answer.ok) this.app.value = { ...app, granted };
    else this.outcome.value = { kind: "refused", message: answer.message };
  }

  /** Returns a list to "not set" (P-CFG-5). */
  async reset(list: ListName): Promise<void> {
    const app = this.app.value;
    if (!app || !this.#client) return;
    const answer = await this.#client.resetConfiguration(this.#target(app), list);
    if (!answer.ok) {
      this.outcome.value = { kind: "refused", message: answer.message };
      return;
    }
    await this.#reread(app.appId);
  }

  /**
   * Saves what changed. A global list reaches users with another release only (P-CFG-11), so the newest package is
   * uploaded under the next version and released; a preview reads the global lists at its next start (P-CFG-14).
   */
  async save(): Promise<void> {
    const app = this.app.value;
    const client = this.#client;
    if (!app || !client) return;
    this.busy.value = true;
    this.outcome.value = await this.#save(app, client).catch(
      (error: unknown): SaveOutcome => ({
        kind: "refused",
        message: error instanceof Error ? error.message : String(error),
      }),
    );
    this.busy.value = false;
    if (this.outcome.value.kind !== "refused") {
      this.added.value = "";
      await this.#reread(app.appId);
    }
  }

  async #save(app: AppView, client: PlatformClient): Promise<SaveOutcome> {
    for (const list of listNames) {
      if (!this.changed(list)) continue;
      const confirm = this.confirmed.value.filter((it) => it.startsWith(list));
      const entries = entriesOf(this.drafts[list].value);
      const answer = await client.setConfiguration(this.#target(app), list, entries, confirm);
      if (!answer.ok)
        return { kind: "refused", message: answer.field ? `${answer.field}: ${answer.message}` : answer.message };
    }
    if (this.level.value !== "") return { kind: "release" };
    if (this.#session.config.preview?.appId === app.appId) return { kind: "preview" };
    const newest = await packageOf(this.#session, app.appId);
    if (!newest) return { kind: "preview" };
    const { targetAppId, environment } = this.#session.config.config;
    const version = nextVersion(app.versions.map((it) => it.version));
    const answer = await client.deploy({ appId: app.appId, version, zip: newest.bytes, targetAppId, environment });
    return answer.ok ? { kind: "released", version } : { kind: "refused", message: answer.message };
  }

  async #reread(appId: string): Promise<void> {
    const answer = await this.#client?.app(appId);
    if (!answer?.ok) return;
    this.app.value = answer.data;
    this.choose(this.level.value);
  }

  #target(app: AppView): { appId: string } | { releaseId: string } {
    return this.level.value === "" ? { appId: app.appId } : { releaseId: this.level.value };
  }
}
