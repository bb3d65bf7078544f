import { expect, test } from "vitest";
import { deviceOf } from "../../../simulator/src/device/presets.js";
import { entryFor } from "../../../simulator/src/domains/entry-for.js";
import { nextVersion } from "../../../simulator/src/domains/next-version.js";
import { readAddress, writeAddress } from "../../../simulator/src/session/address-text.js";
import { remaining } from "../../../simulator/src/ui/format.js";

test("the address keeps what differs from the defaults and survives a round trip", () => {
  const state = readAddress("?app=1&page=pages/a/a&query=x%3D1&panel=network&view=domains&device=400x700");
  expect(state).toEqual({
    view: "domains",
    app: "1",
    page: "pages/a/a",
    query: "x=1",
    panel: "network",
    device: "400x700",
  });
  expect(readAddress(writeAddress(state))).toEqual(state);
  expect(writeAddress(readAddress(""))).toBe("");
  expect(readAddress("?panel=nonsense").panel).toBe("console");
});

test("a custom device is clamped, an unknown one is the phone", () => {
  expect(deviceOf("9999x100")).toMatchObject({ width: 1200, height: 320 });
  expect(deviceOf("nonsense").id).toBe("phone");
});

test("only refusals by the list can be cured by an entry (U-SCH-7)", () => {
  expect(entryFor("NOT_LISTED", "https://a.test:8443/x?y=1")).toBe("a.test:8443");
  expect(entryFor("LIST_EMPTY", "wss://a.test/")).toBe("wss://a.test");
  expect(entryFor("SCHEME_NOT_FOR_API", "http://a.test/")).toBeNull();
  expect(entryFor("NOT_LISTED", "nonsense")).toBeNull();
});

test("the next version is above all uploaded ones, by number (P-VER-2)", () => {
  expect(nextVersion(["1.9.0", "1.10.2", "0.99.99"])).toBe("1.10.3");
  expect(nextVersion([])).toBe("0.0.1");
});

test("times that are left read as minutes, hours, days", () => {
  expect([remaining(59_001), remaining(600_000), remaining(7_260_000), remaining(172_800_000)]).toEqual([
    "1:00",
    "10:00",
    "2 h 1 min",
    "2 d 0 h",
  ]);
});
