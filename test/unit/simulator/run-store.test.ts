import { beforeAll, expect, test } from "vitest";
import { RunStore } from "../../../simulator/src/session/run-store.js";

let waiting: (() => void)[] = [];
beforeAll(() => {
  Object.assign(globalThis, { requestAnimationFrame: (fn: () => void) => waiting.push(fn) });
});
const frame = (): void => {
  const now = waiting;
  waiting = [];
  for (const fn of now) fn();
};

let seq = 0;
type Body = Omit<Parameters<RunStore["accept"]>[0], "seq" | "time" | "appId" | "launchId">;
const event = (body: object): Parameters<RunStore["accept"]>[0] =>
  ({ seq: seq++, time: 1, appId: "1", launchId: "l", ...(body as Body) }) as Parameters<RunStore["accept"]>[0];

test("equal console lines in a row become one with a count", () => {
  const store = new RunStore();
  for (let i = 0; i < 3; i++) {
    store.accept(event({ type: "console", level: "log", args: ["tick"], source: "program" }));
  }
  store.accept(event({ type: "console", level: "log", args: ["tock"], source: "program" }));
  frame();
  expect(store.console.rows.value.map((row) => [row.text, row.count])).toEqual([
    ["tick", 3],
    ["tock", 1],
  ]);
});

test("start and end of a call are one row; a call the worker answered has an end only", () => {
  const store = new RunStore();
  const call = { type: "jsapi", callId: 7, api: "request", kind: "builtin", pagePath: "p" };
  const end = { phase: "end", outcome: "success", errorCode: 0, durationMs: 3, result: null };
  store.accept(event({ ...call, phase: "start", params: { url: "u" } }));
  store.accept(event({ ...call, ...end }));
  store.accept(event({ ...call, ...end, kind: "local", api: "navigateTo" }));
  frame();
  const [request, local] = store.calls.rows.value;
  expect(request).toMatchObject({ api: "request", params: { url: "u" }, end: { outcome: "success" } });
  expect(local).toMatchObject({ api: "navigateTo", end: { outcome: "success" } });
});

test("a refused request stays as decided; an allowed one gets its end (U-RED)", () => {
  const store = new RunStore();
  const verdict = { code: "NOT_LISTED", listVersion: "v", sentence: "s", canonical: null };
  const request = { type: "network", api: "request", method: "GET", url: "https://a.test/", verdict, executor: "none" };
  store.accept(event({ ...request, phase: "decided", requestId: 1, callId: 1, allow: false }));
  store.accept(event({ ...request, phase: "decided", requestId: 2, callId: 2, allow: true }));
  store.accept(event({ ...request, phase: "end", requestId: 2, callId: 2, allow: true, status: 200 }));
  frame();
  expect(store.network.rows.value.map((row) => row.end?.status ?? null)).toEqual([null, 200]);
});

test("storage follows set, remove and clear", () => {
  const store = new RunStore();
  const change = { type: "storage", totalBytes: 1 };
  store.accept(event({ ...change, change: "set", key: "a", value: "1" }));
  store.accept(event({ ...change, change: "set", key: "b", value: "2" }));
  store.accept(event({ ...change, change: "remove", key: "a", value: null }));
  expect(store.storage.value).toEqual({ b: "2" });
  store.accept(event({ ...change, change: "clear", key: "", value: null }));
  expect(store.storage.value).toEqual({});
});
