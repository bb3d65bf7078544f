import { sha256Hex } from "@berth/core/events";
import type { MemberView } from "../client/views.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import { randomText } from "../ids.js";
import type { MemberRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { checkPassword } from "./password.js";

const sessionLifeMs = 12 * 3_600_000;

/** Form of a device fingerprint: 32 hex digits (P-RISK-4). */
const fingerprintForm = /^[0-9a-f]{32}$/;

/** A member as the console shows it. */
export function memberView(tx: StoreTransaction, member: MemberRow): MemberView {
  return {
    memberId: member.memberId,
    email: member.email,
    workspaceId: member.workspaceId,
    workspaceKind: tx.get("workspace", member.workspaceId)?.kind ?? "merchant",
    roles: member.roles,
  };
}

/** Opens a session. The fingerprint is looked at before the password, and says nothing about the account (P-RISK-4). */
export async function login(
  context: PlatformContext,
  input: { email?: unknown; password?: unknown; fingerprint?: unknown },
  traceId: string,
): Promise<{ token: string; member: MemberView }> {
  const { email, password, fingerprint } = input;
  const { store, clock, random } = context;
  const attempt = (outcome: string): void =>
    store.transaction((tx) =>
      tx.put("attempt", {
        traceId,
        time: clock.now(),
        email: typeof email === "string" ? email : "",
        outcome,
        fingerprint: typeof fingerprint === "string",
      }),
    );
  if (typeof fingerprint !== "string" || !fingerprintForm.test(fingerprint)) {
    attempt("RISK_CONTROL");
    throw new ConsoleRefusal(
      "RISK_CONTROL",
      "risk-control operation error: the device fingerprint is missing; see whether its script loads (P-RISK-2)",
    );
  }
  if (typeof email !== "string" || typeof password !== "string")
    throw new ConsoleRefusal("PARAM_ILLEGAL", "email and password are texts", { field: "email" });
  const member = store.transaction((tx) => tx.list("member", email)[0]);
  // The same work for an unknown account, so that time does not tell.
  const right = await checkPassword(password, member?.passwordSalt ?? "00", member?.passwordHash ?? "");
  if (member === undefined || member.state !== "ACTIVE" || !right) {
    attempt("UNAUTHENTICATED");
    throw new ConsoleRefusal("UNAUTHENTICATED", "email or password is wrong");
  }
  const token = randomText(random, 40);
  attempt("OK");
  return store.transaction((tx) => {
    for (const old of tx.list("session", member.memberId))
      if (clock.now() >= old.expiresAt) tx.delete("session", old.tokenHash);
    tx.put("session", {
      tokenHash: sha256Hex(token),
      memberId: member.memberId,
      expiresAt: clock.now() + sessionLifeMs,
    });
    return { token, member: memberView(tx, member) };
  });
}

/** The member of a session, or UNAUTHENTICATED: also for members blocked since (P-WS-4). */
export function requireMember(
  context: PlatformContext,
  tx: StoreTransaction,
  authorization: string | undefined,
): MemberRow {
  const token = /^Bearer (\w+)$/.exec(authorization ?? "")?.[1];
  const session = token === undefined ? undefined : tx.get("session", sha256Hex(token));
  const member = session === undefined ? undefined : tx.get("member", session.memberId);
  if (session === undefined || member?.state !== "ACTIVE" || context.clock.now() >= session.expiresAt)
    throw new ConsoleRefusal("UNAUTHENTICATED", "log in first");
  return member;
}
