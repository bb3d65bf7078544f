import type { Json } from "@berth/core/wire";
import { describe, expect, test } from "vitest";
import type { CallAnswer, WorkerCall } from "../../../packages/sdk/src/bridge/worker-link.js";
import { routeAnswerMs, WebCalls, webCallsAtOnce } from "../../../packages/sdk/src/host/web-calls.js";
import { FakeClock } from "./fake-clock.js";

function bench() {
  const clock = new FakeClock();
  const sent: [string, Json][] = [];
  const dispatched: WorkerCall[] = [];
  const answers: ((answer: CallAnswer) => void)[] = [];
  const calls = new WebCalls({
    clock,
    toWorker: (name, data) => sent.push([name, data]),
    dispatch(call) {
      dispatched.push(call);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  return { clock, sent, dispatched, answers, calls };
}

describe("calls of a web page (F-WEB-5)", () => {
  test.each(["navigateTo", "redirectTo", "navigateBack", "switchTab", "reLaunch"])(
    "%s is asked of the program and answered by its page stack",
    async (kind) => {
      const { calls, sent, clock } = bench();
      const outcome = calls.call(7, kind, { url: "/pages/b" });
      expect(sent).toEqual([["route", { kind, params: { url: "/pages/b" } }]]);
      calls.stackChanged(kind === "reLaunch" ? "navigateTo" : "reLaunch");
      calls.stackChanged(kind as "navigateTo");
      expect(await outcome).toEqual({ ok: 1, result: {} });
      expect(clock.pending).toBe(0);
    },
  );

  test("a route that the program does not take fails with 3", async () => {
    const { calls, clock } = bench();
    const outcome = calls.call(7, "navigateTo", { url: "/nowhere" });
    clock.advance(routeAnswerMs);
    expect(await outcome).toMatchObject({ ok: 0, result: { error: 3 } });
    // It is not answered by a later one of the same kind.
    const next = calls.call(7, "navigateTo", {});
    calls.stackChanged("navigateTo");
    expect(await next).toMatchObject({ ok: 1 });
  });

  test("JSAPIs go through the dispatcher with the page they come from", async () => {
    const { calls, dispatched, answers } = bench();
    const outcome = calls.call(7, "alert", { title: "x" });
    expect(dispatched).toEqual([{ id: 0, api: "alert", params: { title: "x" }, pageId: 7 }]);
    answers[0]?.({ ok: 1, result: { done: true } });
    expect(await outcome).toEqual({ ok: 1, result: { done: true } });
  });

  test.each(["getAuthCode", "request", "setStorage", "call", "constructor", "__proto__"])(
    "%s is not for web pages",
    async (api) => {
      const { calls, dispatched, sent } = bench();
      expect(await calls.call(7, api, {})).toMatchObject({ ok: 0, result: { error: 1 } });
      expect([dispatched, sent]).toEqual([[], []]);
    },
  );

  test("a page that floods is refused, others are not", async () => {
    const { calls, dispatched } = bench();
    for (let i = 0; i < webCallsAtOnce; i += 1) void calls.call(7, "alert", {});
    expect(await calls.call(7, "alert", {})).toMatchObject({ ok: 0, result: { error: 3 } });
    void calls.call(8, "alert", {});
    expect(dispatched).toHaveLength(webCallsAtOnce + 1);
  });
});
