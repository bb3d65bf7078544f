import type { PickerState } from "./picker-columns.js";

/** What a picker of dates or times turns: its parts, from the greatest on. */
interface Calendar {
  fields: readonly ("year" | "month" | "day" | "hour" | "minute")[];
  least: readonly number[];
  most: readonly number[];
  /** Between the parts of a value. */
  between: string;
}

const CALENDARS: Readonly<Record<"date" | "time", Calendar>> = {
  date: { fields: ["year", "month", "day"], least: [1900, 1, 1], most: [2100, 12, 31], between: "-" },
  time: { fields: ["hour", "minute"], least: [0, 0], most: [23, 59], between: ":" },
};

/** What the program says of a picker with `mode` `date` or `time`. */
export interface CalendarWish {
  mode: "date" | "time";
  value: string;
  start: string;
  end: string;
  /** The smallest part that is chosen: `year`, `month` or `day` (of a date). */
  fields: string;
  locale: string;
}

const pad = (part: number, width = 2): string => String(part).padStart(width, "0");

/** Days of a month; of an unknown year at most. */
const days = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Turns positions of columns into dates or times and back, all of them between `start` and `end`. */
export class PickerCalendar {
  readonly #calendar: Calendar;
  readonly #from: number[];
  readonly #to: number[];
  readonly #depth: number;
  readonly #locale: string;
  /** All parts of what is chosen, also those that no column shows. */
  #parts: number[];

  /** `now` is where it begins when there is no value. */
  constructor(wish: CalendarWish, now: Date) {
    const calendar = CALENDARS[wish.mode];
    this.#calendar = calendar;
    this.#locale = wish.locale;
    this.#depth = wish.mode === "date" ? calendar.fields.indexOf(wish.fields as "day") + 1 || 3 : 2;
    this.#from = this.#read(wish.start, calendar.least) ?? [...calendar.least];
    const to = this.#read(wish.end, calendar.most) ?? [...calendar.most];
    // An end before its start is none.
    this.#to = to.some((part, i) => part < this.#from[i]! && !this.#above(to, i)) ? [...calendar.most] : to;
    const present =
      wish.mode === "date"
        ? [now.getFullYear(), now.getMonth() + 1, now.getDate()]
        : [now.getHours(), now.getMinutes()];
    this.#parts = this.#read(wish.value, calendar.least) ?? present;
    this.#keepWithin();
  }

  /** What is chosen, as the program writes it: `2026-03-01`, `2026-03`, `2026`, `09:30`. */
  get value(): string {
    return this.#parts
      .slice(0, this.#depth)
      .map((part, i) => pad(part, this.#calendar.fields[i] === "year" ? 4 : 2))
      .join(this.#calendar.between);
  }

  /** What the columns show. */
  get state(): PickerState {
    const names = new Intl.DisplayNames([this.#locale], { type: "dateTimeField" });
    const ranges = this.#ranges();
    return {
      columns: ranges.map(([from, to], i) => ({
        label: names.of(this.#calendar.fields[i] ?? "day") ?? "",
        items: Array.from({ length: to - from + 1 }, (_, j) => this.#says(i, from + j)),
      })),
      at: ranges.map(([from], i) => (this.#parts[i] ?? 0) - from),
    };
  }

  /** Takes the places of the columns; a day that the month has not becomes its last. */
  turn(at: readonly number[]): void {
    for (const [i, [from]] of this.#ranges().entries()) this.#parts[i] = from + (at[i] ?? 0);
    this.#keepWithin();
  }

  /** Parts of a text; missing ones as in `otherwise`. Null: it is no date or time. */
  #read(text: string, otherwise: readonly number[]): number[] | null {
    const given = text.trim() === "" ? [] : text.trim().split(/[-/:. T]/);
    if (given.length === 0 || given.some((part) => !/^\d+$/.test(part))) return null;
    return otherwise.map((part, i) => (given[i] === undefined ? part : Number(given[i])));
  }

  /** Whether `parts` is above the start before part `i` is looked at. */
  #above(parts: readonly number[], i: number): boolean {
    return parts.slice(0, i).some((part, j) => part > this.#from[j]!);
  }

  /** First and last of each column, as the parts before it say. */
  #ranges(): [from: number, to: number][] {
    const { least, most, fields } = this.#calendar;
    let first = true;
    let last = true;
    return this.#parts.slice(0, this.#depth).map((part, i) => {
      const [year = 0, month = 0] = this.#parts;
      const whole = fields[i] === "day" ? days(year, month) : most[i]!;
      const from = first ? Math.max(least[i]!, Math.min(this.#from[i]!, whole)) : least[i]!;
      const to = Math.max(from, last ? Math.min(whole, this.#to[i]!) : whole);
      first &&= part <= from;
      last &&= part >= to;
      return [from, to];
    });
  }

  #keepWithin(): void {
    for (let i = 0; i < this.#depth; i++) {
      const [from, to] = this.#ranges()[i]!;
      this.#parts[i] = Math.min(to, Math.max(from, this.#parts[i]!));
    }
  }

  #says(i: number, part: number): string {
    const field = this.#calendar.fields[i];
    if (field === "hour" || field === "minute") return pad(part);
    const long = field === "month" ? "long" : "numeric";
    const [year, month, day] = [
      field === "year" ? part : 2000,
      field === "month" ? part - 1 : 0,
      field === "day" ? part : 1,
    ];
    const options = { [field ?? "day"]: long, timeZone: "UTC", calendar: "gregory" } as const;
    return new Intl.DateTimeFormat(this.#locale, options).format(Date.UTC(year, month, day));
  }
}
