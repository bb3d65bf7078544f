import type { ErrorPageInfo, Extensions } from "../extension.js";
import type { OpenParams } from "../host-types.js";
import { type LaunchError, launchCodes } from "../launch-error.js";
import { AppSurface, type SurfaceActions } from "../surface/app-surface.js";
import { errorFrame } from "../surface/error-frame.js";
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
  const ownBar = core.extension("titleBar");
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
    turned: params.screenOrientation === "landscape",
    ...(ownBar === undefined
      ? {}
      : { ownTitleBar: (pageId, path, does) => ownBar.create({ appId, pageId, path }, does) }),
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
  leave: (again: boolean) => void,
): void {
  const info: ErrorPageInfo = {
    errorCode: error.number,
    errorMessage: error.message,
    stage: error.stage,
    layoutDirection: core.direction === "rtl" ? "RTL" : "LTR",
    language: core.locale,
    kind: error.number === 91004 ? "network" : "status",
  };
  if (ownErrorPage(core.extension("errorPage"), info, surface, leave)) return;
  const at = where?.at ?? null;
  surface.cover.showError(
    {
      ...info,
      name: launchCodes[error.number],
      ...(at === null ? {} : { where: `${at.file}:${at.line}` }),
      ...(where === null ? {} : { stack: where.stack }),
    },
    () => leave(true),
  );
}

/** Shows the host's own error page if it has one that can be shown; a page that throws is as good as none. */
function ownErrorPage(
  own: Extensions["errorPage"] | undefined,
  info: ErrorPageInfo,
  surface: AppSurface,
  leave: (again: boolean) => void,
): boolean {
  try {
    const page =
      own?.render?.(info) ??
      (own?.html === undefined
        ? null
        : errorFrame(own.html, info, surface.words.failed, (word) => leave(word === "retry")));
    if (page === null) return false;
    surface.cover.showCustomError(page);
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}
