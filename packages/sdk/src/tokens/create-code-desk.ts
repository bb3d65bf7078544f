import { systemClock } from "@berth/core";
import { sha256Hex } from "@berth/core/events";
import type { CodeDesk, CodeDeskOptions, DeskAnswer, DeskRequest, ServiceCode } from "./code-desk.js";

/** Age before the end of its life at which a code is too old to be worth delivering (T-CODE-2). */
const STALE_BEFORE_END_MS = 60_000;

/** A code desk with its own memory of delivered codes. */
export function createCodeDesk(options: CodeDeskOptions = {}): CodeDesk {
  const clock = options.clock ?? systemClock();
  const remembered = options.remembered ?? 1_000;
  const delivered = new Set<string>();

  const remember = (hash: string): void => {
    delivered.add(hash);
    if (delivered.size > remembered) delivered.delete(delivered.values().next().value ?? "");
  };

  /** One question to the service. Null: the code went stale before it could be delivered. */
  async function once(request: DeskRequest): Promise<DeskAnswer | null> {
    let code: ServiceCode;
    try {
      code = await request.ask();
    } catch {
      return { kind: "failed", error: 3, message: "the authorization service failed" };
    }
    // Counted from the answer: asking includes the consent sheet, which may stand open for minutes.
    const wall = clock.now();
    const mono = clock.monotonic();
    if (request.signal?.aborted) return { kind: "dropped" };
    if (code.authSuccessScopes.length === 0) {
      // P-TOK-5: no scope succeeded, so the call fails and says which were refused.
      return { kind: "failed", error: 11, message: "no scope was granted", authErrorScopes: code.authErrorScopes };
    }
    const hash = sha256Hex(String(code.authCode));
    if (!/^[0-9A-Za-z]{1,32}$/.test(String(code.authCode)) || delivered.has(hash)) {
      return { kind: "failed", error: 3, message: "the authorization service gave an unusable code" };
    }
    await request.deliverable?.();
    if (request.signal?.aborted) return { kind: "dropped" };
    const age = Math.max(clock.now() - wall, clock.monotonic() - mono);
    const life = (code.lifetimeSeconds ?? 600) * 1_000;
    if (!(age < life - STALE_BEFORE_END_MS) || clock.now() < wall - 1_000) return null;
    // Two calls may have been given the same code while both waited.
    if (delivered.has(hash)) return { kind: "failed", error: 3, message: "the code was delivered before" };
    remember(hash);
    return {
      kind: "delivered",
      authCode: code.authCode,
      authSuccessScopes: code.authSuccessScopes,
      authErrorScopes: code.authErrorScopes,
    };
  }

  return {
    async deliver(request) {
      return (
        (await once(request)) ??
        (await once(request)) ?? {
          kind: "failed",
          error: 10,
          message: "the code was too old when it could be delivered",
        }
      );
    },
  };
}
