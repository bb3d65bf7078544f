import type { AppBrief, Extensions, Splash } from "../extension.js";
import type { AppSurface } from "../surface/app-surface.js";

/** How far a launch is when a stage begins, for a splash view. */
const progressOf = { query: 0.1, download: 0.3, verify: 0.7, sandbox: 0.8, start: 0.9 } as const;

/** What a cover works with. */
export interface LaunchCoverParts {
  surface: AppSurface;
  brief: Omit<AppBrief, "surface">;
  splashView: Extensions["splashView"] | undefined;
  /** False: the launch shows nothing (H-PARAM-4). */
  shown: boolean;
  /** The user closed the splash (91008). */
  cancel(): void;
}

/** What covers an app while it is launched: the loading page, or at the very first open the host's splash (H-EXT-3). */
export class LaunchCover {
  readonly #parts: LaunchCoverParts;
  #splash: Splash | null = null;
  #named = "";

  constructor(parts: LaunchCoverParts) {
    this.#parts = parts;
    if (parts.splashView === undefined) this.#loading();
  }

  /** It is known whether the program must be fetched first. */
  begin(firstOpen: boolean): void {
    const { splashView, surface, brief, shown, cancel } = this.#parts;
    if (splashView === undefined || !shown) return;
    if (firstOpen) this.#guard(() => (this.#splash = splashView.create({ ...brief, surface: surface.root }, cancel)));
    if (this.#splash === null) this.#loading();
  }

  stage(stage: keyof typeof progressOf): void {
    this.#guard((splash) => splash?.update({ progress: progressOf[stage] }));
  }

  /** The platform has told what the program is called. */
  named(name: string, iconUrl: string): void {
    if (`${name} ${iconUrl}` === this.#named) return;
    this.#named = `${name} ${iconUrl}`;
    this.#parts.surface.cover.named({ name, iconUrl });
    this.#guard((splash) => splash?.update({ name, iconUrl }));
  }

  fail(message: string, code: number): void {
    this.#guard((splash) => splash?.fail(message, code));
    this.end();
  }

  /** Takes away whatever covers the app. Idempotent. */
  end(): void {
    const splash = this.#splash;
    this.#splash = null;
    this.#parts.surface.cover.hide();
    this.#guard(() => splash?.exit());
  }

  #loading(): void {
    if (this.#parts.shown) this.#parts.surface.cover.showLoading();
  }

  #guard(work: (splash: Splash | null) => void): void {
    try {
      work(this.#splash);
    } catch (error) {
      console.error(error);
    }
  }
}
