import { globPattern, isAsset } from "./bundle/asset-rules.js";
import type { Findings } from "./diagnostic.js";
import type { ProjectFiles } from "./files.js";
import type { ProjectConfig } from "./json/project-config.js";
import { compileLimits } from "./limits.js";

const source = /\.(js|ts|mjs|cjs|json|axml|acss|less|sjs)$/i;

/** Bytes of the assets of a project (F-FILE-4): what is packed by kind or by a glob, and what templates and sheets name. */
export async function collectAssets(
  files: ProjectFiles,
  project: ProjectConfig,
  named: Iterable<string>,
  findings: Findings,
): Promise<Map<string, Uint8Array>> {
  const include = globs(project.assetsInclude);
  const exclude = globs(project.uploadExclude);
  const listed = (await files.list()).filter((path) => isAsset(path, include, exclude));
  const assets = new Map<string, Uint8Array>();
  for (const path of [...new Set([...listed, ...named])].sort()) {
    if (path.length > compileLimits.pathLength) continue;
    const bytes = await files.read(path);
    if (bytes && bytes.length > compileLimits.assetBytes)
      findings.about("error", "FILE_TOO_LARGE", `Larger than ${compileLimits.assetBytes} bytes.`, path);
    else if (bytes && (isAsset(path, include, []) || !source.test(path))) assets.set(path, bytes);
  }
  return assets;
}

function globs(patterns: readonly string[]): RegExp[] {
  return patterns
    .slice(0, 200)
    .filter((glob) => glob.length <= 256)
    .map(globPattern);
}
