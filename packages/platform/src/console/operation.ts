import type { Context, Hono } from "hono";
import type { ConsoleAnswer, EntryFinding } from "../client/answer.js";
import type { PlatformContext } from "../context.js";
import { requireMember } from "../members/login.js";
import type { MemberRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { ConsoleRefusal, consoleStatus } from "./refusal.js";

/** Values that every request carries through the routes. */
export interface RouteVariables {
  Variables: { traceId: string };
}

/** What an operation sees of its request. */
export interface OperationInput {
  param(name: string): string;
  query(name: string): string;
  /** The body as an object; PARAM_ILLEGAL for anything else. */
  body(): Promise<Record<string, unknown>>;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** The member of the session, in a transaction of the caller. */
  member(tx: StoreTransaction): MemberRow;
  traceId: string;
}

/** What an operation gives back. */
export interface OperationResult {
  data: unknown;
  warnings?: string[];
  findings?: EntryFinding[];
}

async function readBody(c: Context<RouteVariables>): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new ConsoleRefusal("PARAM_ILLEGAL", "the body is a JSON object", { field: "body" });
}

/** Adds a console operation; whatever it refuses becomes an answer of P-GEN-6. */
export function operation(
  app: Hono<RouteVariables>,
  context: PlatformContext,
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  run: (input: OperationInput) => OperationResult | Promise<OperationResult>,
): void {
  app.on(method, [`/console/v1/${path}`], async (c) => {
    const traceId = c.get("traceId");
    const input: OperationInput = {
      param: (name) => c.req.param(name as never) ?? "",
      query: (name) => c.req.query(name) ?? "",
      body: () => readBody(c),
      bytes: async () => new Uint8Array(await c.req.arrayBuffer()),
      member: (tx) => requireMember(context, tx, c.req.header("authorization")),
      traceId,
    };
    try {
      const { data, warnings, findings } = await run(input);
      const answer: ConsoleAnswer<unknown> = { ok: true, data };
      if (warnings !== undefined && warnings.length > 0) answer.warnings = warnings;
      if (findings !== undefined && findings.length > 0) answer.findings = findings;
      return c.json(answer);
    } catch (error) {
      if (!(error instanceof ConsoleRefusal)) throw error;
      const { code, message, field, findings } = error;
      const answer: ConsoleAnswer<never> = { ok: false, code, message, traceId };
      if (field !== undefined) answer.field = field;
      if (findings !== undefined) answer.findings = findings;
      return c.json(answer, consoleStatus[code]);
    }
  });
}
