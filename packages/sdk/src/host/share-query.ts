import type { PackageManifest } from "@berth/core/manifest";
import type { StackPage } from "@berth/core/wire";
import type { WorkerCall } from "../bridge/worker-link.js";

/**
 * What a page shares, with its own query in the path where the app wants that: `behavior.shareAppMessage` is
 * "appendQuery" (F-APPJ-11). A path to another page stays, and so does a name that the path has already.
 */
export function withShareQuery(
  call: WorkerCall,
  behavior: PackageManifest["app"]["behavior"],
  page?: StackPage,
): WorkerCall {
  if (call.api !== "shareAppMessage" || behavior?.["shareAppMessage"] !== "appendQuery" || page === undefined)
    return call;
  const given = typeof call.params === "object" && call.params !== null ? (call.params as Record<string, unknown>) : {};
  const path = typeof given["path"] === "string" && given["path"] !== "" ? given["path"] : `/${page.path}`;
  const mark = path.indexOf("?");
  const target = mark < 0 ? path : path.slice(0, mark);
  const written = mark < 0 ? "" : path.slice(mark + 1);
  if (target.replace(/^\/+/, "") !== page.path) return call;
  // With "decodeQuery" off, values are still as they were written.
  const encode = behavior["decodeQuery"] === "disable" ? (text: string) => text : encodeURIComponent;
  const pairs = written === "" ? [] : written.split("&");
  const names = new Set(pairs.map((pair) => pair.split("=", 1)[0]));
  for (const [name, value] of Object.entries(page.query))
    if (!names.has(encode(name))) pairs.push(`${encode(name)}=${encode(value)}`);
  return { ...call, params: { ...given, path: pairs.length === 0 ? target : `${target}?${pairs.join("&")}` } };
}
