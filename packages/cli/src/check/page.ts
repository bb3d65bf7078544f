/**
 * The page behind `berth check`: a host that opens one page of a program after another and hands over what it saw.
 * It runs in the browser; the command drives it through `globalThis.berthCheck`.
 *
 * @module
 */
import { createHost, type Host, type InspectEvent } from "@berth/sdk";
import { createSimulatedDevice } from "@berth/sdk/testing";

/** What one opening showed, without what only the browser's driver can see. */
export interface Opening {
  opened: boolean;
  failure: { code: number | string; message: string } | null;
}

/** What the command calls. */
export interface CheckPage {
  start(setup: { shellUrl: string; packageUrl: string; gatewayUrl: string; name: string }): Promise<void>;
  open(page: string): Promise<Opening>;
  /** Waits until no call was open or came for `quietMs`; two seconds bound a program that never rests. */
  quiet(quietMs: number): Promise<void>;
  /** What the tools were told since the page was opened. */
  seen(): InspectEvent[];
  /** Why the program is no longer there, or null while it runs. */
  ended(): string | null;
  close(): Promise<void>;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nothing waits for a human (F-CAT-2). */
const answers = {
  alert: "approve",
  confirm: "approve",
  prompt: { value: { ok: true, inputValue: "check" } },
  showActionSheet: { value: { index: 0 } },
  scan: { value: { code: "berth-check", qrCode: "berth-check", barCode: "" } },
  tradePay: { value: { resultCode: "9000" } },
} as const;

function createCheckPage(): CheckPage {
  let host: Host;
  let bytes: Uint8Array;
  let name = "";
  let running: { close(): Promise<void> } | null = null;
  let ended: string | null = null;
  let events: InspectEvent[] = [];
  let openCalls = new Set<number>();
  let lastCall = 0;

  return {
    async start(setup) {
      name = setup.name;
      bytes = new Uint8Array(await (await fetch(setup.packageUrl)).arrayBuffer());
      host = await createHost({
        config: {
          platformUrl: location.origin,
          workspaceId: "check",
          targetAppId: "check",
          environment: "development",
          platformKeys: [],
          configVersion: 1,
        },
        assets: {
          worker: { url: "/runtime/worker.js" },
          view: { url: "/runtime/view.js" },
          workerExtra: { url: "/runtime/worker-extra.js" },
          viewExtra: { url: "/runtime/view-extra.js" },
        },
        shell: { url: setup.shellUrl },
        gateway: { url: setup.gatewayUrl, token: "check" },
        store: "memory",
        answers,
        openView: true,
        // The driver looks for the one shell there is.
        spareGuest: false,
        services: {
          oauth: {
            getAuthCode: async ({ scopes }) => ({
              authCode: crypto.randomUUID().replaceAll("-", ""),
              successScopes: scopes,
            }),
            showAuthPage: async ({ scopes }) => ({ confirmed: true, scopes }),
          },
          ...createSimulatedDevice().services,
          member: { getMemberInfo: async () => ({ userId: "check-user", nickName: "Check" }) },
        },
      });
    },
    async open(page) {
      const container = document.getElementById("app") as HTMLElement;
      const ofThis: InspectEvent[] = [];
      const calls = new Set<number>();
      events = ofThis;
      openCalls = calls;
      ended = null;
      lastCall = performance.now();
      const inspect = (event: InspectEvent): void => {
        ofThis.push(event);
        if (event.type === "state" && event.state === "closed") ended = event.reason ?? "unknown";
        if (event.type !== "jsapi") return;
        lastCall = performance.now();
        if (event.phase === "start") calls.add(event.callId);
        else calls.delete(event.callId);
      };
      try {
        running = await host.openApp("check", {
          container,
          page,
          inspect,
          preview: { package: bytes, name, ownerKind: "tenant", releaseVersion: "0.0.0" },
        });
      } catch (error) {
        const { code, message } = error as { code?: number | string; message?: string };
        return { opened: false, failure: { code: code ?? "UNKNOWN", message: message ?? String(error) } };
      }
      return { opened: true, failure: null };
    },
    async quiet(quietMs) {
      const from = performance.now();
      do await wait(50);
      while (
        performance.now() - from < quietMs ||
        ((openCalls.size > 0 || performance.now() - lastCall < quietMs) && performance.now() - from < 2_000)
      );
    },
    seen: () => events,
    ended: () => (running === null ? null : ended),
    async close() {
      await running?.close();
      running = null;
      document.getElementById("app")?.replaceChildren();
    },
  };
}

declare global {
  // How the command reaches the page that it drives.
  var berthCheck: CheckPage;
}

globalThis.berthCheck = createCheckPage();
