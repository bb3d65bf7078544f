import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { PageRecord } from "../page/page-record.js";

/** Asks the page what to share; its answer goes back as the call `shareAppMessage` (F-PAGE-6). */
export function sharePage(realm: Realm, page: PageRecord | undefined, event: Record<string, unknown>): void {
  const content = jsonCopy(page?.run("onShareAppMessage", [event]));
  if (page === undefined || content === undefined || content === null) return;
  realm.host.call("shareAppMessage", content, page.pageId, () => {});
}
