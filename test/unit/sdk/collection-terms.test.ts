import { describe, expect, test, vi } from "vitest";
import { CollectionTerms, termsWaitMs } from "../../../packages/sdk/src/host/collection-terms.js";
import type { GateState } from "../../../packages/sdk/src/log/event-log.js";
import { FakeClock } from "./fake-clock.js";

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function bench(first: GateState = "unknown") {
  const clock = new FakeClock();
  const state = { gate: first };
  const questions: { answer(gate: GateState): void; fail(): void }[] = [];
  const refresh = vi.fn(
    () =>
      new Promise<void>((resolve, reject) => {
        questions.push({
          answer(gate) {
            state.gate = gate;
            resolve();
          },
          fail: () => reject(new Error("no connection")),
        });
      }),
  );
  const terms = new CollectionTerms(clock, () => state.gate, refresh);
  const opened = (): { done: boolean } => {
    const open = { done: false };
    void terms.settled().then(() => {
      open.done = true;
    });
    return open;
  };
  return { clock, state, questions, refresh, terms, opened };
}

describe("terms of collection before the first open (H-GATE-2, H-GATE-5)", () => {
  test("an open waits for the answer and no longer", async () => {
    const { terms, questions, refresh, opened } = bench();
    terms.ask();
    const open = opened();
    await settle();
    expect(open.done).toBe(false);
    questions[0]?.answer("open");
    await settle();
    expect(open.done).toBe(true);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test("an open waits 300 ms at most", async () => {
    const { clock, opened } = bench();
    const open = opened();
    clock.advance(termsWaitMs - 1);
    await settle();
    expect(open.done).toBe(false);
    clock.advance(1);
    await settle();
    expect(open.done).toBe(true);
  });

  test.each(["host", "open", "tenant", "user"] as const)(
    "nothing is asked while the gate is %s (H-GATE-3)",
    async (gate) => {
      const { terms, refresh, opened } = bench(gate);
      terms.ask();
      const open = opened();
      await settle();
      expect(open.done).toBe(true);
      expect(refresh).not.toHaveBeenCalled();
    },
  );

  test("a question that failed is asked again by the next open", async () => {
    const { terms, questions, refresh, opened } = bench();
    terms.ask();
    questions[0]?.fail();
    await settle();
    opened();
    expect(refresh).toHaveBeenCalledTimes(2);
  });
});
