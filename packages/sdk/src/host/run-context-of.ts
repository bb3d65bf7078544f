import type { Json } from "@berth/core/wire";
import type { AppSockets } from "../gate/app-sockets.js";
import { RequestGate } from "../gate/request-gate.js";
import { ResourceGate } from "../gate/resource-gate.js";
import type { OpenParams, ScriptedAnswer } from "../host-types.js";
import { AppFiles } from "../jsapi/app-files.js";
import { AppStorage } from "../jsapi/app-storage.js";
import { Permissions } from "../jsapi/permissions.js";
import type { RunContext } from "../jsapi/run-context.js";
import type { LoadedApp } from "../load/app-loader.js";
import { appPolicies } from "./app-policies-of.js";
import type { AppRun } from "./app-run.js";
import { chooseExecutor } from "./choose-executor.js";
import type { HostCore } from "./host-core.js";
import type { RunLog } from "./run-log.js";
import { RunWatches } from "./run-watches.js";
import { systemInfo } from "./system-info.js";

/** A run's context and what only the run itself may touch. */
export interface RunParts {
  context: RunContext;
  files: AppFiles;
  /** Scripted answers of this run; a tool may change them. */
  answers: Map<string, ScriptedAnswer>;
}

/** Puts together what JSAPIs of one run work with. */
export async function createRunContext(
  core: HostCore,
  run: AppRun,
  app: LoadedApp,
  params: OpenParams,
  log: RunLog,
  signal: AbortSignal,
): Promise<RunParts> {
  const { options, clock } = core;
  const { appId } = app;
  const userId = core.userId();
  const owner = `${core.options.config.targetAppId}|${appId}|${userId === "" ? "(device)" : userId}`;
  const inspect: RunContext["inspect"] = (event) => run.hub.emit(event);
  const isPreview = app.packageState === "preview";
  const policies = await appPolicies(core, app.release, isPreview);
  const storage = new AppStorage(core.store, owner, () => core.extension("storageCipher"), inspect);
  const permissions = new Permissions(core.store, owner);
  const files = new AppFiles(core.store, owner, clock, (data) =>
    run.toWorker("my", { event: "file", data: data as unknown as Json }),
  ); // a Blob crosses a port as it is
  await Promise.all([storage.load(), permissions.load()]);
  const answers = new Map(Object.entries(options.answers ?? {}));
  const direct = isPreview && params.preview?.releaseId === undefined;
  const readsAll = options.executor !== undefined || (core.hasGateway() && !direct);
  const { releaseId, ownerKind, wapUrls } = app.release;
  // What the switches of P-DOM-17 lift, the executor must not refuse.
  const serverDomains = policies.serverOpen ? ({ mode: "allow-all" } as const) : app.release.serverDomains;
  const sender = { appId, releaseId, ownerKind, serverDomains, wapUrls };
  const requests = new RequestGate({
    policies,
    clock,
    domainErrorCode: core.domainErrorCode,
    executor: () => chooseExecutor(core, sender, direct, policies),
    watched: () => run.hub.watched,
    inspect,
    transferred: (result) => log.emit("http.result", { ...result, callId: String(result.callId) }),
    refused: (policy, api, origin, code, errorCode) => log.refusal(policy, api, origin, errorCode, code),
  });
  const resources = new ResourceGate({
    package: app.package,
    files,
    policies,
    requests,
    elementFallback: !readsAll && options.shell === "inline",
    signal,
  });
  let sockets: Promise<AppSockets> | null = null;
  const makeSockets = async (): Promise<AppSockets> => {
    const [{ AppSockets }, { pageSockets }] = await Promise.all([
      import("../gate/app-sockets.js"),
      import("../gate/page-sockets.js"),
    ]);
    const made = new AppSockets({
      policies,
      clock,
      executor: async () => pageSockets(WebSocket),
      hostOrigins: core.hostOrigins,
      domainErrorCode: core.domainErrorCode,
      emit: (event, data) => run.toWorker("my", { event, data: data as Json }),
      refused: (origin, errorCode, code) => log.refusal("serverDomain", "connectSocket", origin, errorCode, code),
      inspect,
    });
    if (signal.aborted) made.dispose();
    else signal.addEventListener("abort", () => made.dispose(), { once: true });
    return made;
  };
  const context: RunContext = {
    app,
    config: options.config,
    clock,
    locale: core.locale,
    services: options.services ?? {},
    surface: run.surface,
    storage,
    files,
    permissions,
    policies,
    requests,
    resources,
    sockets: () => (sockets ??= makeSockets()),
    codeDesk: core.codeDesk,
    silentScopes: options.silentScopes ?? ["auth_base"],
    serverOffsetMs: core.serverOffsetMs,
    userId: core.userId,
    extension: (name) => core.extension(name),
    answer: (api) => answers.get(api) ?? answers.get("*") ?? null,
    apiContext: (call) => ({
      appId,
      releaseVersion: app.release.releaseVersion,
      environment: options.config.environment,
      surface: run.surface.root,
      get signal() {
        return call.signal;
      },
    }),
    foreground: () => run.foreground(),
    inspect,
    refused(policy, api, origin, errorCode, reason) {
      log.refusal(policy, api, origin, errorCode, reason);
      const code = reason ?? policy.toUpperCase();
      inspect({
        type: "refusal",
        policy,
        api,
        origin,
        code,
        sentence: `${api} was refused by ${policy} (${errorCode})`,
      });
    },
    systemInfo: () => systemInfo(run.surface, core.locale, core.dark, options.services?.devices?.systemInfo?.() ?? {}),
    openOther: (request) => core.openFrom(run, request),
    backToOpener: (extraData) => core.backTo(run, extraData),
    exit: (reason) => run.leave(reason),
    applyUpdate: () => run.applyUpdate(),
    watches: new RunWatches((event, data) => run.toWorker("my", { event, data: data as Json })),
    emitToWorker: (event, data) => run.toWorker("my", { event, data: data as never }),
  };
  return { context, files, answers };
}
