import type { Cancel } from "@berth/core";
import { GuestConnection } from "./guest-connection.js";
import type { HostCore } from "./host-core.js";
import type { ShellPlan } from "./shell-plan.js";

/** Quiet time before a spare is made: a launch under way comes first. */
const quietMs = 1_500;

/** A node that can move without loading its frames anew; engines without it start every guest from cold. */
type Movable = Node & { moveBefore?(node: Node, before: Node | null): void };

/**
 * One guest made ahead of any program: stage, shell and worker stand, the self-test has passed, nothing ran in it. The
 * next program whose plan is the same takes it over, which saves the process, the document and the worker's start.
 * Guests are used once; a new spare is made when the launch is over.
 */
export class SpareGuest {
  readonly #core: HostCore;
  #holder: HTMLElement | null = null;
  #guest: GuestConnection | null = null;
  /** Plan of the newest launch: programs of one host mostly have the same, and this is the best guess for the next. */
  #wanted: ShellPlan | null = null;
  #key = "";
  #ready = false;
  #stop = new AbortController();
  #timer: Cancel | null = null;

  constructor(core: HostCore) {
    this.#core = core;
  }

  /** Makes a spare after a quiet moment, unless there is one or the engine could not move it. */
  prepare(): void {
    if (this.#stop.signal.aborted || this.#timer !== null || this.#guest !== null) return;
    if (!("moveBefore" in Element.prototype)) return;
    this.#timer = this.#core.clock.setTimer(quietMs, () => {
      this.#timer = null;
      void this.#make();
    });
  }

  /** The spare for this plan, now below `parent`; null when there is none. */
  take(plan: ShellPlan, parent: Node): GuestConnection | null {
    this.#wanted = plan;
    const guest = this.#guest;
    if (guest === null || !this.#ready) return null;
    if (JSON.stringify(plan) !== this.#key) {
      this.#drop(guest);
      return null;
    }
    try {
      const stage = guest.stageElement;
      if (stage === null) return null;
      (parent as Movable).moveBefore?.(stage, null);
      if (stage.parentNode !== parent) return null;
    } catch {
      // Another document, or a place that is not connected: the program starts from cold.
      return null;
    }
    this.#guest = null;
    this.#removeHolder();
    return guest;
  }

  /** Ends the spare and every intention to make one. Idempotent. */
  dispose(): void {
    this.#stop.abort();
    this.#timer?.();
    this.#timer = null;
    if (this.#guest !== null) this.#drop(this.#guest);
  }

  async #make(): Promise<void> {
    const plan = this.#wanted ?? (await this.#core.shells.plan(null).catch(() => null));
    if (plan === null || this.#stop.signal.aborted || this.#guest !== null) return;
    const holder = document.createElement("div");
    Object.assign(holder.style, {
      position: "fixed",
      width: "0",
      height: "0",
      overflow: "hidden",
      visibility: "hidden",
    });
    holder.inert = true;
    document.body.append(holder);
    this.#holder = holder;
    this.#ready = false;
    this.#key = JSON.stringify(plan);
    const guest = new GuestConnection({
      core: this.#core,
      parent: holder,
      signal: this.#stop.signal,
      shell: () => this.#core.shells.source(plan),
    });
    this.#guest = guest;
    try {
      await guest.start();
      this.#ready = true;
    } catch {
      // Whatever is wrong with the sandbox is told by the launch that meets it, not by a spare nobody asked for.
      if (this.#guest === guest) this.#drop(guest);
    }
  }

  #drop(guest: GuestConnection): void {
    this.#guest = null;
    guest.dispose();
    this.#removeHolder();
  }

  #removeHolder(): void {
    this.#holder?.remove();
    this.#holder = null;
  }
}
