import type { Clock } from "@berth/core";
import type { PolicyLists } from "../gate/app-policies.js";
import type { PreviewPackage, ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import type { LoadedApp } from "./app-loader.js";
import { readPackage } from "./app-package.js";

/** The lists a preview runs under; none given means everything is allowed. */
export function previewLists(preview: PreviewPackage): PolicyLists {
  return {
    ownerKind: preview.ownerKind ?? "tenant",
    serverDomains: preview.serverDomains ?? { mode: "allow-all" },
    wapUrls: preview.wapUrls ?? { mode: "allow-all" },
  };
}

/** A program from bytes that a development tool gave, with the policy it gave. Its files are checked like any other's. */
export async function loadPreview(appId: string, preview: PreviewPackage, clock: Clock): Promise<LoadedApp> {
  const infoAt = clock.monotonic();
  const outcome = await readPackage(preview.package);
  if (!outcome.ok) throw new LaunchError(91005, "verify", `the package is invalid: ${outcome.message}`);
  const release: ReleaseInfo = {
    releaseId: preview.releaseId ?? `preview-${appId}`,
    releaseVersion: preview.releaseVersion ?? "0.0.0-preview",
    releaseState: "preview",
    ...previewLists(preview),
    metadata: {
      name: preview.name ?? outcome.package.manifest.app.window.defaultTitle ?? appId,
      slogan: "",
      iconUrl: preview.iconUrl ?? "",
      introduction: "",
      categories: [],
    },
    packages: [],
    ...(preview.clientId === undefined ? {} : { clientId: preview.clientId }),
    ...(preview.merchantId === undefined ? {} : { merchantId: preview.merchantId }),
    environmentVariables: preview.environmentVariables ?? {},
    features: [],
    jsapis: preview.jsapis ?? [],
  };
  return {
    appId,
    release,
    package: outcome.package,
    packageState: "preview",
    method: "none",
    marks: { infoAt, bytesAt: infoAt, unpackedAt: clock.monotonic() },
  };
}
