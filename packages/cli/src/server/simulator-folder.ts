import { access } from "node:fs/promises";
import { join } from "node:path";
import { BerthError } from "@berth/core";
import { packageFolder } from "../package-folder.js";

/** Folder of the built simulator, in the package. @throws BerthError `SIMULATOR_NOT_BUILT` with what to run. */
export async function simulatorFolder(): Promise<string> {
  const folder = join(packageFolder(), "dist/simulator");
  try {
    await access(join(folder, "index.html"));
  } catch {
    throw new BerthError("SIMULATOR_NOT_BUILT", "The simulator is not built yet: run `npm run build` once.");
  }
  return folder;
}
