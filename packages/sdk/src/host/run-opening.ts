import type { OpenParams } from "../host-types.js";
import type { InspectHub } from "../inspect/inspect-hub.js";
import { LaunchError } from "../launch-error.js";
import type { AppLoader, LoadedApp } from "../load/app-loader.js";
import { localised } from "../load/localised.js";
import { loadPreview, previewLists } from "../load/preview-app.js";
import type { AppSession } from "../log/app-session.js";
import type { AppSurface } from "../surface/app-surface.js";
import type { GuestAhead } from "./guest-ahead.js";
import type { HostCore } from "./host-core.js";
import { LaunchCover } from "./launch-cover.js";
import { launchPhases } from "./launch-phases.js";
import { launchOptions } from "./start-info.js";

/** Who asked for an open (H-LOG-E03). */
export type OpenSource = "id" | "url" | "qr" | "miniProgram" | "preview";

/** What opening needs of the run. */
interface OpeningParts {
  readonly core: HostCore;
  readonly appId: string;
  readonly params: OpenParams;
  readonly surface: AppSurface;
  readonly hub: InspectHub;
  readonly session: AppSession;
  readonly ahead: GuestAhead;
  /** Aborted when the run is closed. */
  readonly signal: AbortSignal;
  /** When the open was asked for, on the monotonic clock. */
  readonly startedAt: number;
  cancel(): void;
}

/** The way of a program to its first page: what is loaded, what covers it meanwhile, what is told of each stage. */
export class RunOpening {
  readonly #p: OpeningParts;
  #cover: LaunchCover | null = null;

  constructor(parts: OpeningParts) {
    this.#p = parts;
  }

  /** Makes the cover; it shows itself with the first stage. */
  cover(): void {
    const { core, appId, params, surface, cancel } = this.#p;
    const { name, iconUrl } = core.briefOf(appId);
    this.#cover = new LaunchCover({
      surface,
      brief: { appId, name: name || appId, iconUrl, extra: params.extra ?? {} },
      splashView: core.extension("splashView"),
      shown: params.showLoading !== false,
      cancel,
    });
  }

  /** The program in the user's language, from this device or the platform. @throws LaunchError */
  async load(source: OpenSource): Promise<LoadedApp> {
    const { core, appId, params, session, signal } = this.#p;
    const { preview } = params;
    const [outlook] = await Promise.all([this.#outlook(), core.termsSettled()]);
    this.checkAlive();
    this.#cover?.begin(outlook.packageState === "download");
    session.openRequested({
      startType: "cold",
      source: preview === undefined ? source : "preview",
      scene: params.scene ?? 1000,
      packageState: outlook.packageState,
      updateMethod: outlook.method,
    });
    const loaded =
      preview === undefined
        ? await (await core.loader()).load(appId, {
            forceSync: params.updateMode === "sync",
            signal,
            stage: (stage) => this.stage(stage),
            page: (found) => launchOptions(params, found).path,
            release: (release) => {
              this.#cover?.named(release.metadata.name, release.metadata.iconUrl);
              void this.#p.ahead.guess(release);
            },
          })
        : await loadPreview(appId, preview, core.clock);
    const app = localised(loaded, core.locale);
    this.checkAlive();
    this.#cover?.named(app.release.metadata.name, app.release.metadata.iconUrl);
    return app;
  }

  /** The first page is there. */
  rendered(app: LoadedApp, marks: { dataAt: number; renderedAt: number }, pagePath: string): void {
    const { session, startedAt } = this.#p;
    session.firstRender(pagePath);
    session.launched({ ...launchPhases(startedAt, { ...app.marks, ...marks }), pagePath });
    this.end();
  }

  stage(stage: "query" | "download" | "verify" | "sandbox" | "start"): void {
    this.#cover?.stage(stage);
    this.#p.hub.emit({ type: "launch", stage, sinceMs: this.since() });
  }

  /** What the opener is told of a failure; one of a launch that was not cancelled is in the log then. */
  failed(reason: unknown): LaunchError {
    const { hub, session, signal } = this.#p;
    // Whatever a cancelled launch stumbled over, it ended because it was cancelled.
    const cause = signal.aborted ? new LaunchError(91008, "start", "the launch was cancelled") : reason;
    const error =
      cause instanceof LaunchError
        ? cause
        : new LaunchError(10000, "start", (cause as Error)?.message ?? String(cause), { cause });
    const { number: code, message } = error;
    hub.emit({ type: "launch", stage: "failed", sinceMs: this.since(), code, message });
    if (code !== 91008) session.launchFailed({ stage: error.stage, errorCode: code });
    return error;
  }

  /** The cover says why. */
  showFailure({ message, number }: LaunchError): void {
    this.#cover?.fail(message, number);
  }

  /** Takes the cover away. Idempotent. */
  end(): void {
    this.#cover?.end();
  }

  /** Time since the open was asked for, ms. */
  since(): number {
    return Math.round(this.#p.core.clock.monotonic() - this.#p.startedAt);
  }

  /** @throws LaunchError 91008 when the run was closed meanwhile. */
  checkAlive(): void {
    if (this.#p.signal.aborted) throw new LaunchError(91008, "start", "the launch was cancelled");
  }

  /** What an open will do about packages; the sandbox starts beside it, in the shell that the program likely gets. */
  async #outlook(): Promise<Awaited<ReturnType<AppLoader["outlook"]>>> {
    const { core, appId, ahead } = this.#p;
    const { preview, updateMode } = this.#p.params;
    if (preview !== undefined) {
      void ahead.guess(previewLists(preview));
      return { packageState: "local", method: "none", release: null };
    }
    const outlook = await (await core.loader()).outlook(appId, updateMode === "sync");
    void ahead.guess(outlook.release);
    return outlook;
  }
}
