import type { Findings } from "./diagnostic.js";
import { compileLimits } from "./limits.js";

/** Reports a project with too many files, and files that lie too deep or are named too long. */
export function checkPaths(list: readonly string[], findings: Findings): void {
  if (list.length > compileLimits.files)
    findings.about(
      "error",
      "PROJECT_LARGE",
      `More than ${compileLimits.files} files; give a folder of its own to the program, or name it in miniprogramRoot.`,
      "mini.project.json",
    );
  const bad = list.find(
    (path) => path.length > compileLimits.pathLength || path.split("/").length > compileLimits.folderDepth,
  );
  if (bad !== undefined)
    findings.about(
      "error",
      "PROJECT_PATH",
      `Files lie in at most ${compileLimits.folderDepth} folders, with paths of at most ${compileLimits.pathLength} characters.`,
      bad.slice(0, compileLimits.pathLength),
    );
}
