import { describe, expect, it } from "vitest";
import { withShareQuery } from "../../../packages/sdk/src/host/share-query.js";

const page = { pageId: 1, path: "pages/item", query: { id: "a b", from: "home" }, tab: false };
const append = { shareAppMessage: "appendQuery" };
const shared = (params: Record<string, unknown>, behavior: Record<string, string> = append): unknown =>
  withShareQuery({ id: 1, api: "shareAppMessage", params, pageId: 1 }, behavior, page).params;

describe("F-APPJ-11 what a page shares", () => {
  it.each([
    [{ title: "T" }, { title: "T", path: "/pages/item?id=a%20b&from=home" }],
    [{ path: "/pages/item" }, { path: "/pages/item?id=a%20b&from=home" }],
    [{ path: "pages/item?id=9&x=?" }, { path: "pages/item?id=9&x=?&from=home" }],
    [{ path: "/pages/other" }, { path: "/pages/other" }],
  ])("%j carries the query of its page when it is that page", (params, expected) => {
    expect(shared(params)).toEqual(expected);
  });

  it("stays as it is without the key, and for other calls", () => {
    expect(shared({ title: "T" }, {})).toEqual({ title: "T" });
    const call = { id: 1, api: "alert", params: { path: "/pages/item" }, pageId: 1 };
    expect(withShareQuery(call, append, page)).toBe(call);
    expect(shared({}, { ...append, decodeQuery: "disable" })).toEqual({ path: "/pages/item?id=a b&from=home" });
  });
});
