import { extensionFor } from "../gate/media-type.js";
import type { RunContext } from "./run-context.js";

/** Gives a file to the host, or to the browser's downloads: what a program keeps outside itself. */
export async function offerFile(run: RunContext, blob: Blob, name: string): Promise<void> {
  const keep = run.services.devices?.saveFile;
  if (keep !== undefined) return keep(blob, name);
  const link = document.createElement("a");
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = /\.\w+$/.test(name) ? name : `${name}${extensionFor(blob.type)}`;
  link.click();
  // The browser has begun to read it by then.
  run.clock.setTimer(60_000, () => URL.revokeObjectURL(address));
}
