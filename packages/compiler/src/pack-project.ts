import { BerthError } from "@berth/core";
import { zipSync } from "fflate";
import type { CompileResult } from "./result.js";

/** How a project is packed. */
export interface PackOptions {
  /** Files go in as they are, for a preview on the same machine: a larger package in less time. Default false. */
  stored?: boolean;
}

/**
 * The zip of a compiled project. The same project always gives the same bytes.
 *
 * @throws `COMPILE_FAILED` when the result has no manifest
 */
export function packProject(result: CompileResult, { stored = false }: PackOptions = {}): Uint8Array {
  if (result.manifest === null)
    throw new BerthError("COMPILE_FAILED", "The project could not be compiled; its diagnostics say why.", {
      fault: "program",
    });
  // Zip keeps local time without a zone; a date made of local parts is the same bytes everywhere.
  const mtime = new Date(1980, 0, 1);
  const entries: Record<string, [Uint8Array, { mtime: Date; level: 0 | 6 }]> = {};
  for (const name of [...result.files.keys()].sort()) {
    const bytes = result.files.get(name);
    // Pictures and media are compressed already.
    const asItIs = stored || /\.(png|jpe?g|gif|webp|woff2?|mp[34])$/i.test(name);
    if (bytes) entries[name] = [bytes, { mtime, level: asItIs ? 0 : 6 }];
  }
  return zipSync(entries);
}
