import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CountedIssuer, startCountedIssuer } from "../support/counted-issuer.js";
import { type Engine, type EnginePage, engines, startEngine } from "../support/engines.js";
import { tokenPage } from "../support/token-page.js";

// The tabs of test/browser/tokens-tabs.test.ts, which crashes them too, in the engines beside Chromium.
for (const name of engines().filter((each) => each !== "chromium")) {
  describe(`tabs of one profile in ${name} (T-TST-4)`, () => {
    let engine: Engine;
    let issuer: CountedIssuer;
    let tabs: EnginePage[];
    beforeAll(async () => {
      [issuer, engine] = await Promise.all([tokenPage().then(startCountedIssuer), startEngine(name)]);
      tabs = await engine.newTabs(2);
      for (const tab of tabs) {
        await tab.goto(issuer.origin);
        await tab.evaluate(() => globalThis.tab.start({}));
      }
    });
    afterAll(async () => {
      await engine?.close();
      await issuer?.close();
    });
    const token = (tab: EnginePage): Promise<string> => tab.evaluate(() => globalThis.tab.token());

    test("T-INV-10, T-CTX-1, T-CTX-2, T-CTX-6: one refresh for both, both have the new token; logout in one ends the other", async () => {
      const [first, second] = tabs as [EnginePage, EnginePage];
      await first.evaluate((code) => globalThis.tab.offer(code), issuer.code());
      const old = await token(first);
      expect(issuer.serves(old)).toBe(true);
      expect(await token(second)).toBe(old);
      expect(issuer.count("exchange")).toBe(1);

      issuer.aheadMs += 570_000;
      for (const tab of tabs) await tab.evaluate((ms) => globalThis.tab.pass(ms), 570_000);
      // Both ask before either has an answer: the issuer keeps the first request until the second tab waits for the lock.
      issuer.mode = "kept";
      await first.evaluate(() => globalThis.tab.ask());
      await expect.poll(() => issuer.count("refresh")).toBe(1);
      await second.evaluate(() => globalThis.tab.ask());
      await expect.poll(() => second.evaluate(() => globalThis.tab.waiting())).toBe(1);
      issuer.mode = "answer";
      issuer.release();
      const got = await Promise.all(tabs.map((tab) => tab.evaluate(() => globalThis.tab.answer())));
      expect(new Set(got).size).toBe(1);
      expect(got[0]).not.toBe(old);
      expect(issuer.serves(got[0] ?? "")).toBe(true);
      expect(issuer.count("refresh")).toBe(1);

      await second.evaluate(() => globalThis.tab.logOut());
      await expect.poll(() => first.evaluate(() => globalThis.tab.events)).toContain("ended");
      expect(await token(first)).toBe("AUTH_REQUIRED");
      expect(issuer.count("refresh")).toBe(1);
    });
  });
}
