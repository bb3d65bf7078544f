import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.js";
import { urlFixture } from "../unit/policy/fixture.js";
import { domains, vectors } from "../unit/policy/vectors.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What the page answers for one question: code, canonical address, near misses, suggestion, reports. */
interface Answer {
  readonly allow: boolean;
  readonly code: string;
  readonly canonical: string;
  readonly near: string[];
  readonly suggestion?: string;
  readonly reports: string[];
}

interface Question {
  readonly entries: string[];
  readonly url: string;
  readonly api?: string;
  readonly options?: object;
}

// The native parser of the page, fast path and cache on and off; three times, so that the cache answers the third.
const script = `
import { compilePolicy, decide } from "@berth/core/policy";
import { explain, toCspSources } from "@berth/core/policy-tools";
globalThis.sources = async (entries) => toCspSources(await compilePolicy({ mode: "list", entries }));
globalThis.ask = async ({ entries, url, api, options }) => {
  const answers = [];
  for (const fastPath of [true, false]) for (const cache of [true, false]) {
    const policy = await compilePolicy({ mode: "list", entries }, { fastPath, cache, ...options });
    const { allow, code, canonical, near, suggestion } = explain(policy, url, api);
    for (let i = 0; i < 3; i++) {
      const again = decide(policy, url, api);
      if (again.code !== code || again.allow !== allow) throw new Error(again.code + " after " + code);
    }
    answers.push({ allow, code, canonical: String(canonical), near: near.map(({ why }) => why), suggestion,
      reports: policy.reports.map(({ code }) => code) });
  }
  if (new Set(answers.map((one) => JSON.stringify(one))).size !== 1) throw new Error(JSON.stringify(answers));
  return answers[0];
};
`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: at("."), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    alias: {
      "@berth/core/policy": at("packages/core/src/policy.ts"),
      "@berth/core/policy-tools": at("packages/core/src/policy-tools.ts"),
    },
  });
  browser = await launchChromium();
  page = await browser.newPage();
  // A secure context, which digests need; nothing leaves the machine.
  await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto("https://policy.test/");
  await page.addScriptTag({ content: outputFiles[0]!.text });
});

afterAll(() => browser?.close());

/** All questions in one go; an exception in the page becomes the answer's code. */
function ask(questions: Question[]): Promise<Answer[]> {
  return page.evaluate(async (all) => {
    const { ask } = globalThis as unknown as { ask(question: unknown): Promise<never> };
    const failed = (error: unknown) => ({ code: String(error), allow: null }) as never;
    return Promise.all(all.map((one) => ask(one).catch(failed)));
  }, questions);
}

test("U-TST-1: all 87 cases in Chromium with its own parser", async () => {
  const { cases } = JSON.parse(urlFixture("policy-cases.json")) as {
    cases: (Question & { expect: string; id: string })[];
  };
  const answers = await ask(cases.map(({ entries, url }) => ({ entries, url })));
  expect(answers).toHaveLength(87);
  const wrong = cases.filter((one, i) => answers[i]!.allow !== (one.expect === "allow"));
  expect(wrong.map(({ id }) => `${id} ${answers[cases.findIndex((one) => one.id === id)]!.code}`)).toEqual([]);
});

test("the vectors of section 14 in Chromium", async () => {
  const answers = await ask(vectors.map(({ entries, url, options }) => ({ entries, url, options: { ...options } })));
  for (const [i, { id, code, canonical, near, suggestion, report }] of vectors.entries()) {
    const answer = answers[i]!;
    expect(answer, id).toMatchObject({ code, reports: report ? [report] : [] });
    if (canonical) expect(answer.canonical, id).toBe(canonical);
    if (near) expect(answer.near, id).toEqual([near]);
    if (suggestion) expect(answer.suggestion, id).toBe(suggestion);
  }
  const compiled = await page.evaluate(() =>
    (globalThis as unknown as { sources(entries: string[]): Promise<unknown> }).sources([
      "m.example.com:8443",
      "https://s.example.com/a;b",
    ]),
  );
  expect(compiled, "U-V-17").toMatchObject({
    sources: ["https://m.example.com:8443", "https://s.example.com/a%3Bb", "https://s.example.com/a%3Bb/"],
    exact: false,
  });
});

test("the vectors of the domain lists in Chromium", async () => {
  const answers = await ask(domains.map(([, entries, url, , api = "request"]) => ({ entries, url, api })));
  expect(answers.map(({ allow }, i) => [domains[i]![0], allow])).toEqual(domains.map(([id, , , allow]) => [id, allow]));
});
