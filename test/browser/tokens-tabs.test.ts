import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chromiumFlags, chromiumPath } from "../support/chromium.js";
import { type CountedIssuer, startCountedIssuer } from "../support/counted-issuer.js";
import { tokenPage } from "../support/token-page.js";

let script: string;
let issuer: CountedIssuer;
let profile: string;
let browser: BrowserContext;

const open = (): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: chromiumPath, args: [...chromiumFlags] });

beforeAll(async () => {
  script = await tokenPage();
  profile = await mkdtemp(`${tmpdir()}/berth-tabs-`);
  browser = await open();
});
afterAll(async () => {
  await browser?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
// An issuer is an origin: each test has a storage, locks and a channel of its own.
beforeEach(async () => {
  issuer = await startCountedIssuer(script);
});
afterEach(async () => {
  for (const page of browser.pages().slice(1)) await page.close();
  await issuer.close();
});

/** Tabs of the issuer's origin, each with a manager of its own over the shared storage. */
async function tabs(count: number, options: { locks?: boolean } = {}): Promise<Page[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const page = await browser.newPage();
      await page.goto(issuer.origin);
      await page.evaluate((given) => globalThis.tab.start(given), options);
      return page;
    }),
  );
}

/** What a tab's `getToken` ends with: the token or the code of the error. */
const token = (page: Page): Promise<string> => page.evaluate(() => globalThis.tab.token());
const ask = (page: Page): Promise<void> => page.evaluate(() => globalThis.tab.ask());
const answer = (page: Page): Promise<string> => page.evaluate(() => globalThis.tab.answer());
const events = (page: Page): Promise<string[]> => page.evaluate(() => globalThis.tab.events);

/** Time passes for everybody. */
async function pass(pages: readonly Page[], ms: number): Promise<void> {
  issuer.aheadMs += ms;
  await Promise.all(pages.map((page) => page.evaluate((more) => globalThis.tab.pass(more), ms)));
}

/** Signs in through the first tab; every tab then holds the token. */
async function signIn(pages: readonly Page[]): Promise<string> {
  await pages[0]!.evaluate((code) => globalThis.tab.offer(code), issuer.code());
  const got = [];
  for (const page of pages) got.push(await token(page));
  expect(new Set(got).size).toBe(1);
  expect(issuer.count("exchange")).toBe(1);
  return got[0]!;
}

/** Ends a tab as users, or the system, do. */
async function end(page: Page, how: "closed" | "crashed"): Promise<void> {
  if (how === "closed") return page.close();
  const gone = page.waitForEvent("crash");
  const client = await browser.newCDPSession(page);
  client.send("Page.crash").catch(() => undefined);
  await gone;
}

test.each([
  [2, true],
  [3, true],
  [2, false],
])(
  "T-INV-10, T-CTX-1, T-CTX-2, T-CTX-5: %i tabs, Web Locks %s: one refresh, and all have the new token",
  async (count, locks) => {
    const pages = await tabs(count, { locks });
    const old = await signIn(pages);
    for (const round of [1, 2]) {
      await pass(pages, 570_000);
      // Three calls in each tab at once.
      const got = await Promise.all(pages.flatMap((page) => [token(page), token(page), token(page)]));
      expect(new Set(got).size).toBe(1);
      expect(got[0]).not.toBe(old);
      expect(issuer.serves(got[0]!)).toBe(true);
      expect(issuer.count("refresh")).toBe(round);
      expect(issuer.calls.at(-1)?.outcome).toBe("issued");
    }
  },
);

test.each(["closed", "crashed"] as const)(
  "T-CTX-4, T-TST-4: the tab that refreshes is %s before its request was done: another tab does it, all have the new token",
  async (how) => {
    const [leader, ...others] = (await tabs(3)) as [Page, Page, Page];
    const old = await signIn([leader, ...others]);
    await pass([leader, ...others], 570_000);
    issuer.mode = "held";
    await ask(leader);
    await expect.poll(() => issuer.count("refresh")).toBe(1);
    // They wait for the lock and send nothing.
    for (const page of others) await ask(page);
    await expect.poll(() => others[0].evaluate(() => globalThis.tab.waiting())).toBe(2);
    expect(issuer.count("refresh")).toBe(1);
    issuer.mode = "answer";
    await end(leader, how);
    const got = await Promise.all(others.map(answer));
    expect(new Set(got).size).toBe(1);
    expect(got[0]).not.toBe(old);
    expect(issuer.serves(got[0]!)).toBe(true);
    expect(issuer.calls.map((call) => call.outcome)).toEqual(["issued", "nothing done", "issued"]);
  },
);

test("T-CTX-7, T-STO-4: killed after the issuer did it, inside a declared window: the same pair comes once more", async () => {
  issuer.settings.refreshGraceSeconds = 30;
  const [leader, other] = (await tabs(2)) as [Page, Page];
  await signIn([leader, other]);
  await pass([leader, other], 570_000);
  issuer.mode = "kept";
  await ask(leader);
  await expect.poll(() => issuer.calls.map(({ kind, outcome }) => `${kind} ${outcome}`).at(-1)).toBe("refresh issued");
  issuer.mode = "answer";
  await end(leader, "crashed");
  const got = await token(other);
  expect(issuer.serves(got)).toBe(true);
  expect(issuer.calls.map((call) => call.outcome)).toEqual(["issued", "issued", "issued"]);
  expect(issuer.calls[1]?.secret).toBe(issuer.calls[2]?.secret);
});

