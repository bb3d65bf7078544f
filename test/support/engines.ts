import { existsSync } from "node:fs";
import { type Browser, chromium, firefox } from "playwright-core";
import { chromiumFlags, chromiumPath } from "./chromium.js";
import { startDisplay, WebDriver } from "./web-driver.js";

/** The engines that tests know (S-TST-1). */
export type EngineName = "chromium" | "firefox" | "webkit";

/** A page in any engine: what Playwright and a plain WebDriver both can. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  /** Runs a function that uses nothing but its argument; argument and result are JSON. */
  evaluate<R, A = null>(run: (arg: A) => R | Promise<R>, arg?: A): Promise<R>;
  /** Presses and releases the pointer there, as a user would. */
  tap(x: number, y: number): Promise<void>;
  /** Windows, dialogs and downloads that came up; WebKit's driver tells of none. */
  readonly escapes: readonly string[];
  /** PNG of what is seen. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** A running browser. */
export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  newPage(): Promise<EnginePage>;
  close(): Promise<void>;
}

/** How an engine is started, for tests that measure what leaves it. */
export interface EngineOptions {
  /** Nothing that automation usually silences stays silent: speculative connections, WebRTC on the loopback interface. */
  unmuted?: boolean;
}

const firefoxPath = process.env["BERTH_FIREFOX"] ?? "/usr/bin/firefox-esr";
const webkitDriverPath = process.env["BERTH_WEBKIT_DRIVER"] ?? "/usr/bin/WebKitWebDriver";
const miniBrowserPath =
  process.env["BERTH_WEBKIT_BROWSER"] ??
  ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec"]
    .flatMap((folder) => ["4.1", "4.0"].map((version) => `${folder}/webkit2gtk-${version}/MiniBrowser`))
    .find((path) => existsSync(path)) ??
  "";

/** Why an engine does not run here, or null. Chromium must be there, and Firefox unless it was left out on purpose. */
export function missingEngine(name: EngineName): string | null {
  if (name === "firefox" && process.env["BERTH_FIREFOX"] === "0") return "BERTH_FIREFOX is 0";
  if (name !== "webkit") return null;
  if (process.env["BERTH_WEBKIT"] === "0") return "BERTH_WEBKIT is 0";
  if (!existsSync(webkitDriverPath)) return "WebKitWebDriver is missing (Debian: webkit2gtk-driver)";
  if (!existsSync(miniBrowserPath)) return "WebKitGTK's MiniBrowser is missing (Debian: webkit2gtk-driver)";
  if (!existsSync("/usr/bin/Xvfb")) return "Xvfb is missing (Debian: xvfb)";
  return null;
}

/** Engines that run here. One that cannot is told on the console, by name and reason (S-TST-1). */
export function engines(): EngineName[] {
  return (["chromium", "firefox", "webkit"] as const).filter((name) => {
    const missing = missingEngine(name);
    if (missing !== null) console.warn(`NOT RUN in ${name}: ${missing}`);
    return missing === null;
  });
}

/** Keeps Chromium from connecting ahead. */
const mutedFlag = "--disable-background-networking";

/** Starts an engine. */
export async function startEngine(name: EngineName, options: EngineOptions = {}): Promise<Engine> {
  if (name === "webkit") return startWebKit();
  const browser =
    name === "chromium"
      ? await chromium.launch({
          executablePath: chromiumPath,
          args: options.unmuted
            ? [...chromiumFlags.filter((flag) => flag !== mutedFlag), "--allow-loopback-in-peer-connection"]
            : [...chromiumFlags],
          ignoreDefaultArgs: options.unmuted ? [mutedFlag] : [],
        })
      : await firefox.launch({
          channel: "moz-firefox",
          executablePath: firefoxPath,
          firefoxUserPrefs: options.unmuted
            ? { "media.peerconnection.ice.loopback": true, "network.http.speculative-parallel-limit": 6 }
            : {},
        });
  return playwrightEngine(name, browser);
}

function playwrightEngine(name: EngineName, browser: Browser): Engine {
  return {
    name,
    version: browser.version(),
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 500, height: 720 } });
      const page = await context.newPage();
      const escapes: string[] = [];
      context.on("page", () => escapes.push("window"));
      page.on("download", () => escapes.push("download"));
      page.on("dialog", (dialog) => {
        escapes.push(dialog.type());
        void dialog.dismiss();
      });
      return {
        escapes,
        goto: async (url) => void (await page.goto(url)),
        evaluate: (run, arg) => page.evaluate(run as never, (arg ?? null) as never),
        tap: (x, y) => page.mouse.click(x, y),
        screenshot: () => page.screenshot(),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Arguments of MiniBrowser: automation, and nothing kept between runs. */
const miniBrowserArguments = ["--automation"];

async function startWebKit(): Promise<Engine> {
  const display = await startDisplay();
  const env = { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: "1" };
  const options = { binary: miniBrowserPath, args: miniBrowserArguments };
  let driver: WebDriver;
  try {
    driver = await WebDriver.start([webkitDriverPath], options, env);
  } catch (error) {
    display.stop();
    throw error;
  }
  // One window for all pages: a test closes its page before the next is asked for.
  const page: EnginePage = {
    escapes: [],
    goto: async (url) => void (await driver.command("POST", "/url", { url })),
    async evaluate(run, arg) {
      const script = `const done = arguments[1];
        Promise.resolve(arguments[0]).then(${String(run)}).then(
          (value) => done({ value: value === undefined ? null : value }),
          (error) => done({ error: String(error && error.stack ? error.message : error) }));`;
      const args = [arg ?? null];
      const answer = (await driver.command("POST", "/execute/async", { script, args })) as {
        value: never;
        error?: string;
      };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value;
    },
    async tap(x, y) {
      const actions = [
        { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) },
        { type: "pointerDown", button: 0 },
        { type: "pause", duration: 20 },
        { type: "pointerUp", button: 0 },
      ];
      await driver.command("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", actions }] });
    },
    screenshot: async () => Buffer.from(String(await driver.command("GET", "/screenshot")), "base64"),
    close: () => page.goto("about:blank"),
  };
  return {
    name: "webkit",
    version: driver.browserVersion,
    newPage: async () => page,
    async close() {
      await driver.stop();
      display.stop();
    },
  };
}
