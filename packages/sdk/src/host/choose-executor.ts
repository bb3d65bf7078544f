import type { AppPolicies } from "../gate/app-policies.js";
import type { Executor, ExecutorApp } from "../gate/executor.js";
import { gatewayExecutor } from "../gate/gateway-executor.js";
import { pageExecutor } from "../gate/page-executor.js";
import type { HostCore } from "./host-core.js";

/**
 * Who sends for a program: the host's own executor, else the gateway where there is one, else this page; `direct`: a
 * preview no gateway knows.
 */
export async function chooseExecutor(
  core: HostCore,
  app: Omit<ExecutorApp, "userId">,
  direct: boolean,
  policies: AppPolicies,
): Promise<Executor> {
  const userId = core.userId();
  const own = core.options.executor?.({ ...app, userId });
  if (own) return own;
  const { appId, releaseId } = app;
  const access = direct ? null : await core.gateway();
  if (access !== null) return gatewayExecutor({ access, fetch: core.fetch, appId, releaseId, userId });
  const followRedirects = policies.serverOpen && location.protocol === "https:";
  return pageExecutor({ fetch: core.fetch, followRedirects });
}
