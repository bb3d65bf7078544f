import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sha256Hex } from "@berth/core/events";
import {
  defaultIssuerSettings,
  exchangeCode,
  type FreshPair,
  type IssuerSettings,
  type IssuerTable,
  issueCode,
  refreshTokens,
  repeatableSeed,
  revokeAccess,
  type SecretRecord,
  serveAccess,
} from "@berth/core/issuer";

/** What becomes of a request. "held": it reached the server and nothing was done; "kept": done, the answer does not leave. */
export type IssuerMode = "answer" | "held" | "kept";

/** One request that reached the issuer. */
export interface IssuerCall {
  kind: "exchange" | "refresh" | "revoke";
  secret: string;
  outcome: string;
}

/** The issuer of the specification behind HTTP, which counts, and a page on the same origin. */
export interface CountedIssuer {
  readonly origin: string;
  readonly calls: IssuerCall[];
  /** Every secret it ever gave out. */
  readonly secrets: string[];
  readonly settings: IssuerSettings;
  mode: IssuerMode;
  /** Its clock is ahead of this machine's by so much. */
  aheadMs: number;
  /** A new code for the one user. */
  code(): string;
  /** What an API answers to an access token. */
  serves(accessToken: string): boolean;
  /** Does what a back end would do with a refresh token. */
  refresh(refreshToken: string): string;
  /** Requests waiting are answered now. */
  release(): void;
  count(kind: IssuerCall["kind"]): number;
  close(): Promise<void>;
}

const binding = { familyId: "f", appId: "shop", clientId: "c1", userId: "ann", scopes: ["auth_base"] };

/** Starts the issuer; `script` runs in every page of its origin. */
export async function startCountedIssuer(script: string): Promise<CountedIssuer> {
  const rows = new Map<string, SecretRecord>();
  const table: IssuerTable = {
    get: (hash) => rows.get(hash),
    put: (record) => rows.set(record.hash, structuredClone(record)),
    family: (id) => [...rows.values()].filter((row) => row.familyId === id),
    delete: (hash) => rows.delete(hash),
  };
  const waiting: (() => void)[] = [];
  let made = 0;
  const now = (): number => Date.now() + issuer.aheadMs;
  const secret = (value: string): { value: string; hash: string } => ({ value, hash: sha256Hex(value) });
  const mark = (kind: string, of: string): string => `${kind}SECRET${of.padStart(26, "0")}`;
  const pair = (seed: string): FreshPair => ({
    access: secret(mark("at", seed)),
    refresh: secret(mark("rt", seed)),
    seed,
  });

  function act(kind: IssuerCall["kind"], value: string): Record<string, unknown> {
    const { hash } = secret(value);
    if (kind === "revoke") {
      const revoked = revokeAccess(table, { hash }, now());
      return revoked.ok ? { kind: "refused", code: "SUCCESS" } : { kind: "refused", code: revoked.refusal };
    }
    const fresh = pair(repeatableSeed(table, hash) ?? String(++made));
    const answer =
      kind === "exchange"
        ? exchangeCode(table, { hash }, fresh, issuer.settings, now())
        : refreshTokens(table, { hash }, fresh, issuer.settings, now());
    if (!answer.ok) return { kind: "refused", code: `${answer.refusal.replace("REFRESH_", "")}_REFRESH_TOKEN` };
    const { accessToken, refreshToken, accessExpiresAt: expiresAt, refreshExpiresAt } = answer;
    issuer.secrets.push(accessToken, refreshToken);
    const graceSeconds = issuer.settings.refreshGraceSeconds;
    return { kind: "issued", accessToken, refreshToken, expiresAt, refreshExpiresAt, serverTime: now(), graceSeconds };
  }

  const server = createServer(async (request, response) => {
    const [, kind = ""] = (request.url ?? "/").split("/");
    if (kind === "" || kind === "page.js") {
      response.setHeader("content-type", kind === "" ? "text/html" : "text/javascript");
      response.end(
        kind === ""
          ? '<!doctype html><title>tokens</title><link rel="icon" href="data:,"><script src="/page.js"></script>'
          : script,
      );
      return;
    }
    let body = "";
    for await (const part of request) body += part;
    const call: IssuerCall = { kind: kind as IssuerCall["kind"], secret: body, outcome: "nothing done" };
    issuer.calls.push(call);
    const mode = issuer.mode;
    if (mode === "held") await new Promise<void>((resolve) => waiting.push(resolve));
    // A page that died while it was held never reached the issuer.
    if (response.destroyed) return;
    const answer = act(call.kind, body);
    call.outcome = String(answer["code"] ?? answer["kind"]);
    if (mode === "kept") await new Promise<void>((resolve) => waiting.push(resolve));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer: CountedIssuer = {
    // Not the number: only names are secure contexts beside loopback addresses in every engine.
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    calls: [],
    secrets: [],
    settings: { ...defaultIssuerSettings },
    mode: "answer",
    aheadMs: 0,
    code() {
      const code = mark("co", String(++made));
      issueCode(table, secret(code), { ...binding, familyId: code }, issuer.settings, now());
      issuer.secrets.push(code);
      return code;
    },
    serves: (accessToken) => serveAccess(table, { hash: sha256Hex(accessToken) }, now()).ok,
    refresh: (refreshToken) => String(act("refresh", refreshToken)["code"] ?? "issued"),
    release() {
      issuer.mode = "answer";
      for (const go of waiting.splice(0)) go();
    },
    count: (kind) => issuer.calls.filter((call) => call.kind === kind).length,
    async close() {
      issuer.release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}
