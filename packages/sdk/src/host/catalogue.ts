import { BerthError } from "@berth/core";
import type { AppCatalogue, AppInfo, AppPage, AppSection, BerthConfig, LaunchableItem } from "../host-types.js";
import type { LocalStore } from "../load/local-store.js";
import type { EventLogDriver } from "../log/event-log.js";

/** Largest answer of a listing call (H-LIST-1). */
const pageSize = 50;

const refused = (message: string): BerthError =>
  new BerthError("INVALID_PARAMETER", message, { fault: "host", details: { number: 2 } });

function itemOf(value: unknown): AppInfo | null {
  const item = value as Partial<AppInfo> | null;
  if (typeof item?.identifier !== "string" || typeof item.name !== "string") return null;
  return {
    identifier: item.identifier,
    name: item.name,
    slogan: item.slogan ?? "",
    iconURL: item.iconURL ?? "",
    introduction: item.introduction ?? "",
    releaseVersion: item.releaseVersion ?? "",
    categories: item.categories ?? [],
    ...(typeof item.firstPublishTime === "number" ? { firstPublishTime: item.firstPublishTime } : {}),
  };
}

type Section = { code: string; title: string; appIds: string[] };

function sectionOf(value: unknown): Section[] {
  const { code, title, appIds } = Object(value) as Partial<Section>;
  if (typeof code !== "string" || typeof title !== "string" || !Array.isArray(appIds)) return [];
  return [{ code, title, appIds: appIds.filter((id) => typeof id === "string") }];
}

/** One section for each first category, by title: what a platform without sections of its own amounts to. */
function sectionsByCategory(apps: readonly AppInfo[], order: Intl.Collator): Section[] {
  const byCode = new Map<string, Section>();
  for (const app of apps) {
    for (const category of app.categories) {
      const { identifier: code, name: title } = Object(category) as { identifier?: unknown; name?: unknown };
      if (typeof code !== "string" || typeof title !== "string") continue;
      const section = byCode.get(code) ?? { code, title, appIds: [] };
      byCode.set(code, section);
      section.appIds.push(app.identifier);
    }
  }
  return [...byCode.values()].sort((a, b) => order.compare(a.title, b.title) || (a.code < b.code ? -1 : 1));
}

/** The list of mini programs a user is served, with favourites and last use of this device (H-LIST). */
export function createCatalogue(parts: {
  config: BerthConfig;
  fetch: typeof fetch;
  store: LocalStore;
  userId(): string;
  locale: string;
  log: EventLogDriver;
}): AppCatalogue & { used(appId: string, at: number): Promise<void> } {
  const { config, store } = parts;
  const key = (kind: string, appId = ""): string => `${kind}|${parts.userId()}|${appId}`;

  async function listed(): Promise<{ apps: LaunchableItem[]; sections: Section[] }> {
    const query = new URLSearchParams({ targetAppId: config.targetAppId, environment: config.environment });
    if (parts.userId() !== "") query.set("userId", parts.userId());
    let answer: { appInfos?: unknown[]; sections?: unknown[] };
    try {
      const response = await parts.fetch(`${config.platformUrl}/sdk/v1/catalogue?${query}`, { credentials: "omit" });
      if (!response.ok) throw new Error(`the platform answered ${response.status}`);
      answer = await response.json();
    } catch (cause) {
      throw new BerthError("NETWORK_ERROR", `the list cannot be fetched: ${(cause as Error).message}`, {
        fault: "network",
        details: { number: 10104 },
        cause,
      });
    }
    const marks = new Set((await store.entries("settings", key("favorite"))).map(([name]) => name));
    const used = new Map(await store.entries("settings", key("used")));
    const apps = (answer.appInfos ?? []).flatMap((value) => {
      const item = itemOf(value);
      if (item === null) return [];
      const at = used.get(key("used", item.identifier));
      const isFavorite = marks.has(key("favorite", item.identifier));
      return [{ ...item, isFavorite, ...(typeof at === "number" ? { lastUsedTimestamp: at } : {}) }];
    });
    return { apps, sections: (answer.sections ?? []).flatMap(sectionOf) };
  }

  const all = async (): Promise<LaunchableItem[]> => (await listed()).apps;
  const within = (category: string | undefined) => (item: LaunchableItem) =>
    category === undefined ||
    item.categories.some((c) => Object.values(c as Record<string, unknown>).includes(category));

  return {
    async fetchApps({ startIndex, size, category, sortDescriptor = "name", ascending = true }) {
      if (!Number.isInteger(startIndex) || startIndex < 0) throw refused("startIndex is a whole number from 0");
      if (!Number.isInteger(size) || size < 1 || size > pageSize) throw refused(`size is 1 to ${pageSize}`);
      if (sortDescriptor !== "name" && sortDescriptor !== "firstPublishTime")
        throw refused("sortDescriptor is unknown");
      const compare = new Intl.Collator(parts.locale).compare;
      const list = (await all()).filter(within(category));
      list.sort((a, b) => {
        const order =
          sortDescriptor === "name" ? compare(a.name, b.name) : (a.firstPublishTime ?? 0) - (b.firstPublishTime ?? 0);
        return (ascending ? order : -order) || (a.identifier < b.identifier ? -1 : 1);
      });
      return { totalCount: list.length, appInfos: list.slice(startIndex, startIndex + size) };
    },
    async fetchAppInfosByIds(ids, category): Promise<AppPage<LaunchableItem>> {
      const list = (await all()).filter(within(category));
      const found = ids.flatMap((id) => list.find((item) => item.identifier === id) ?? []);
      return { totalCount: found.length, appInfos: found.slice(0, pageSize) };
    },
    async searchApps(keyword) {
      const word = keyword.trim().toLowerCase();
      const found = (await all()).filter(({ name, slogan, introduction }) =>
        [name, slogan, introduction].some((text) => text.toLowerCase().includes(word)),
      );
      parts.log.emitHost("service.search", { wordLength: keyword.length, resultCount: found.length });
      return { hasMore: found.length > pageSize, apps: found.slice(0, pageSize) };
    },
    async fetchSections(): Promise<AppSection[]> {
      const { apps, sections } = await listed();
      const named = sections.length > 0 ? sections : sectionsByCategory(apps, new Intl.Collator(parts.locale));
      return named.map(({ code, title, appIds }) => ({
        code,
        title,
        apps: appIds.flatMap((id) => apps.find((app) => app.identifier === id) ?? []),
      }));
    },
    async addFavorite(appId) {
      if ((await store.get("settings", key("favorite", appId))) !== undefined) return;
      await store.set("settings", key("favorite", appId), true);
      parts.log.emitHost("favorite.add", {}, appId);
    },
    async removeFavorite(appId) {
      if ((await store.get("settings", key("favorite", appId))) === undefined) return;
      await store.delete("settings", key("favorite", appId));
      parts.log.emitHost("favorite.remove", {}, appId);
    },
    favorites: async () => (await all()).filter(({ isFavorite }) => isFavorite),
    used: (appId, at) => store.set("settings", key("used", appId), at),
  };
}
