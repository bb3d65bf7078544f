import type { Extensions } from "../extension.js";
import type { OpenParams } from "../host-types.js";
import { type LaunchError, launchCodes } from "../launch-error.js";
import { AppSurface, type SurfaceActions } from "../surface/app-surface.js";
import type { HostCore } from "./host-core.js";
import type { ProgramNotes } from "./program-notes.js";

/** The surface of a run, as host and start parameters want it. */
export function createRunSurface(
  core: HostCore,
  appId: string,
  params: OpenParams,
  actions: SurfaceActions,
): AppSurface {
  const brief = core.briefOf(appId);
  return new AppSurface({
    container: params.container,
    clock: core.clock,
    locale: core.locale,
    direction: core.direction,
    dark: core.dark,
    name: params.preview?.name ?? brief.name,
    iconUrl: params.preview?.iconUrl ?? brief.iconUrl,
    showTitleBar: params.showTitleBar !== false,
    showTitleLoading: params.showTitleLoading === true,
    ...(params.titleBarColor === undefined ? {} : { titleBarColor: params.titleBarColor }),
    ...(params.titleColor === undefined ? {} : { titleColor: params.titleColor }),
    ...(params.titleAlignment === undefined ? {} : { titleAlignment: params.titleAlignment }),
    actions,
  });
}

/** The error page of H-ERR-12: the host's own, or ours with code, stage, place and stack. */
export function showLaunchError(
  core: HostCore,
  surface: AppSurface,
  error: LaunchError,
  where: ProgramNotes["where"],
  retry: () => void,
): void {
  const info: Parameters<NonNullable<Extensions["errorPage"]["render"]>>[0] = {
    errorCode: error.number,
    errorMessage: error.message,
    stage: error.stage,
    layoutDirection: core.direction === "rtl" ? "RTL" : "LTR",
    language: core.locale,
    kind: error.number === 91004 ? "network" : "status",
  };
  const own = core.extension("errorPage")?.render;
  if (own !== undefined) {
    surface.showCustomError(own(info));
    return;
  }
  const at = where?.at ?? null;
  surface.showError(
    {
      ...info,
      name: launchCodes[error.number],
      ...(at === null ? {} : { where: `${at.file}:${at.line}` }),
      ...(where === null ? {} : { stack: where.stack }),
    },
    retry,
  );
}
