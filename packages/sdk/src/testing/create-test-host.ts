import { createHost } from "../host/create-host.js";
import type { Host, HostOptions, OpenParams } from "../host-types.js";
import { type GuestStarter, guestStarter } from "../sandbox/guest-starter.js";
import { FakeClock } from "./fake-clock.js";
import { createFakePlatform, type FakeApp, type FakePlatform } from "./fake-platform.js";
import { ScriptedProgram, settled } from "./scripted-program.js";

/** Largest step of time in which nothing is missed, ms. */
const stepMs = 2_500;

/** What a test host is made of; every member has a default. */
export interface TestHostOptions {
  /** Programs of the platform. Default one, "2026000000000001", with one page. */
  apps?: FakeApp[];
  /** Options of the host under test: services, extensions come after, logs, locale and so on. */
  host?: Partial<HostOptions>;
  /** Where programs are drawn. Default a new element of 375 by 667 px at the end of the page. */
  container?: HTMLElement;
}

/** A host whose platform, clock and programs belong to a test. */
export interface TestHost {
  readonly host: Host;
  readonly platform: FakePlatform;
  readonly clock: FakeClock;
  readonly container: HTMLElement;
  /** Opens a program that the test plays. Default the first one of the platform. @throws LaunchError */
  open(appId?: string, params?: Partial<OpenParams>): Promise<ScriptedProgram>;
  /**
   * Lets milliseconds pass in small steps, so that host and program answer each other meanwhile. `clock.advance` does not:
   * a program in front that misses 30 seconds of pings counts as hung (S-MSG-11).
   */
  advance(ms: number): Promise<void>;
  /** Ends the host and takes its element away. */
  dispose(): Promise<void>;
}

/** Every 128 bits differ, and every run has the same ones. */
function seededRandom(): NonNullable<HostOptions["random"]> {
  let state = 1;
  return {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        bytes[at] = state >>> 24;
      }
      return bytes;
    },
  };
}

/**
 * A real host for tests of a super app: everything of the SDK but the sandbox runs, the platform is fake and in this
 * page, time stands still until told, and the test itself plays the mini programs. Needs a browser's document; one
 * host at a time.
 *
 * @example
 * ```ts
 * import { createTestHost } from "@berth/sdk/testing";
 * const test = await createTestHost({ host: { services: { payment: { pay: async () => ({ resultCode: "9000" }) } } } });
 * const program = await test.open();
 * const { result } = await program.call("tradePay", { tradeNO: "1" });
 * if (result["resultCode"] !== "9000") throw new Error("not paid");
 * await test.dispose();
 * ```
 */
export async function createTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const clock = new FakeClock();
  const apps = options.apps ?? [{ appId: "2026000000000001" }];
  const platform = await createFakePlatform({ apps, clock });
  const container = options.container ?? document.createElement("div");
  if (options.container === undefined) {
    Object.assign(container.style, { position: "relative", width: "375px", height: "667px" });
    document.body.append(container);
  }
  let playing: ScriptedProgram | null = null;
  const start: GuestStarter = async ({ parent, connect, document: page }) => {
    const toWorker = new MessageChannel();
    const toView = new MessageChannel();
    const element = page.createElement("iframe");
    element.style.cssText = "position:absolute;inset:0;width:100%;height:100%;border:0";
    parent.appendChild(element);
    connect(toWorker.port1, toView.port1);
    (playing ?? new ScriptedProgram()).take(toWorker.port2, toView.port2);
    const dispose = (): void => {
      for (const port of [toWorker.port1, toView.port1]) port.close();
      element.remove();
    };
    const stage = { element, document: page, onBlocked() {}, selfTest: async () => "ok", dispose };
    return { stage, shell: element, dispose };
  };
  const given: HostOptions & { [guestStarter]: GuestStarter } = {
    config: platform.config,
    // No script of the runtime is ever read.
    assets: { worker: "", workerExtra: "", viewExtra: "" },
    shell: { url: "/" },
    fetch: platform.fetch,
    clock,
    random: seededRandom(),
    store: "memory",
    locale: "en",
    colorScheme: "light",
    gateway: null,
    spareGuest: false,
    [guestStarter]: start,
    ...options.host,
  };
  const host = await createHost(given);
  return {
    host,
    platform,
    clock,
    container,
    async open(appId = apps[0]?.appId ?? "", params = {}) {
      const program = new ScriptedProgram();
      playing = program;
      const place = params.container ?? container;
      program.opened(null, () => place.lastElementChild as HTMLElement | null);
      const handle = await host.openApp(appId, {
        container,
        ...params,
        inspect(event) {
          program.inspected(event);
          params.inspect?.(event);
        },
      });
      const root = place.lastElementChild as HTMLElement | null;
      program.opened(handle, () => root);
      return program;
    },
    async advance(ms) {
      for (let left = ms; left > 0; left -= stepMs) {
        await settled();
        clock.advance(Math.min(stepMs, left));
      }
      await settled();
    },
    async dispose() {
      await host.dispose();
      if (options.container === undefined) container.remove();
    },
  };
}
