import type { StackPage } from "@berth/core/wire";
import type { CallAnswer } from "../bridge/worker-link.js";
import type { RunContext } from "../jsapi/run-context.js";
import type { HostCore } from "./host-core.js";
import { shareContent } from "./share-content.js";

const cancelled: CallAnswer = { ok: 0, result: { error: 11, errorMessage: "the user cancelled" } };
const shared: CallAnswer = { ok: 1, result: {} };

/** Takes what a page shares to the host: its handler of `share`, its extension, or the SDK's own sheet (H-EXT-7). */
export async function sharePage(
  core: HostCore,
  run: RunContext,
  page: StackPage,
  answer: unknown,
  signal: AbortSignal,
): Promise<CallAnswer> {
  const { appId, release } = run.app;
  const content = shareContent(appId, release.metadata.name, page, answer);
  const place = { appId, pageId: page.pageId, path: page.path };
  const scripted = run.answer("shareAppMessage");
  if (scripted !== null) return scripted === "cancel" ? cancelled : shared;
  if (core.hostQuestion("share", place, content)) return shared;
  const own = run.extension("share");
  try {
    if (own !== undefined) return (await own.share(content, place)) === false ? cancelled : shared;
    run.inspect({ type: "sheet", api: "shareAppMessage", state: "open" });
    const { surface } = run;
    // A function of the browser's, there where the page may show the system's sheet.
    const native = typeof navigator.share === "function";
    const chosen = await surface.dialogs.share({ ...content, native }, signal);
    run.inspect({ type: "sheet", api: "shareAppMessage", state: "closed", answer: chosen });
    if (chosen === null) return cancelled;
    if (chosen === "native") await navigator.share({ title: content.title, text: content.desc, url: content.link });
    else {
      const write = run.services.devices?.writeClipboard ?? ((text: string) => navigator.clipboard.writeText(text));
      await write(content.link);
      surface.feedback.toast(surface.words.copied, "success", 2_000);
    }
    return shared;
  } catch (cause) {
    if ((cause as Error)?.name === "AbortError") return cancelled;
    return { ok: 0, result: { error: 3, errorMessage: `sharing failed: ${(cause as Error)?.message ?? cause}` } };
  }
}
