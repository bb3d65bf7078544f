import type { Clock } from "@berth/core";
import type { ApiContext, Extensions } from "../extension.js";
import type { AppPolicies } from "../gate/app-policies.js";
import type { AppSockets } from "../gate/app-sockets.js";
import type { RequestGate } from "../gate/request-gate.js";
import type { ResourceGate } from "../gate/resource-gate.js";
import type { RunWatches } from "../host/run-watches.js";
import type { BerthConfig, ScriptedAnswer } from "../host-types.js";
import type { InspectBody } from "../inspect/events.js";
import type { LoadedApp } from "../load/app-loader.js";
import type { HostServices } from "../services.js";
import type { AppSurface } from "../surface/app-surface.js";
import type { CodeDesk } from "../tokens/code-desk.js";
import type { AppFiles } from "./app-files.js";
import type { AppStorage } from "./app-storage.js";
import type { Permissions } from "./permissions.js";

/** What refused (H-LOG-E18). */
export type RefusedPolicy = "serverDomain" | "wapUrl" | "resource" | "scheme" | "address" | "feature" | "permission";

/** Everything a JSAPI may use of the app it serves. */
export interface RunContext {
  app: LoadedApp;
  config: BerthConfig;
  clock: Clock;
  locale: string;
  services: HostServices;
  surface: AppSurface;
  storage: AppStorage;
  files: AppFiles;
  permissions: Permissions;
  policies: AppPolicies;
  requests: RequestGate;
  resources: ResourceGate;
  /** Loaded with the first socket; closed when the app ends. */
  sockets(): Promise<AppSockets>;
  codeDesk: CodeDesk;
  silentScopes: readonly string[];
  /** Platform's clock minus ours, ms. */
  serverOffsetMs(): number;
  userId(): string;
  extension<K extends keyof Extensions>(name: K): Extensions[K] | undefined;
  /** Scripted answer for an API, `"*"` for all; null: ask the human (F-CAT-2). */
  answer(api: string): ScriptedAnswer | null;
  /** What a host's handler learns of the call; its signal is read when the handler asks for it. */
  apiContext(call: { readonly signal: AbortSignal }): ApiContext;
  /** Resolves when the app is in front: prompts wait for that (F-API-8). */
  foreground(): Promise<void>;
  inspect(event: InspectBody): void;
  refused(policy: RefusedPolicy, api: string, origin: string, errorCode: number, reason?: string): void;
  /** Answer of getSystemInfo. */
  systemInfo(): Record<string, string | number | boolean>;
  openOther(request: { appId: string; path?: string; query?: unknown; extraData?: unknown }): Promise<void>;
  backToOpener(extraData: unknown): boolean;
  exit(reason: "api" | "back"): void;
  /** Starts the program again with the package that is staged; false when none is (H-UPD-12). */
  applyUpdate(): boolean;
  /** What the program watches of the device. */
  watches: RunWatches;
  emitToWorker(event: string, data: unknown): void;
}
