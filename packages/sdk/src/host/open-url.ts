import type { OpenParams } from "../host-types.js";
import { LaunchError } from "../launch-error.js";

/** Start parameters that a link may carry (H-OPEN-3, H-PARAM). */
export type LinkParams = Omit<
  Partial<OpenParams>,
  "container" | "preview" | "inspect" | "containerFor" | "deterministic"
>;

/** What an address asks to open (H-OPEN-2, H-OPEN-3). */
export interface OpenRequest {
  appId: string;
  /** Page, query, and of a promotional link the display parameters. */
  start: LinkParams;
  version?: string;
  source: "url" | "qr";
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  YES: true,
  "1": true,
  false: false,
  NO: false,
  "0": false,
};

/** Display parameters of a promotional link; a value that is none of its kind is left out. */
function displayParams(params: URLSearchParams): LinkParams {
  const start: LinkParams = {};
  for (const name of ["showTitleBar", "showLoading", "showTitleLoading"] as const) {
    const value = truths[params.get(name) ?? ""];
    if (value !== undefined) start[name] = value;
  }
  for (const name of ["titleColor", "titleBarColor"] as const) {
    const value = params.get(name);
    if (value !== null && /^#?[\w(),.% ]{1,64}$/.test(value)) start[name] = value;
  }
  const alignment = params.get("titleAlignment");
  if (alignment === "left" || alignment === "center") start.titleAlignment = alignment;
  const orientation = params.get("screenOrientation");
  if (orientation === "portrait" || orientation === "landscape" || orientation === "auto") {
    start.screenOrientation = orientation;
  }
  if (params.get("updateMode") === "sync") start.updateMode = "sync";
  if (/^\d{1,9}$/.test(params.get("scene") ?? "")) start.scene = Number(params.get("scene"));
  return start;
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
    const query = params.toString();
    return {
      appId,
      source: "url",
      start: { ...(query === "" ? {} : { query }), ...(page === null ? {} : { page }) },
      ...(version === null ? {} : { version }),
    };
  }
  const appId = params.get("appId");
  if ((url.protocol !== "miniapp:" && url.protocol !== "berth:") || appId === null || appId === "") {
    throw new LaunchError(90002, "query", "the address is no link to a mini program");
  }
  const page = params.get("page");
  const query = params.get("query") ?? "";
  const start = { ...displayParams(params), ...(query === "" ? {} : { query }), ...(page === null ? {} : { page }) };
  return { appId, source: "qr", start };
}
