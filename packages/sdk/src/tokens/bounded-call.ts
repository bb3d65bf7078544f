import type { Clock } from "@berth/core";
import type { CallContext, EndpointAnswer } from "./token-endpoint.js";

/** Deadline of one request (T-ONE-4). */
const DEADLINE_MS = 10_000;

/**
 * Sends one request with its deadline; resolves with `unknown` when that or `signal` ends it first. Whatever goes wrong
 * inside is an answer, never a rejection (T-INV-20).
 */
export function boundedCall(
  send: (context: CallContext) => Promise<EndpointAnswer>,
  signal: AbortSignal,
  clock: Clock,
): Promise<EndpointAnswer> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    let cancel = (): void => {};
    const end = (answer: EndpointAnswer): void => {
      cancel();
      signal.removeEventListener("abort", stop);
      resolve(answer);
    };
    const stop = (): void => {
      controller.abort();
      end({ kind: "unknown", cause: "deadline" });
    };
    cancel = clock.setTimer(DEADLINE_MS, stop);
    signal.addEventListener("abort", stop, { once: true });
    try {
      // At once: one tick later the key may have been wiped.
      send({ signal: controller.signal, deadlineMs: DEADLINE_MS }).then(end, (cause: unknown) =>
        end({ kind: "unknown", cause }),
      );
    } catch (cause) {
      end({ kind: "unknown", cause });
    }
  });
}
