import type { Clock } from "@berth/core";
import type { ShellBoot } from "@berth/core/wire";
import type { SandboxLimits } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import { createStage, placeFrame, type Stage } from "./stage.js";
import { trustedHtml } from "./trusted-html.js";

/** Where the shell comes from. */
export type ShellSource = { kind: "url"; url: string } | { kind: "inline"; html: string };

/** What a guest is started with. The last two members exist so that tests can break them (S-TST-5). */
export interface GuestOptions {
  /** Where the stage is put; it fills that element. */
  parent: Node;
  document: Document;
  shell: ShellSource;
  workerScript: string;
  limits: SandboxLimits;
  /** Opens the view's shadow roots. */
  openView?: boolean;
  clock: Clock;
  signal: AbortSignal;
  /** Takes the ports before anything arrives on them. */
  connect(worker: MessagePort, view: MessagePort): GuestReports;
  sandboxAttribute?: string;
  stageSources?: readonly string[];
}

/** Self-test results as they come over the ports. */
export interface GuestReports {
  worker: Promise<Record<string, string>>;
  shell: Promise<Record<string, string>>;
}

/** A running, isolated guest in which no code of the program has run yet. */
export interface Guest {
  stage: Stage;
  shell: HTMLIFrameElement;
  /** Ends worker and view at once (S-ARCH-8). */
  dispose(): void;
}

const workerTests = ["T1", "T2", "T3", "T4", "T5"];
const shellTests = ["T6", "T7", "T8"];

/** Ids that are missing or did not end with "ok"; an unknown extra id that failed counts too. */
export function failedSelfTests(results: Record<string, string>, expected: readonly string[]): string[] {
  const seen = new Map(Object.entries(results).map(([id, value]) => [id.replace(/^S-SELF-/, ""), value]));
  const failed = expected.filter((id) => seen.get(id) !== "ok");
  for (const [id, value] of seen) if (value !== "ok" && !failed.includes(id)) failed.push(id);
  return failed.map((id) => `S-SELF-${id}${seen.has(id) ? ` (${seen.get(id)})` : " (no result)"}`);
}

/**
 * Makes stage, shell and worker and waits for every step of the self-test. There is no way to go on after a failure.
 *
 * @throws LaunchError 91009 with the ids that failed; 91007 after `limits.startMs`.
 */
export async function startGuest(options: GuestOptions): Promise<Guest> {
  const { clock, limits, signal } = options;
  const sources =
    options.stageSources ??
    (options.shell.kind === "url" ? [new URL(options.shell.url, options.document.baseURI).origin] : []);
  const stage = await createStage(options.parent, sources, options.document);
  const abandon = (error: LaunchError): never => {
    stage.dispose();
    throw error;
  };
  const shell = placeFrame(stage, options.sandboxAttribute ?? "allow-scripts");
  const toWorker = new MessageChannel();
  const toView = new MessageChannel();
  const reports = options.connect(toWorker.port1, toView.port1);
  const closePorts = (): void => {
    toWorker.port1.close();
    toView.port1.close();
  };
  let cancelTimer = (): void => {};
  try {
    const late = new Promise<never>((_, reject) => {
      cancelTimer = clock.setTimer(limits.startMs, () =>
        reject(new LaunchError(91007, "start", `the sandbox did not start within ${limits.startMs / 1000} s`)),
      );
      signal.addEventListener("abort", () => reject(new LaunchError(91008, "start", "the launch was cancelled")), {
        once: true,
      });
    });
    late.catch(() => {});
    const loaded = new Promise<void>((resolve) => shell.addEventListener("load", () => resolve(), { once: true }));
    // T9 goes on while the shell loads; nothing is sent to the shell before it has passed.
    const tested = stage.selfTest(clock);
    if (options.shell.kind === "url") shell.src = options.shell.url;
    else shell.srcdoc = trustedHtml(options.shell.html);
    stage.document.body.appendChild(shell);
    const stageResult = await tested;
    if (stageResult !== "ok") {
      throw new LaunchError(91009, "start", `the sandbox is not isolated: S-SELF-T9 (${stageResult})`);
    }
    await Promise.race([loaded, late]);
    const boot: ShellBoot = {
      berth: 1,
      kind: "boot",
      worker: options.workerScript,
      selfTest: true,
      limits: { ...limits, ...(options.openView === true ? { inspect: 1 } : {}) },
    };
    // The origin is opaque, so no target origin can name it; the stage's policy says what sits in this frame.
    shell.contentWindow?.postMessage(boot, "*", [toWorker.port2, toView.port2]);
    const [workerResult, shellResult] = await Promise.race([Promise.all([reports.worker, reports.shell]), late]);
    const failed = [...failedSelfTests(workerResult, workerTests), ...failedSelfTests(shellResult, shellTests)];
    if (failed.length > 0) {
      throw new LaunchError(91009, "start", `the sandbox is not isolated: ${failed.join(", ")}`, {
        details: { failed },
      });
    }
  } catch (error) {
    closePorts();
    shell.remove();
    return abandon(
      error instanceof LaunchError ? error : new LaunchError(91007, "start", String(error), { cause: error }),
    );
  } finally {
    cancelTimer();
  }
  return {
    stage,
    shell,
    dispose() {
      closePorts();
      shell.remove();
      stage.dispose();
    },
  };
}
