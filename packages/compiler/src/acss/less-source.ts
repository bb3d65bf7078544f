import type { Findings, SourceText } from "../diagnostic.js";
import type { ProjectFiles } from "../files.js";
import type { LookUp, Resolver } from "../script/resolve-module.js";

/** Look-up of sheets named in `@import`. */
export const sheetLookUp: LookUp = { extensions: [".acss", ".less", ".css"], mainFields: [] };
const lessLookUp: LookUp = { extensions: [".less", ".acss", ".css"], mainFields: [] };

/**
 * A `.less` file as plain CSS. Imports come from the project; addresses inside imported files are made relative to the
 * file given. Files that were read are added to `reads`.
 */
export async function lessToCss(
  source: SourceText,
  files: ProjectFiles,
  resolver: Resolver,
  findings: Findings,
  reads: Set<string>,
): Promise<string> {
  const { default: less } = await import("less");
  class ProjectFileManager extends less.FileManager {
    override supports(): boolean {
      return true;
    }
    override supportsSync(): boolean {
      return false;
    }
    override async loadFile(filename: string, directory: string): Promise<Less.FileLoadResult> {
      const folder = directory.replace(/^\/+|\/+$/g, "");
      const path = await resolver.resolve(
        `${folder === "" ? "" : `${folder}/`}_`,
        filename.replace(/^~/, ""),
        lessLookUp,
        false,
      );
      const text = path === null ? null : await files.text(path);
      if (path === null || text === null) throw new Error(`Cannot find "${filename}".`);
      reads.add(path);
      return { filename: path, contents: text };
    }
  }
  try {
    const output = await less.render(source.text, {
      filename: source.file,
      rewriteUrls: "all",
      // "eval" of less's own JavaScript stays off: sheets are not trusted.
      javascriptEnabled: false,
      plugins: [{ install: (_, manager) => manager.addFileManager(new ProjectFileManager()), minVersion: [3, 0, 0] }],
    });
    return output.css;
  } catch (error) {
    const { message, line, column, filename } = error as {
      message?: string;
      line?: number;
      column?: number;
      filename?: string;
    };
    const here = filename === undefined || filename === source.file;
    const offset = here && line !== undefined ? lineOffset(source.text, line) + (column ?? 0) : 0;
    findings.error("ACSS_LESS", `${message ?? "less failed"}${here ? "" : ` (in ${filename})`}`, source, offset);
    return "";
  }
}

function lineOffset(text: string, line: number): number {
  let offset = 0;
  for (let n = 1; n < line; n++) offset = text.indexOf("\n", offset) + 1;
  return offset;
}
