import { existsSync } from "node:fs";
import { BerthError } from "@berth/core";
import { type Browser, chromium } from "playwright-core";

const candidates = [
  process.env["BERTH_CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Starts a headless Chromium that reaches nothing outside this machine: names other than localhost do not resolve.
 *
 * @throws BerthError `CHROMIUM_MISSING` with how to get one.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new BerthError(
      "CHROMIUM_MISSING",
      "No Chromium was found. Install it (Debian: apt-get install chromium) or set BERTH_CHROMIUM to its path.",
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  });
}
