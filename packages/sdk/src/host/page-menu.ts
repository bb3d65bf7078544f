import type { StackPage } from "@berth/core/wire";
import type { PageRef } from "../extension.js";
import type { AppSurface, MenuItem } from "../surface/app-surface.js";
import type { HostCore } from "./host-core.js";

/** Items of the capsule's menu for the page on top: the host's own, then ours; sharing only where the page can (F-PAGE-6). */
export function pageMenu(
  core: HostCore,
  surface: AppSurface,
  page: StackPage | undefined,
  ref: PageRef | null,
): MenuItem[] {
  const { words } = surface;
  let own: MenuItem[] = [];
  try {
    if (ref !== null) own = core.extension("menu")?.items(ref) ?? [];
  } catch (error) {
    console.error(error);
  }
  const shares = page?.share === true && !surface.shareHidden(page.pageId);
  return [
    ...own.map(({ id, text }) => ({ id: String(id), text: String(text) })),
    ...(shares ? [{ id: "share", text: words.share }] : []),
    { id: "reload", text: words.reload },
    { id: "settings", text: words.settings },
    { id: "hide", text: words.hide },
  ];
}
