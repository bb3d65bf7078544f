import { describe, expect, test } from "vitest";
import { RunLog } from "../../../packages/sdk/src/host/run-log.js";
import type { AppSession } from "../../../packages/sdk/src/log/app-session.js";
import { FakeClock } from "./fake-clock.js";

function bench() {
  const clock = new FakeClock();
  const events: Record<string, unknown>[] = [];
  const session = {
    emit: (name: string, data: object) => events.push({ name, ...data }),
  } as unknown as AppSession; // only emit is used by a run's log
  const log = new RunLog(session, clock);
  const note = (
    phase: "load" | "show" | "hide" | "unload",
    pageId: number,
    path: string,
    reason: "launch" | "switchTab" | "navigateTo" | "navigateBack" = "launch",
  ): void => log.page({ type: "page", phase, pageId, path, reason }, 1);
  return { clock, events, log, note };
}

describe("views and leaving of pages (H-LOG-E09, H-LOG-E11, P-AN-11)", () => {
  test("a tab shown again is a view with reason tab; its first show, going back and coming back are not", () => {
    const { events, note } = bench();
    const views = (): unknown[] =>
      events.filter(({ name }) => name === "page.view").map((e) => [e["pagePath"], e["reason"]]);
    note("load", 1, "home");
    note("show", 1, "home");
    note("hide", 1, "home", "switchTab");
    note("load", 2, "cart", "switchTab");
    note("show", 2, "cart", "switchTab");
    expect(views()).toEqual([
      ["home", "load"],
      ["cart", "load"],
    ]);
    note("hide", 2, "cart", "switchTab");
    note("show", 1, "home", "switchTab");
    expect(views().at(-1)).toEqual(["home", "tab"]);
    expect(events.at(-1)).toMatchObject({ fromPath: "cart" });
    note("hide", 1, "home", "navigateTo");
    note("show", 1, "home", "navigateBack");
    note("show", 1, "home", "launch");
    expect(views()).toHaveLength(3);
  });

  test("to the background and out of the app are reasons of their own, told once with the time it was seen", () => {
    const { clock, events, log, note } = bench();
    note("load", 1, "home");
    note("show", 1, "home");
    clock.advance(500);
    log.allLeft("background");
    // The worker's own word of it comes later.
    note("hide", 1, "home");
    expect(events.filter(({ name }) => name === "page.leave")).toEqual([
      { name: "page.leave", pageId: "1", pagePath: "home", reason: "background", dwellMs: 500 },
    ]);
    note("show", 1, "home");
    clock.advance(200);
    log.allLeft("exit");
    log.allLeft("exit");
    expect(events.filter(({ name }) => name === "page.leave").slice(1)).toEqual([
      { name: "page.leave", pageId: "1", pagePath: "home", reason: "exit", dwellMs: 200 },
    ]);
  });
});
