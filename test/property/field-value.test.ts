import fc from "fast-check";
import { expect, test } from "vitest";
import { type Field, FieldValue, rebase } from "../../packages/runtime/src/view/component/field-value.js";

/** What a text field of the engine does for its value and caret. */
class PlainField {
  defaultValue = "";
  selectionStart = 0;
  selectionEnd = 0;
  #value = "";
  readonly #controlled: boolean;

  constructor(controlled: boolean) {
    this.#controlled = controlled;
  }

  get value(): string {
    return this.#value;
  }
  /** As in the engine: a value from a script puts the caret behind it. */
  set value(value: string) {
    this.#value = value;
    this.setSelectionRange(value.length, value.length);
  }
  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }
  hasAttribute(name: string): boolean {
    return name === "controlled" && this.#controlled;
  }
  getRootNode(): unknown {
    return { nodeType: 11, activeElement: this };
  }
  /** A key of the user at the caret; null deletes backwards. */
  press(key: string | null): void {
    const at = this.selectionStart;
    const from = key === null ? Math.max(0, at - 1) : at;
    this.#value = this.#value.slice(0, from) + (key ?? "") + this.#value.slice(at);
    this.setSelectionRange(from + (key ?? "").length, from + (key ?? "").length);
  }
}

type Step = { key: string } | { back: true } | { caret: number } | { work: number } | { arrive: true };

const key = fc.record({ key: fc.constantFrom("a", "b", "B", "1", "2", " ") });
const work = fc.oneof(fc.record({ work: fc.integer({ min: 1, max: 4 }) }), fc.constant<Step>({ arrive: true }));
const append = fc.array(fc.oneof<fc.Arbitrary<Step>[]>(key, key, work), { maxLength: 60 });
const editing = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    key,
    key,
    fc.constant<Step>({ back: true }),
    fc.record({ caret: fc.double({ min: 0, max: 1, noNaN: true }) }),
    work,
  ),
  { maxLength: 60 },
);

/** Runs steps of a user and of a worker that lags behind; at the end the worker catches up. */
function run(steps: Step[], controlled: boolean, handler: (value: string) => string) {
  const field = new PlainField(controlled);
  const value = new FieldValue(field as unknown as Field);
  const model = new PlainField(false);
  const events: string[] = [];
  const drawn: { heard: number; value: string | null }[] = [];
  let data = "";
  const step = (one: Step): void => {
    if ("key" in one || "back" in one) {
      const before = field.value;
      field.press("key" in one ? one.key : null);
      model.press("key" in one ? one.key : null);
      if (field.value === before) return;
      value.typed(true);
      events.push(field.value);
    } else if ("caret" in one) {
      const to = Math.round(one.caret * Math.min(field.value.length, model.value.length));
      field.setSelectionRange(to, to);
      model.setSelectionRange(to, to);
    } else if ("work" in one) {
      // Several events before one render, as in a busy worker.
      const heard = events.splice(0, one.work);
      const before = data;
      for (const each of heard) data = handler(each);
      if (heard.length > 0) drawn.push({ heard: heard.length, value: data === before ? null : data });
    } else {
      const batch = drawn.shift();
      if (batch === undefined) return;
      if (batch.value !== null) value.bind(batch.value);
      for (let i = 0; i < batch.heard; i++) value.heard();
      value.settle();
    }
  };
  for (const each of steps) step(each);
  while (events.length > 0) step({ work: 3 });
  while (drawn.length > 0) step({ arrive: true });
  return { shown: field.value, data, caret: field.selectionStart, model };
}

const controlled = fc.boolean();

test("F-TAG-3 a program that echoes leaves value and caret as the user made them", () => {
  fc.assert(
    fc.property(editing, controlled, (steps, how) => {
      const { shown, data, caret, model } = run(steps, how, (value) => value);
      expect([shown, data, caret]).toEqual([model.value, model.value, model.selectionStart]);
    }),
    { numRuns: 5_000 },
  );
});

test("F-TAG-3 a program that answers letter by letter drops, doubles and reorders none, nor moves the caret", () => {
  fc.assert(
    fc.property(editing, controlled, (steps, how) => {
      const { shown, data, caret, model } = run(steps, how, (value) => value.toUpperCase());
      expect([shown.toUpperCase(), data, caret]).toEqual([model.value.toUpperCase(), data, model.selectionStart]);
      expect(data).toBe(shown.toUpperCase());
      // Without `controlled` an answer that is the same as the one before is none: data have not changed.
      if (how) expect(shown).toBe(data);
    }),
    { numRuns: 5_000 },
  );
});

test("F-TAG-3 typing into a controlled field that takes digits only gives all digits in order", () => {
  fc.assert(
    fc.property(append, (steps) => {
      const digits = (value: string) => value.replace(/\D/g, "");
      const { shown, data, model } = run(steps, true, digits);
      expect([shown, data]).toEqual([digits(model.value), digits(model.value)]);
    }),
    { numRuns: 5_000 },
  );
});

test("F-TAG-3 a controlled field shows what is bound in the end, whatever the program answers", () => {
  const handlers: ((value: string) => string)[] = [
    () => "",
    () => "fixed",
    (value) => value.slice(0, 3),
    (value) => value.replace(/\s/g, "").replace(/(..)(?=.)/g, "$1-"),
    (value) => [...value].reverse().join(""),
    (value) => (value.length > 4 ? "" : value),
  ];
  fc.assert(
    fc.property(editing, fc.constantFrom(...handlers), (steps, handler) => {
      const { shown, data } = run(steps, true, handler);
      expect(shown).toBe(data);
    }),
    { numRuns: 3_000 },
  );
});

test("F-TAG-3 what was typed after a value is done again on top of the answer to that value", () => {
  expect(rebase("12", "12-", "123")).toBe("12-3");
  expect(rebase("ab1c", "abc", "ab1xc")).toBe("abxc");
  expect(rebase("", "a", "b")).toBe("ab");
  expect(rebase("abcd", "abc", "abce")).toBe("abce");
  expect(rebase("hello", "", "hello!")).toBe("!");
});

test("F-TAG-3 a composition is left alone; what data said meanwhile shows when it ends", () => {
  const field = new PlainField(true);
  const value = new FieldValue(field as unknown as Field);
  value.compose(true);
  for (const shown of ["n", "ni", "你"]) {
    field.value = shown;
    value.typed(true);
    value.bind(`<${shown}>`);
    value.heard();
    value.settle();
    expect(field.value).toBe(shown);
  }
  value.compose(false);
  expect(field.value).toBe("<你>");
});

test("F-TAG-22 a reset goes back to what data set, not to what data answered", () => {
  const field = new PlainField(false);
  const value = new FieldValue(field as unknown as Field);
  value.bind("Ada");
  value.settle();
  field.press("!");
  value.typed(true);
  value.bind("Ada!");
  value.heard();
  value.settle();
  value.reset();
  expect(field.value).toBe("Ada");
});