test("T-TOK-S9, T-TOK-S13, T-INV-12, T-ISS-S10: the same without a window is a replay: everything ends, everywhere, and nobody loops", async () => {
  const [leader, ...others] = (await tabs(3)) as [Page, Page, Page];
  await signIn([leader, ...others]);
  await pass([leader, ...others], 570_000);
  issuer.mode = "kept";
  await ask(leader);
  await expect.poll(() => issuer.calls.map(({ kind, outcome }) => `${kind} ${outcome}`).at(-1)).toBe("refresh issued");
  issuer.mode = "answer";
  await end(leader, "closed");
  const got = await Promise.all(others.map(token));
  expect(got).toEqual(["AUTH_REQUIRED", "AUTH_REQUIRED"]);
  expect(issuer.calls.map((call) => call.outcome)).toEqual(["issued", "issued", "USED_REFRESH_TOKEN"]);
  // What the lost answer brought is revoked too.
  expect(issuer.secrets.filter((secret) => secret.startsWith("at")).some((secret) => issuer.serves(secret))).toBe(
    false,
  );
  for (const page of others) expect(await token(page)).toBe("AUTH_REQUIRED");
  expect(issuer.count("refresh")).toBe(2);
  for (const page of others)
    expect((await events(page)).filter((type) => type === "authorizationRequired")).toHaveLength(1);
  // A new code brings a new session to all.
  await others[0].evaluate((code) => globalThis.tab.offer(code), issuer.code());
  const fresh = await token(others[0]);
  expect(await token(others[1])).toBe(fresh);
  expect(issuer.serves(fresh)).toBe(true);
  // When that one ends too, the tab that got it from the other tells it like its own (T-TOK-S2).
  expect(issuer.refresh(issuer.secrets.findLast((secret) => secret.startsWith("rt"))!)).toBe("issued");
  await pass(others, 570_000);
  expect(await token(others[1])).toBe("AUTH_REQUIRED");
  expect((await events(others[1])).filter((type) => type === "authorizationRequired")).toHaveLength(2);
});

test("T-INV-12, T-ISS-S10: a stolen refresh token that was spent is replayed: the next refresh ends the session in every tab", async () => {
  const pages = await tabs(2);
  await signIn(pages);
  const stolen = issuer.secrets.find((secret) => secret.startsWith("rt"))!;
  await pass(pages, 570_000);
  await Promise.all(pages.map(token));
  expect(issuer.refresh(stolen)).toBe("USED_REFRESH_TOKEN");
  await pass(pages, 570_000);
  expect(await Promise.all(pages.map(token))).toEqual(["AUTH_REQUIRED", "AUTH_REQUIRED"]);
  expect(issuer.count("refresh")).toBe(2);
  for (const page of pages)
    expect((await events(page)).filter((type) => type === "authorizationRequired")).toHaveLength(1);
});

test("T-INV-14, T-CTX-6, T-TOK-S17: logout in one tab ends the others, and what one of them had under way", async () => {
  const pages = (await tabs(3)) as [Page, Page, Page];
  await signIn(pages);
  await pass(pages, 570_000);
  issuer.mode = "kept";
  await ask(pages[1]);
  await expect.poll(() => issuer.calls.map(({ kind, outcome }) => `${kind} ${outcome}`).at(-1)).toBe("refresh issued");
  issuer.mode = "answer";
  await pages[0].evaluate(() => globalThis.tab.logOut());
  expect(await answer(pages[1])).toBe("ENDED");
  for (const page of pages) await expect.poll(() => events(page)).toContain("ended");
  issuer.release();
  for (const page of pages) expect(await token(page)).toBe("AUTH_REQUIRED");
  expect(issuer.count("refresh")).toBe(1);
  // Nothing of it is left for a tab that opens later.
  const [later] = await tabs(1);
  expect(await token(later!)).toBe("AUTH_REQUIRED");
});

test("T-INV-1, T-CODE-S2: a code that one tab sent is refused in another, also after the first has crashed", async () => {
  const [first, second] = (await tabs(2)) as [Page, Page];
  const code = issuer.code();
  issuer.mode = "held";
  await first.evaluate((text) => globalThis.tab.offer(text), code);
  await ask(first);
  await expect.poll(() => issuer.count("exchange")).toBe(1);
  issuer.mode = "answer";
  await end(first, "crashed");
  await second.evaluate((text) => globalThis.tab.offer(text), code);
  expect(await token(second)).toBe("CODE_USED");
  expect(issuer.count("exchange")).toBe(1);
});

test("T-STO-1, T-STO-2, T-INV-17: nothing readable in the page's storages nor on the disk; reload and restart keep the session", async () => {
  const [page] = (await tabs(1)) as [Page];
  const got = await signIn([page]);
  const readable = await page.evaluate(() => globalThis.tab.dump());
  expect(readable).toContain("records");
  for (const secret of [...issuer.secrets, "SECRET", "ann", "shop"]) expect(readable).not.toContain(secret);
  expect(await page.evaluate(() => globalThis.tab.keyIsLocked())).toBe(true);
  await page.reload();
  await page.evaluate(() => globalThis.tab.start({}));
  expect(await token(page)).toBe(got);
  await browser.close();
  const stored: Buffer[] = [];
  for (const file of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !/IndexedDB|Local Storage|Session Storage/.test(file.parentPath)) continue;
    stored.push(await readFile(`${file.parentPath}/${file.name}`));
  }
  const bytes = Buffer.concat(stored);
  // The database is among them.
  expect(bytes.includes(Buffer.from("records", "utf16le").swap16())).toBe(true);
  for (const encoding of ["latin1", "utf16le"] as const)
    expect(bytes.includes(Buffer.from("SECRET", encoding))).toBe(false);
  browser = await open();
  const [again] = (await tabs(1)) as [Page];
  expect(await token(again)).toBe(got);
  expect(issuer.count("exchange")).toBe(1);
});
