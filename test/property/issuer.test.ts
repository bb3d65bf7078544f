import {
  exchangeCode,
  type FreshPair,
  forgetEnded,
  type IssuerSettings,
  type IssuerTable,
  issueCode,
  refreshTokens,
  repeatableSeed,
  revokeAccess,
  revokeFamily,
  type SecretRecord,
  serveAccess,
} from "@berth/core/issuer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

class Table implements IssuerTable {
  readonly rows = new Map<string, SecretRecord>();
  get(hash: string): SecretRecord | undefined {
    return this.rows.get(hash);
  }
  put(record: SecretRecord): void {
    this.rows.set(record.hash, structuredClone(record));
  }
  family(familyId: string): SecretRecord[] {
    return [...this.rows.values()].filter((row) => row.familyId === familyId);
  }
  delete(hash: string): void {
    this.rows.delete(hash);
  }
}

const hash = (secret: string): string => `#${secret}`;
let made = 0;
function pair(parent: string, seed = `seed${++made}`): FreshPair {
  const secret = (kind: string) => ({ value: `${kind}-${seed}-${parent}`, hash: hash(`${kind}-${seed}-${parent}`) });
  return { access: secret("a"), refresh: secret("r"), seed };
}

type Command =
  | { do: "code"; client: number }
  | { do: "exchange"; which: number; client: number }
  | { do: "refresh"; which: number; client: number }
  | { do: "use" | "revoke"; which: number }
  | { do: "tick"; ms: number }
  | { do: "forget" };

const which = fc.nat(20);
const client = fc.nat(1);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant("code" as const), client }),
  fc.record({ do: fc.constant("exchange" as const), which, client }),
  fc.record({ do: fc.constant("refresh" as const), which, client }),
  fc.record({ do: fc.constantFrom("use" as const, "revoke" as const), which }),
  fc.record({
    do: fc.constant("tick" as const),
    ms: fc.constantFrom(1, 29_999, 30_000, 599_999, 600_000, 172_800_000),
  }),
  fc.constant<Command>({ do: "forget" }),
);

