import type { ViewToHost } from "@berth/core/wire";
import { describe, expect, it } from "vitest";
import { ViewReader, type ViewReaderParts } from "../../../packages/sdk/src/host/view-reader.js";

/** A reader of a view's messages, and what it logged of blank pages. */
function reader(): { read(message: ViewToHost): Promise<void>; feedback: { busy: boolean }; logged: unknown[] } {
  const feedback = { busy: false };
  const logged: unknown[] = [];
  const parts = {
    hub: { emit() {} },
    log: { blank: (pageId: number, found: object) => logged.push({ pageId, ...found }) },
    surface: { feedback },
    pagePath: () => "pages/a/a",
    pendingRequests: () => 3,
  };
  // Blank pages touch no other part.
  const view = new ViewReader(parts as unknown as ViewReaderParts);
  return { read: (message) => view.read(message), feedback, logged };
}

describe("blank pages, on the host's side", () => {
  it("an incident carries its evidence, and is one for each page (H-LOG-6, L-BLK-7)", async () => {
    const { read, logged } = reader();
    await read(["blank", 1, 3_000, "covered", 12, 4, true]);
    await read(["blank", 1, 6_000, "covered", 12, 4, false]);
    await read(["blank", 2, 1_200, "no_render", 0, 0, false]);
    expect(logged).toEqual([
      {
        pageId: 1,
        pagePath: "pages/a/a",
        checkedAfterMs: 3_000,
        nodes: 12,
        entries: 4,
        reason: "covered",
        loading: false,
        pendingRequests: 3,
      },
      expect.objectContaining({ pageId: 2, checkedAfterMs: 1_200, reason: "no_render" }),
    ]);
  });

  it("while an indicator is up the second look counts (L-BLK-5, L-BLK-V10)", async () => {
    const { read, feedback, logged } = reader();
    feedback.busy = true;
    await read(["blank", 1, 3_000, "nothing_drawn", 1, 0, true]);
    expect(logged).toEqual([]);
    await read(["blank", 1, 6_000, "nothing_drawn", 1, 0, false]);
    expect(logged).toEqual([expect.objectContaining({ pageId: 1, checkedAfterMs: 6_000, loading: true })]);
  });
});
