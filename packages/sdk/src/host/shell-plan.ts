import type { Random } from "@berth/core";
import type { AppPolicies } from "../gate/app-policies.js";
import type { HostOptions } from "../host-types.js";
import { base64Text } from "../load/platform-keys.js";
import type { ShellSource } from "../sandbox/guest.js";

/** Which shell a guest is started in. Two guests with equal plans are interchangeable as long as nothing ran in them. */
export type ShellPlan = { kind: "url"; url: string } | { kind: "inline"; resourceSources: readonly string[] };

/** Chooses shells for programs. */
export interface ShellPlanner {
  /**
   * The shell for the lists of a program; with null, the shell that most programs of this host get, or null when only
   * the lists can tell.
   */
  plan(policies: AppPolicies | null): Promise<ShellPlan | null>;
  /** What a plan is in this page. */
  source(plan: ShellPlan): Promise<ShellSource>;
}

/** Makes the planner of a host (S-RES-5, S-RES-6, S-FB-1). */
export function createShellPlanner(parts: {
  options: HostOptions;
  random: Random;
  /** A gateway brings pictures, so no source stands in the shell's own policy. */
  hasGateway(): boolean;
  viewScript(): Promise<string>;
}): ShellPlanner {
  const { options } = parts;
  const { shell } = options;
  const openUrl = (): string => {
    if (shell !== "inline" && shell.openUrl !== undefined) return shell.openUrl;
    const url = new URL(shell === "inline" ? location.href : shell.url, location.href);
    url.searchParams.set("policy", "open");
    return url.href;
  };
  return {
    async plan(policies) {
      const open = policies?.resourcesOpen ?? options.resourcePolicy === "open";
      if (shell !== "inline") return { kind: "url", url: open ? openUrl() : new URL(shell.url, location.href).href };
      if (open) return { kind: "inline", resourceSources: ["https:"] };
      if (parts.hasGateway()) return { kind: "inline", resourceSources: [] };
      return policies === null ? null : { kind: "inline", resourceSources: await policies.resourceSources() };
    },
    async source(plan) {
      if (plan.kind === "url") return plan;
      const { shellHtml, shellScriptHash } = await import("../sandbox/shell-document.js");
      const view = await parts.viewScript();
      const { resourceSources } = plan;
      // A hash permits less than a nonce; pages that are no secure context have no digest.
      const permit = isSecureContext
        ? { hash: await shellScriptHash(view) }
        : { nonce: base64Text(parts.random.bytes(16)) };
      return { kind: "inline", html: shellHtml({ view, metaPolicy: true, resourceSources, ...permit }) };
    },
  };
}