/** Runs commands against the issuer and checks the invariants of T-INV-19 and section 11 by a plain account of its own. */
function run(commands: readonly Command[], grace: number): void {
  const settings: IssuerSettings = {
    authCodeLifetimeSeconds: 600,
    accessTokenLifetimeSeconds: 600,
    refreshTokenLifetimeSeconds: 172_800,
    refreshGraceSeconds: grace,
  };
  const table = new Table();
  let now = 1_000;
  const codes: { value: string; family: string; client: string; at: number; exchanged: number }[] = [];
  const access: { value: string; family: string; at: number }[] = [];
  const refresh: { value: string; family: string; client: string; at: number; spentAt?: number; pairs: Set<string> }[] =
    [];
  const dead = new Set<string>();
  const clients = ["c0", "c1"];

  for (const one of commands) {
    if (one.do === "tick") now += one.ms;
    else if (one.do === "forget") forgetEnded(table, [...table.rows.values()], 172_800, now);
    else if (one.do === "code") {
      const value = `code${++made}`;
      const binding = {
        familyId: `f${made}`,
        appId: "app",
        clientId: clients[one.client] ?? "",
        userId: "u",
        scopes: ["auth_base"],
      };
      expect(issueCode(table, { value, hash: hash(value) }, binding, settings, now)).toBe(now + 600_000);
      codes.push({ value, family: binding.familyId, client: binding.clientId, at: now, exchanged: 0 });
    } else if (one.do === "exchange") {
      const code = codes[one.which % Math.max(1, codes.length)];
      if (code === undefined) continue;
      const clientId = clients[one.client] ?? "";
      const answer = exchangeCode(table, { hash: hash(code.value), clientId }, pair(code.value), settings, now);
      if (answer.ok) {
        // Once, in time, by the right client (T-ISS-S2, P-TOK-32).
        expect(code.exchanged).toBe(0);
        expect(now - code.at).toBeLessThan(600_000);
        expect(clientId).toBe(code.client);
        code.exchanged += 1;
        access.push({ value: answer.accessToken, family: code.family, at: now });
        refresh.push({
          value: answer.refreshToken,
          family: code.family,
          client: code.client,
          at: now,
          pairs: new Set(),
        });
      } else if (answer.refusal === "CODE_USED") {
        expect(code.exchanged).toBe(1);
        dead.add(code.family);
      }
    } else if (one.do === "refresh") {
      const token = refresh[one.which % Math.max(1, refresh.length)];
      if (token === undefined) continue;
      const clientId = clients[one.client] ?? "";
      const fresh = pair(token.value, repeatableSeed(table, hash(token.value)));
      const answer = refreshTokens(table, { hash: hash(token.value), clientId }, fresh, settings, now);
      if (answer.ok) {
        expect(dead.has(token.family)).toBe(false);
        expect(clientId).toBe(token.client);
        token.pairs.add(`${answer.accessToken} ${answer.refreshToken}`);
        // However often it is repeated, one refresh token has one successor pair (T-ISS-S9).
        expect(token.pairs.size).toBe(1);
        if (answer.repeated) expect(now - (token.spentAt ?? Number.NaN)).toBeLessThan(grace * 1000);
        else {
          expect(token.spentAt).toBeUndefined();
          expect(now - token.at).toBeLessThan(172_800_000);
          token.spentAt = now;
          expect(answer.accessExpiresAt).toBe(now + 600_000);
          expect(answer.scopes).toEqual(["auth_base"]);
          access.push({ value: answer.accessToken, family: token.family, at: now });
          refresh.push({
            value: answer.refreshToken,
            family: token.family,
            client: token.client,
            at: now,
            pairs: new Set(),
          });
        }
      } else if (answer.refusal === "REFRESH_USED") {
        expect(token.spentAt).toBeDefined();
        dead.add(token.family);
      }
    } else {
      const token = access[one.which % Math.max(1, access.length)];
      if (token === undefined) continue;
      const act = one.do === "use" ? serveAccess : revokeAccess;
      const answer = act(table, { hash: hash(token.value) }, now);
      if (answer.ok) {
        expect(dead.has(token.family)).toBe(false);
        expect(now - token.at).toBeLessThan(600_000);
        if (one.do === "revoke") {
          expect(serveAccess(table, { hash: hash(token.value) }, now)).toEqual({
            ok: false,
            refusal: "ACCESS_INVALID",
          });
        }
      }
    }
    // Nothing of a revoked family is alive.
    for (const row of table.rows.values())
      if (dead.has(row.familyId)) expect(["ACTIVE", "ISSUED"]).not.toContain(row.state);
  }
}

describe("issuer", () => {
  it("keeps single use, lifetimes, families and replay revocation in every run (T-ISS, T-INV-19)", () => {
    const commands = fc.array(command, { minLength: 10, maxLength: 60, size: "max" });
    fc.assert(
      fc.property(commands, fc.constantFrom(0, 30), (list, grace) => run([{ do: "code", client: 0 }, ...list], grace)),
      { numRuns: 1000 },
    );
  });

  it("ends a family when consent is revoked or the app deleted (T-ISS-S16), and forgets ended records (T-ISS-3)", () => {
    const settings = {
      authCodeLifetimeSeconds: 600,
      accessTokenLifetimeSeconds: 600,
      refreshTokenLifetimeSeconds: 1000,
      refreshGraceSeconds: 0,
    };
    const table = new Table();
    const binding = { familyId: "f", appId: "app", clientId: "c", userId: "u", scopes: [] };
    issueCode(table, { value: "code", hash: hash("code") }, binding, settings, 0);
    const fresh = pair("code");
    exchangeCode(table, { hash: hash("code") }, fresh, settings, 0);
    revokeFamily(table, "f", 5);
    expect(serveAccess(table, { hash: fresh.access.hash }, 5).ok).toBe(false);
    expect(refreshTokens(table, { hash: fresh.refresh.hash }, pair("x"), settings, 5)).toEqual({
      ok: false,
      refusal: "REFRESH_INVALID",
    });
    forgetEnded(table, [...table.rows.values()], 1000, 1_599_999);
    expect(table.rows.size).toBe(3);
    forgetEnded(table, [...table.rows.values()], 1000, 1_600_000);
    expect(exchangeCode(table, { hash: hash("code") }, pair("y"), settings, 1_600_000)).toEqual({
      ok: false,
      refusal: "CODE_INVALID",
    });
  });
});
