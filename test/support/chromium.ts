import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** Flags under which Debian's Chromium runs in tests and makes no connection of its own. */
export const chromiumFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone and a camera for those who ask; nobody is allowed to without being granted it.
  "--use-fake-device-for-media-stream",
];

/** Path of the browser that tests drive. */
export const chromiumPath: string = process.env["BERTH_CHROMIUM"] ?? "/usr/bin/chromium";

/** A headless Chromium for tests. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: chromiumPath,
    args: [...chromiumFlags, ...(options.args ?? [])],
  });
}
