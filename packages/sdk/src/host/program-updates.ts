import type { Clock } from "@berth/core";
import type { AppLoader } from "../load/app-loader.js";
import type { UpdateMethod } from "../load/update-decision.js";

/** Wait after the first render before the platform is asked, ms (H-UPD-5). */
const checkAfterMs = 3_000;

/** What a run's updates work with. */
export interface ProgramUpdatesParts {
  appId: string;
  clock: Clock;
  /** Aborts when the run ends. */
  signal: AbortSignal;
  loader(): Promise<AppLoader>;
  /** An event of `my.getUpdateManager` for the program. */
  tell(event: "checkForUpdate" | "updateReady" | "updateFailed", data: { hasUpdate?: boolean }): void;
}

/** The check after the first render, and what the program hears of it (H-UPD-5, H-UPD-12). */
export class ProgramUpdates {
  readonly #parts: ProgramUpdatesParts;
  #isReady = false;

  constructor(parts: ProgramUpdatesParts) {
    this.#parts = parts;
  }

  /** A newer package is on the device; the next start takes it. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Call it when the first page is drawn. An open that makes no check has nothing new to tell. */
  rendered(method: UpdateMethod): void {
    const { clock, tell } = this.#parts;
    if (method === "async") clock.setTimer(checkAfterMs, () => void this.#check());
    else tell("checkForUpdate", { hasUpdate: false });
  }

  async #check(): Promise<void> {
    const { appId, signal, tell } = this.#parts;
    if (signal.aborted) return;
    let isFound = false;
    const found = (): void => {
      isFound = true;
      tell("checkForUpdate", { hasUpdate: true });
    };
    const result = await this.#parts
      .loader()
      .then((loader) => loader.checkLater(appId, signal, found))
      .catch(() => "failed");
    if (signal.aborted) return;
    this.#isReady = result === "new";
    if (this.#isReady) tell("updateReady", {});
    else if (isFound) tell("updateFailed", {});
    else tell("checkForUpdate", { hasUpdate: false });
  }
}
