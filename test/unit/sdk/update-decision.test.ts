import { type UpdateInput, updateMethod } from "@berth/sdk";
import { describe, expect, test } from "vitest";

const input = (seconds: number, change: Partial<UpdateInput> = {}): UpdateInput => ({
  mode: "default",
  ageMs: seconds * 1000,
  asyncSeconds: 3_600,
  syncSeconds: 864_000,
  forceSync: false,
  ...change,
});

describe("how an open updates (H-UPD-3, H-UPD-4)", () => {
  test.each([
    ["H-UPD-V1", 3_599, {}, "none"],
    ["H-UPD-V2", 3_600, {}, "async"],
    ["H-UPD-V3", 863_999, {}, "async"],
    ["H-UPD-V4", 864_000, {}, "sync"],
    ["H-UPD-V6, open 3,599 s after a check", 7_199 - 3_600, {}, "none"],
    ["H-UPD-V7", 1, { mode: "sync" }, "sync"],
    ["H-UPD-V8", 864_000, { mode: "async" }, "async"],
    ["mode async before its interval", 3_599, { mode: "async" }, "none"],
    ["H-UPD-9, start parameter", 0, { forceSync: true }, "sync"],
    ["H-UPD-9, interval 0 means always", 0, { asyncSeconds: 0 }, "async"],
    ["H-UPD-9, negative sync interval", 0, { syncSeconds: -1 }, "sync"],
    ["H-UPD-9, async above sync empties the middle", 900_000, { asyncSeconds: 1_000_000 }, "sync"],
    ["a clock set back", -500, {}, "none"],
  ] as const)("%s", (_, seconds, change, expected) => {
    expect(updateMethod(input(seconds, change))).toBe(expected);
  });
});
