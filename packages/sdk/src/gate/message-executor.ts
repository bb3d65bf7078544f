import { urlText } from "@berth/core/policy";
import type { Executor, ExecutorApp, TransferOutcome } from "./executor.js";
import { stopped } from "./stopped.js";

/**
 * An executor that hands each transfer to another process, such as Electron's main process, where
 * `createNodeEgress().answer` of `@berth/sdk/node` decides again and sends. The message is plain data with `Uint8Array`
 * for bytes. When a program stops a request, `post` is told by its signal; the call ends without waiting for it.
 */
export function messageExecutor(
  app: ExecutorApp,
  post: (message: object, signal: AbortSignal) => Promise<TransferOutcome>,
): Executor {
  return {
    name: "node",
    async send(transfer, signal) {
      if (signal.aborted) return stopped(signal);
      let leave = (): void => {};
      const ended = new Promise<TransferOutcome>((resolve) => {
        leave = () => resolve(stopped(signal));
        signal.addEventListener("abort", leave, { once: true });
      });
      try {
        return await Promise.race([post({ ...transfer, url: urlText(transfer.url), app }, signal), ended]);
      } catch (cause) {
        return {
          kind: "failed",
          reason: "network",
          message: `the sending process failed: ${(cause as Error).message}`,
        };
      } finally {
        signal.removeEventListener("abort", leave);
      }
    },
  };
}
