import { LaunchError } from "../launch-error.js";

/** What an address asks to open (H-OPEN-2, H-OPEN-3). */
export interface OpenRequest {
  appId: string;
  page?: string;
  query?: string;
  version?: string;
  source: "url" | "qr";
}

/**
 * Reads an address of the console or a promotional link. The host part is never fetched.
 *
 * @throws LaunchError 90002 when it names no mini program.
 */
export function readOpenUrl(raw: string): OpenRequest {
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    throw new LaunchError(90002, "query", "the address cannot be read");
  }
  const params = url.searchParams;
  if (url.protocol === "http:" || url.protocol === "https:") {
    const appId = params.get("_ariver_appid");
    if (appId === null || appId === "") throw new LaunchError(90002, "query", "the address has no _ariver_appid");
    const page = params.get("_ariver_path");
    const version = params.get("_ariver_version");
    for (const name of ["_ariver_appid", "_ariver_path", "_ariver_version"]) params.delete(name);
    return {
      appId,
      source: "url",
      query: params.toString(),
      ...(page === null ? {} : { page }),
      ...(version === null ? {} : { version }),
    };
  }
  const appId = params.get("appId");
  if ((url.protocol !== "miniapp:" && url.protocol !== "berth:") || appId === null || appId === "") {
    throw new LaunchError(90002, "query", "the address is no link to a mini program");
  }
  const page = params.get("page");
  return { appId, source: "qr", query: params.get("query") ?? "", ...(page === null ? {} : { page }) };
}
