import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../../packages/sdk/src/host/catalogue.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import type { EventLogDriver } from "../../../packages/sdk/src/log/event-log.js";

const item = (identifier: string, name: string, firstPublishTime: number, category = "Food") => ({
  identifier,
  name,
  slogan: `${name}!`,
  iconURL: "",
  introduction: "",
  releaseVersion: "1.0.0",
  categories: [{ en: category }],
  firstPublishTime,
});

function bench() {
  const state = { user: "U1", down: false, asked: [] as string[] };
  const logged: unknown[][] = [];
  const log = { emitHost: (...event: unknown[]) => logged.push(event) } as unknown as EventLogDriver; // nothing else is called
  const catalogue = createCatalogue({
    config: {
      platformUrl: "https://p.test",
      workspaceId: "W",
      targetAppId: "T",
      environment: "test",
      platformKeys: [],
      configVersion: 1,
    },
    async fetch(input) {
      if (state.down) throw new TypeError("no connection");
      state.asked.push(String(input));
      const appInfos = [
        item("3", "Ålesund", 3),
        item("1", "bakery", 2),
        item("2", "Apple", 1, "Fruit"),
        { broken: true },
      ];
      return Response.json({ appInfos });
    },
    store: memoryStore(),
    userId: () => state.user,
    locale: "en",
    log,
  });
  return { state, logged, catalogue };
}

describe("the catalogue (H-LIST)", () => {
  test("asks for target app, environment and user, leaves malformed items out, sorts as the language does (H-LIST-2)", async () => {
    const { catalogue, state } = bench();
    const page = await catalogue.fetchApps({ startIndex: 0, size: 10 });
    expect(page.appInfos.map(({ name }) => name)).toEqual(["Ålesund", "Apple", "bakery"]);
    expect(page.totalCount).toBe(3);
    expect(state.asked).toEqual(["https://p.test/sdk/v1/catalogue?targetAppId=T&environment=test&userId=U1"]);
  });

  test("pages, filters by category and sorts by first publication (H-LIST-1)", async () => {
    const { catalogue } = bench();
    const sorted = { sortDescriptor: "firstPublishTime", ascending: false } as const;
    const second = await catalogue.fetchApps({ startIndex: 1, size: 1, ...sorted });
    expect([second.totalCount, second.appInfos.map(({ identifier }) => identifier)]).toEqual([3, ["1"]]);
    const fruit = await catalogue.fetchApps({ startIndex: 0, size: 10, category: "Fruit" });
    expect(fruit.appInfos.map(({ identifier }) => identifier)).toEqual(["2"]);
  });

  test.each([
    { startIndex: -1, size: 1 },
    { startIndex: 0, size: 0 },
    { startIndex: 0, size: 51 },
    { startIndex: 0.5, size: 1 },
  ])("%j is refused before anything is asked", async (params) => {
    const { catalogue, state } = bench();
    await expect(catalogue.fetchApps(params)).rejects.toMatchObject({ code: "INVALID_PARAMETER" });
    expect(state.asked).toEqual([]);
  });

  test("favourites and last use belong to the user of this device; each change is logged once", async () => {
    const { catalogue, state, logged } = bench();
    await catalogue.addFavorite("2");
    await catalogue.addFavorite("2");
    await catalogue.used("2", 77);
    expect(await catalogue.favorites()).toMatchObject([{ identifier: "2", isFavorite: true, lastUsedTimestamp: 77 }]);
    state.user = "U2";
    expect(await catalogue.favorites()).toEqual([]);
    state.user = "U1";
    await catalogue.removeFavorite("2");
    await catalogue.removeFavorite("2");
    expect(await catalogue.favorites()).toEqual([]);
    expect(logged).toEqual([
      ["favorite.add", {}, "2"],
      ["favorite.remove", {}, "2"],
    ]);
  });

  test("a search tells the log its length and no word of it (H-LOG-4)", async () => {
    const { catalogue, logged } = bench();
    expect((await catalogue.searchApps(" APP ")).apps.map(({ name }) => name)).toEqual(["Apple"]);
    expect(JSON.stringify(logged)).not.toContain("APP");
    expect(logged).toEqual([["service.search", { wordLength: 5, resultCount: 1 }]]);
  });

  test("without network it fails with a code", async () => {
    const { catalogue, state } = bench();
    state.down = true;
    await expect(catalogue.favorites()).rejects.toMatchObject({ code: "NETWORK_ERROR", fault: "network" });
  });
});
