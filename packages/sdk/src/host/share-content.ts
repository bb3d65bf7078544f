import type { StackPage } from "@berth/core/wire";
import type { ShareContent } from "../extension.js";

const text = (value: unknown, most: number): string =>
  typeof value === "string" || typeof value === "number" ? String(value).slice(0, most) : "";

/** What a page shares, out of what its `onShareAppMessage` answered (F-PAGE-6), with the link of H-OPEN-3. */
export function shareContent(appId: string, appName: string, page: StackPage, answer: unknown): ShareContent {
  const { title, desc, content, path, imageUrl } = Object(answer) as Record<string, unknown>;
  const target = text(path, 2_048).replace(/^\/+/, "") || page.path;
  const [place = "", query = ""] = target.split(/\?(.*)/s, 2);
  const link = new URLSearchParams({ appId, page: place, ...(query === "" ? {} : { query }) });
  return {
    title: text(title, 256) || appName,
    desc: text(desc, 1_024) || text(content, 1_024),
    path: target,
    imageUrl: text(imageUrl, 2_048),
    link: `miniapp://open?${link}`,
  };
}
