import fc from "fast-check";
import { expect, test } from "vitest";
import { type CalendarWish, PickerCalendar } from "../../../packages/runtime/src/view/component/picker-calendar.js";

const now = new Date(2026, 4, 17, 14, 5);
const calendar = (wish: Partial<CalendarWish>): PickerCalendar =>
  new PickerCalendar({ mode: "date", value: "", start: "", end: "", fields: "", locale: "en", ...wish }, now);
const sizes = (of: PickerCalendar): number[] => of.state.columns.map(({ items }) => items.length);

test("without a value it begins now, within its range", () => {
  expect(calendar({}).value).toBe("2026-05-17");
  expect(calendar({ mode: "time" }).value).toBe("14:05");
  expect(calendar({ mode: "time", value: "never" }).value).toBe("14:05");
  expect(calendar({ end: "2020-06" }).value).toBe("2020-05-17");
  expect(calendar({ end: "2020-02" }).value).toBe("2020-02-17");
  expect(calendar({ start: "2030" }).value).toBe("2030-05-17");
  expect(calendar({ mode: "time", start: "15:30", end: "16:00" }).value).toBe("15:30");
});

test("fields say how deep it goes", () => {
  expect(calendar({ fields: "year", value: "1999-07-03" }).value).toBe("1999");
  expect(calendar({ fields: "month", value: "1999-7-3" }).value).toBe("1999-07");
  expect(calendar({ fields: "hour", value: "1999-7-3" }).value).toBe("1999-07-03");
});

test("months have their own days, and ends cut the columns", () => {
  expect(sizes(calendar({ value: "2024-02-30" }))).toEqual([201, 12, 29]);
  expect(calendar({ value: "2023-02-31" }).value).toBe("2023-02-28");
  expect(sizes(calendar({ value: "2024-03-20", start: "2023-11-11", end: "2024-03-20" }))).toEqual([2, 3, 20]);
  expect(sizes(calendar({ mode: "time", value: "10:00", end: "10:30" }))).toEqual([11, 31]);
  // An end before its start is none.
  expect(calendar({ value: "2031-01-01", start: "2030-01-01", end: "2029-01-01" }).value).toBe("2031-01-01");
});

test("columns speak the language of the program", () => {
  const { columns, at } = calendar({ locale: "zh-CN", value: "2026-03-01" }).state;
  expect(columns.map(({ label, items }, i) => [label, items[at[i] ?? 0]])).toEqual([
    ["年", "2026年"],
    ["月", "三月"],
    ["日", "1日"],
  ]);
});

test("whatever is turned stays in the range, and columns and value agree", () => {
  const part = fc.integer({ min: 0, max: 400 });
  const day = fc
    .tuple(fc.integer({ min: 1995, max: 2005 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map((parts) => parts.map((each) => String(each).padStart(2, "0")).join("-"));
  fc.assert(
    fc.property(day, day, day, fc.array(fc.tuple(part, part, part)), (start, end, value, turns) => {
      fc.pre(start <= end);
      const turned = calendar({ start, end, value });
      for (const turn of turns) {
        turned.turn(turn.map((to, i) => to % (turned.state.columns[i]?.items.length ?? 1)));
        const { columns, at } = turned.state;
        for (const [i, place] of at.entries()) expect(columns[i]?.items[place]).toBeDefined();
      }
      expect(turned.value >= start && turned.value <= end).toBe(true);
      expect(calendar({ start, end, value: turned.value }).state).toEqual(turned.state);
    }),
    { numRuns: 60 },
  );
});
