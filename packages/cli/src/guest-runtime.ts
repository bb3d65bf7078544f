import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Texts of the scripts that run in the sandbox: what every program needs, and what some need. */
export interface GuestRuntime {
  worker: string;
  view: string;
  workerExtra: string;
  viewExtra: string;
}

/** The built guest runtime that this version was made with. */
export async function loadGuestRuntime(): Promise<GuestRuntime> {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string): Promise<string> => readFile(resolve(`@berth/runtime/${name}.js`), "utf8");
  const [worker, view, workerExtra, viewExtra] = await Promise.all([
    read("worker"),
    read("view"),
    read("worker-extra"),
    read("view-extra"),
  ]);
  return { worker, view, workerExtra, viewExtra };
}
