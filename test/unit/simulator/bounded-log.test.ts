import { expect, test } from "vitest";
import { boundedLog } from "../../../simulator/src/session/bounded-log.js";

function manual(): { schedule: (fn: () => void) => void; frame: () => number } {
  let waiting: (() => void)[] = [];
  return {
    schedule: (fn) => void waiting.push(fn),
    frame() {
      const now = waiting;
      waiting = [];
      for (const fn of now) fn();
      return now.length;
    },
  };
}

test("readers are told once per frame, however many rows came", () => {
  const { schedule, frame } = manual();
  const log = boundedLog<number>(1000, schedule);
  let told = 0;
  log.rows.subscribe(() => {
    told += 1;
  });
  for (let i = 0; i < 500; i++) log.push(i);
  expect(log.rows.value).toHaveLength(0);
  expect(frame()).toBe(1);
  expect(log.rows.value).toHaveLength(500);
  expect(told).toBe(2);
});

test("the oldest rows fall out and are counted", () => {
  const { schedule, frame } = manual();
  const log = boundedLog<number>(10, schedule);
  for (let i = 0; i < 25; i++) log.push(i);
  frame();
  expect(log.rows.value).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  expect(log.dropped.value).toBe(15);
});

test("rows do not pile up while no frame comes", () => {
  const log = boundedLog<number>(10, () => undefined);
  for (let i = 0; i < 1000; i++) log.push(i);
  expect(log.rows.value).toHaveLength(10);
  expect(log.dropped.value).toBeGreaterThan(900);
});
