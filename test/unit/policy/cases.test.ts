import { compilePolicy, decide } from "@berth/core/policy";
import { expect, test } from "vitest";
import { combinations } from "./combinations.js";
import { cpuTime, slack } from "./cpu-time.js";
import { urlFixture } from "./fixture.js";

interface Case {
  readonly id: string;
  readonly entries: string[];
  readonly url: string;
  readonly expect: "allow" | "deny";
  /** Bounds one decision. */
  readonly maxMs?: number;
}

const { cases } = JSON.parse(urlFixture("policy-cases.json")) as { cases: Case[] };

test("there are 87 cases, 15 of them allowed (U-TST-1)", () => {
  expect(cases).toHaveLength(87);
  expect(cases.filter((one) => one.expect === "allow")).toHaveLength(15);
});

test.each(combinations)("all cases hold with $name (U-TST-1, U-ENG-7)", async ({ options }) => {
  const wrong: string[] = [];
  for (const one of cases) {
    const policy = await compilePolicy({ mode: "list", entries: one.entries }, options);
    // Three times: the first time marks an address for the cache, the second keeps it, the third takes it from there.
    for (let i = 0; i < 3; i++) {
      const verdict = decide(policy, one.url);
      if ((verdict.allow ? "allow" : "deny") !== one.expect) wrong.push(`${one.id} ${verdict.code}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("the eight combinations agree on code and canonical address, not only on allow (U-ENG-7)", async () => {
  for (const one of cases) {
    const answers = new Set<string>();
    for (const { options } of combinations) {
      const policy = await compilePolicy({ mode: "list", entries: one.entries }, options);
      answers.add(JSON.stringify(decide(policy, one.url)));
    }
    expect([...answers], one.id).toHaveLength(1);
  }
});

test("cases with maxMs are decided within five times that (U-TST-1)", async () => {
  const timed = cases.filter((one) => one.maxMs !== undefined);
  expect(timed.length).toBeGreaterThan(0);
  for (const { id, entries, url, maxMs } of timed) {
    // A new policy each time: the first decision also joins the expressions.
    const time = await cpuTime(
      () => compilePolicy({ mode: "list", entries }),
      (policy) => decide(policy, url),
    );
    expect(time, id).toBeLessThanOrEqual(slack * maxMs!);
  }
});
