import type { Clock, Random } from "@berth/core";
import type { AppEvent, Extensions, HostEvents, PageRef, ShareContent } from "../extension.js";
import type { GatewayAccess, HostOptions, OpenParams, SandboxLimits } from "../host-types.js";
import type { AppLoader } from "../load/app-loader.js";
import type { LocalStore } from "../load/local-store.js";
import type { EventLogDriver } from "../log/event-log.js";
import type { GuestStarter } from "../sandbox/guest-starter.js";
import type { AppSurface } from "../surface/app-surface.js";
import type { CodeDesk } from "../tokens/code-desk.js";
import type { AppRun } from "./app-run.js";
import type { CustomApis } from "./custom-apis.js";
import type { GuestConnection } from "./guest-connection.js";
import type { ShellPlan, ShellPlanner } from "./shell-plan.js";

/** What every run of a host shares. */
export interface HostCore {
  readonly options: HostOptions;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: SandboxLimits;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly dark: boolean;
  readonly openView: boolean;
  readonly domainErrorCode: 4 | 11;
  readonly store: LocalStore;
  /** Loads programs; itself loaded with the first of them. */
  loader(): Promise<AppLoader>;
  readonly custom: CustomApis;
  readonly eventLog: EventLogDriver;
  readonly codeDesk: CodeDesk;
  /** Origins of the host page and of the shell (U-NET-5). */
  readonly hostOrigins: readonly string[];
  userId(): string;
  serverOffsetMs(): number;
  briefOf(appId: string): { name: string; iconUrl: string };
  workerScript(): Promise<string>;
  /** The second script of worker or view. @throws LaunchError 91007 when it cannot be read. */
  extraScript(of: "worker" | "view"): Promise<string>;
  /** Stands in for the sandbox in tests of hosts; null: the sandbox. */
  readonly startGuest: GuestStarter | null;
  readonly shells: ShellPlanner;
  /** A guest that stands ready for this plan, moved below `parent`, or null. */
  takeSpare(plan: ShellPlan, parent: Node): GuestConnection | null;
  /** Resolves when the platform has told whether events are collected, 300 ms at most; at once when that is known. */
  termsSettled(): Promise<void>;
  readonly fetch: typeof fetch;
  /** Access to the gateway, asked of the platform when it is not known yet; null: there is none. */
  gateway(): Promise<GatewayAccess | null>;
  /** Whether access to a gateway is known now. */
  hasGateway(): boolean;
  extension<K extends keyof Extensions>(name: K): Extensions[K] | undefined;
  hostEvent(name: "appStart" | "appExit" | "appShow" | "appHide" | "appResponsive", event: AppEvent): void;
  hostEvent(name: "appLaunchFailed", event: Parameters<HostEvents["appLaunchFailed"]>[0]): void;
  hostEvent(name: "pageEnter" | "pageLeave", page: PageRef): void;
  /** True when a handler of the host has handled it (H-EVH-2). */
  hostQuestion(name: "backPressed" | "titleBarClose", page: PageRef): boolean;
  hostQuestion(name: "menuItem", page: PageRef, item: string): boolean;
  hostQuestion(name: "share", page: PageRef, content: ShareContent): boolean;
  hostQuestion(name: "appUnresponsive", event: AppEvent & { sinceMs: number }): boolean;
  openAgain(appId: string, params: OpenParams): void;
  openFrom(
    opener: AppRun,
    request: { appId: string; path?: string; query?: unknown; extraData?: unknown },
  ): Promise<void>;
  backTo(from: AppRun, extraData: unknown): boolean;
  forget(run: AppRun): void;
  keepErrorPage(container: HTMLElement, surface: AppSurface): void;
}
