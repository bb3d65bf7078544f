import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Texts of the two scripts that run in the sandbox. */
export interface GuestRuntime {
  worker: string;
  view: string;
}

/** The built guest runtime that this version was made with. */
export async function loadGuestRuntime(): Promise<GuestRuntime> {
  const { resolve } = createRequire(import.meta.url);
  const [worker, view] = await Promise.all(
    ["@berth/runtime/worker.js", "@berth/runtime/view.js"].map((name) => readFile(resolve(name), "utf8")),
  );
  return { worker: worker ?? "", view: view ?? "" };
}
