import { mkdirSync } from "node:fs";
import { makeHost } from "../../browser/host-harness.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

/** The page of the host in which programs of a test file show their media. */
export let run: ProgramPage;

/** One host for the programs of a test file. */
export function useMediaPage(): void {
  useProgramPage(
    (page) => makeHost(page, { openView: true }),
    (page) => {
      run = page;
    },
  );
}

/** A picture of 4 x 2 px, red. */
export const RED =
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAEklEQVR4nGP4z8DwHxkzoAsAAA8hD/EEN8afAAAAAElFTkSuQmCC";

/** Takes a picture of the program, for people to look at. */
export async function picture(name: string): Promise<void> {
  mkdirSync("test/.artifacts", { recursive: true });
  await run.page.locator("#app").screenshot({ path: `test/.artifacts/media-${name}.png` });
}

/** Lists that admit nothing of what the tests name. */
export const CLOSED = { serverDomains: { mode: "list", entries: ["a.test"] }, wapUrls: { mode: "list", entries: [] } };

/** A second of silence as WAV, 8-bit at 8 kHz. */
export function silence(): Buffer {
  const head = Buffer.alloc(44);
  const n = 8000;
  head.write("RIFF", 0).toString();
  head.writeUInt32LE(36 + n, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(n, 40);
  return Buffer.concat([head, Buffer.alloc(n, 128)]);
}
