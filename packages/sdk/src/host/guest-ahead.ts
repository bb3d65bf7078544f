import type { AppPolicies, PolicyLists } from "../gate/app-policies.js";
import { LaunchError } from "../launch-error.js";
import { appPolicies } from "./app-policies-of.js";
import { GuestConnection } from "./guest-connection.js";
import type { HostCore } from "./host-core.js";
import type { ShellPlan } from "./shell-plan.js";

/** Where the guest goes and what ends its start. */
export interface GuestAheadParts {
  core: HostCore;
  parent: Node;
  isPreview: boolean;
  signal: AbortSignal;
}

/**
 * A guest that starts while its program is still being asked for, fetched and verified. It is empty: no line of a
 * program reaches it before {@link GuestAhead.take}, which the run calls with the verified package's own lists. A guest
 * begun on a wrong guess is thrown away then and another one started.
 */
export class GuestAhead {
  readonly #parts: GuestAheadParts;
  #key = "";
  #taken = false;
  #guest: GuestConnection | null = null;
  #started: Promise<void> = Promise.resolve();

  constructor(parts: GuestAheadParts) {
    this.#parts = parts;
  }

  /** Starts a guest for lists that are likely the program's; null: nothing is known of it. Failures are told by `take`. */
  async guess(lists: PolicyLists | null): Promise<void> {
    const { core, isPreview } = this.#parts;
    try {
      const plan = await core.shells.plan(lists === null ? null : await appPolicies(core, lists, isPreview));
      if (plan !== null && !this.#taken) this.#begin(plan);
    } catch {
      // Lists that cannot be compiled are an error of the launch itself, told when it gets there.
    }
  }

  /** The guest for exactly these lists, self-test passed. @throws LaunchError 91007, 91008, 91009 */
  async take(policies: AppPolicies): Promise<GuestConnection> {
    this.#taken = true;
    const plan = await this.#parts.core.shells.plan(policies);
    if (plan !== null) this.#begin(plan);
    await this.#started;
    if (this.#guest === null) throw new LaunchError(91008, "start", "the launch was cancelled");
    return this.#guest;
  }

  /** Ends the guest, taken or not. Idempotent. */
  dispose(): void {
    this.#guest?.dispose();
  }

  #begin(plan: ShellPlan): void {
    const { core, parent, signal } = this.#parts;
    const key = JSON.stringify(plan);
    if (signal.aborted || (this.#guest !== null && key === this.#key)) return;
    this.#guest?.dispose();
    this.#key = key;
    const spare = core.takeSpare(plan, parent);
    if (spare !== null) {
      this.#guest = spare;
      this.#started = Promise.resolve();
      return;
    }
    this.#guest = new GuestConnection({ core, parent, signal, shell: () => core.shells.source(plan) });
    this.#started = this.#guest.start();
    // A load that failed first is what the host is told; then nobody takes the guest.
    this.#started.catch(() => {});
  }
}
