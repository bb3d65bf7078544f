import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { PageRecord } from "../page/page-record.js";

/** Asks the page what to share; its answer, or what it promises, goes back as the call `shareAppMessage` (F-PAGE-6). */
export function sharePage(realm: Realm, page: PageRecord | undefined, event: Record<string, unknown>): void {
  const share = (answer: unknown): void => {
    const content = jsonCopy(answer);
    if (page === undefined || content === undefined || content === null) return;
    realm.host.call("shareAppMessage", content, page.pageId, () => {});
  };
  const answer = Promise.resolve(page?.run("onShareAppMessage", [event]));
  answer.then(share, (error: unknown) => realm.reporter.error("rejection", error, answer));
}
