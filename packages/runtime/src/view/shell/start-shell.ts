import type { ShellBoot, ViewToHost, WorkerBoot } from "@berth/core/wire";
import { createView } from "../create-view.js";
import { testShell } from "./self-test.js";

/**
 * Waits for the one message that starts the shell, from the parent of its parent (S-ARCH-10); after it nobody listens
 * to messages any more. Ports: worker to host, which is passed on and not kept, and view to host.
 */
export function startShell(window: Window & typeof globalThis): void {
  const accept = (event: MessageEvent): void => {
    const boot = readBoot(event, window);
    if (boot === null) return;
    window.removeEventListener("message", accept);
    void start(window, boot, event.ports[0]!, event.ports[1]!);
  };
  window.addEventListener("message", accept);
}

function readBoot(event: MessageEvent, window: Window): ShellBoot | null {
  // Host page, stage, shell: the host is two frames up. Nobody else is listened to.
  if (event.source !== window.parent.parent || event.ports.length !== 2) return null;
  const data = event.data as Partial<ShellBoot> | null;
  if (typeof data !== "object" || data === null || data.berth !== 1 || data.kind !== "boot") return null;
  return typeof data.worker === "string" ? (data as ShellBoot) : null;
}

async function start(
  window: Window & typeof globalThis,
  boot: ShellBoot,
  workerHost: MessagePort,
  viewHost: MessagePort,
): Promise<void> {
  const say = (message: ViewToHost): void => viewHost.postMessage(message);
  // The worker starts while the shell tests itself; it runs no code of the program before the host has both results.
  const channel = new window.MessageChannel();
  // Never revoked: in WebKit a worker whose own address is gone cannot import scripts any more.
  const worker = new window.Worker(
    window.URL.createObjectURL(new window.Blob([boot.worker], { type: "text/javascript" })),
  );
  const hello: WorkerBoot = { kind: "boot", selfTest: boot.selfTest, limits: boot.limits };
  worker.postMessage(hello, [workerHost, channel.port1]);
  worker.onerror = (event) => say(["dropped", `worker: ${event.message}`, 1]);
  const result = boot.selfTest ? await testShell(window) : {};
  createView({
    document: window.document,
    window,
    workerPort: channel.port2,
    hostPort: viewHost,
    // Closed roots keep order, no attacker (S-GEN-4); `berth check` and tests ask to look inside.
    shadowMode: boot.limits?.["inspect"] === 1 ? "open" : "closed",
  });
  say(["ready", result]);
}
