import "fake-indexeddb/auto";
import { createEncryptedTokenStorage, createTokenManager, type TokenRecord } from "@berth/sdk/tokens";
import fc from "fast-check";
import { openDB } from "idb";
import { expect, it } from "vitest";
import { key, outcome, tokenBench } from "./token-bench.js";

let databases = 0;
const newName = (): string => `tokens-${databases++}`;
const record = (name: string, rev: number, secret: string): TokenRecord => ({
  ...{ name, userId: "ann-SECRET", appId: "shop-SECRET", generation: 1, rev },
  access: { value: secret, sentAt: 1, lifeMs: 600_000 },
  refresh: { value: `r${secret}`, graceMs: 0 },
});

/** Everything in the database as text, binary parts included. */
async function dump(name: string): Promise<string> {
  const db = await openDB(name);
  const parts: string[] = [];
  for (const store of db.objectStoreNames) {
    for (const row of await db.getAll(store)) {
      for (const value of row instanceof CryptoKey ? [row] : Object.values(Object(row))) {
        parts.push(value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : String(value));
      }
    }
  }
  db.close();
  return parts.join("\n");
}

it("T-INV-17, T-STO-2: what is written comes back, in another context too, and nothing of it can be read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[a-z0-9]{8,40}$/), async (text) => {
      const name = newName();
      const storage = createEncryptedTokenStorage({ name });
      const secret = `SECRET${text}`;
      expect(await storage.write(record("k", 1, secret), 0)).toBe(true);
      expect(await createEncryptedTokenStorage({ name }).read("k")).toEqual(record("k", 1, secret));
      const all = await dump(name);
      expect(all).not.toContain("SECRET");
      expect(all).not.toContain(text);
      const db = await openDB(name);
      const cryptoKey = (await db.get("keys", "key")) as CryptoKey;
      expect(cryptoKey.extractable).toBe(false);
      db.close();
    }),
    { numRuns: 20 },
  );
});

it("T-STO-2: a nonce of its own for each write", async () => {
  const name = newName();
  const storage = createEncryptedTokenStorage({ name });
  const nonces = new Set<string>();
  for (let rev = 0; rev < 50; rev++) {
    await storage.write(record("k", rev + 1, "s"), rev);
    const open = await openDB(name);
    nonces.add(String((await open.get("records", "k")).nonce));
    open.close();
  }
  expect(nonces.size).toBe(50);
});

it.each<[string, (row: { rev: number; text: ArrayBuffer }) => unknown]>([
  ["a bit turned", (row) => (new Uint8Array(row.text)[0]! ^= 1)],
  ["another rev", (row) => (row.rev = 9)],
])("T-STO-2: %s counts as absent, is removed, and the manager warns", async (_, tamper) => {
  const name = newName();
  const storage = createEncryptedTokenStorage({ name });
  const { clock, endpoint } = tokenBench();
  const locks = { request: ((_n: string, _o: unknown, work: () => unknown) => work()) as LockManager["request"] };
  const open = (): ReturnType<typeof createTokenManager> =>
    createTokenManager({ endpoint, clock, storage, locks, isActive: () => false });
  const first = open();
  first.offerCode({ authCode: "code1", key });
  expect(await outcome(first.getToken(key))).toBe("at-1");
  expect(await outcome(open().getToken(key))).toBe("at-1");
  const db = await openDB(name);
  const [row] = await db.getAll("records");
  const [place] = await db.getAllKeys("records");
  tamper(row);
  await db.put("records", row, place);
  const later = open();
  const warnings: unknown[] = [];
  later.on("warning", (event) => warnings.push(event.code));
  expect(await outcome(later.getToken(key))).toBe("AUTH_REQUIRED");
  expect(warnings).toEqual(["STORAGE_TAMPERED"]);
  expect(await db.getAllKeys("records")).toEqual([]);
  db.close();
});

it("T-CTX-3, T-STO-5: writing is compare-and-set; a used code is known for a day", async () => {
  const storage = createEncryptedTokenStorage({ name: newName() });
  expect(await storage.write(record("k", 1, "a"), 0)).toBe(true);
  expect(await storage.write(record("k", 1, "b"), 0)).toBe(false);
  const day = 24 * 3_600_000;
  expect(await storage.markUsed("h", day)).toBe(true);
  expect(await storage.markUsed("h", day + 1)).toBe(false);
  expect(await storage.markUsed("other", 2 * day + 1)).toBe(true);
  expect(await storage.markUsed("h", 2 * day + 1)).toBe(true);
});

it("T-CTX-5: one lease at a time; it ends by its time, or when its holder gives it back", async () => {
  const storage = createEncryptedTokenStorage({ name: newName() });
  const take = (owner: string, now: number): Promise<boolean> | undefined =>
    storage.lease?.("k", owner, now, now + 10_000, 0);
  expect(await take("a", 0)).toBe(true);
  expect(await take("b", 9_999)).toBe(false);
  expect(await take("b", 10_000)).toBe(true);
  await storage.lease?.("k", "b", 10_001, 0, 0);
  expect(await take("a", 10_002)).toBe(true);
});

it.each([
  [86_399, undefined],
  [86_400, "ACCESS_TOKEN_LIFETIME_LONG"],
  [86_401, "LIFETIME_CLAMPED"],
])("P-TOK-31, T-CLK-3: a life of %d s: %s", async (life, warning) => {
  const { tokens, endpoint, events } = tokenBench();
  endpoint.life = life;
  tokens.offerCode({ authCode: "code1", key });
  await outcome(tokens.getToken(key));
  expect(events.find((event) => event.type === "warning")?.code).toBe(warning);
});
