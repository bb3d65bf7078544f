import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium, firefox, type Page } from "playwright-core";
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
  /** Pages of one profile: they share storage, locks and channels. WebKit's take turns: one evaluates at a time. */
  newTabs(count: number): Promise<EnginePage[]>;
  close(): Promise<void>;
}

/** How an engine is started, for tests that measure what leaves it. */
export interface EngineOptions {
  /** Nothing that automation usually silences stays silent: speculative connections, WebRTC on the loopback interface. */
  unmuted?: boolean;
  /** Folder for a profile and for files whose names begin with `lookups`, which hold each name the engine looked up; not in WebKit. */
  lookups?: string;
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
  return name === "chromium" ? startChromium(options) : startFirefox(options);
}

async function startChromium({ unmuted, lookups }: EngineOptions): Promise<Engine> {
  const args = unmuted
    ? [...chromiumFlags.filter((flag) => flag !== mutedFlag), "--allow-loopback-in-peer-connection"]
    : [...chromiumFlags];
  const launch = { executablePath: chromiumPath, args, ignoreDefaultArgs: unmuted ? [mutedFlag] : [] };
  if (lookups === undefined) {
    const browser = await chromium.launch(launch);
    const newContext = (): Promise<BrowserContext> => browser.newContext({ viewport });
    return playwrightEngine("chromium", browser.version(), newContext, () => browser.close());
  }
  // Chromium looks names up ahead in a profile that lasts, and Debian's does so only when its preferences say it.
  mkdirSync(join(lookups, "profile", "Default"), { recursive: true });
  writeFileSync(join(lookups, "profile", "First Run"), "");
  const preferences = { net: { network_prediction_options: 0 } };
  writeFileSync(join(lookups, "profile", "Default", "Preferences"), JSON.stringify(preferences));
  args.push(`--log-net-log=${join(lookups, "lookups.json")}`);
  const context = await chromium.launchPersistentContext(join(lookups, "profile"), { ...launch, viewport });
  return playwrightEngine(
    "chromium",
    "",
    async () => context,
    () => context.close(),
  );
}

async function startFirefox({ unmuted, lookups }: EngineOptions): Promise<Engine> {
  const log = { MOZ_LOG: "sync,nsHostResolver:5", MOZ_LOG_FILE: join(lookups ?? "", "lookups") };
  const browser = await firefox.launch({
    channel: "moz-firefox",
    executablePath: firefoxPath,
    env: { ...process.env, ...(lookups === undefined ? {} : log) } as Record<string, string>,
    firefoxUserPrefs: unmuted
      ? {
          "media.peerconnection.ice.loopback": true,
          "network.http.speculative-parallel-limit": 6,
          "network.dns.disablePrefetch": false,
          "network.dns.disablePrefetchFromHTTPS": false,
        }
      : {},
  });
  const newContext = (): Promise<BrowserContext> => browser.newContext({ viewport });
  return playwrightEngine("firefox", browser.version(), newContext, () => browser.close());
}

const viewport = { width: 500, height: 720 };

function playwrightPage(page: Page, close: () => Promise<void>): EnginePage {
  const escapes: string[] = [];
  // A window that forgets its opener is seen by the context alone.
  page.context().on("page", (opened) => void (opened === page || escapes.push("window")));
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
    close,
  };
}

function playwrightEngine(
  name: EngineName,
  version: string,
  newContext: () => Promise<BrowserContext>,
  close: () => Promise<void>,
): Engine {
  return {
    name,
    version,
    async newPage() {
      const context = await newContext();
      const page = await context.newPage();
      return playwrightPage(page, () => context.close());
    },
    async newTabs(count) {
      const context = await newContext();
      const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()));
      return pages.map((page) => playwrightPage(page, () => page.close()));
    },
    close,
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
  // One window for all pages but tabs: a test closes its page before the next is asked for.
  const first = String(await driver.command("GET", "/window"));
  const tabs: string[] = [];
  return {
    name: "webkit",
    version: driver.browserVersion,
    newPage: async () => webKitPage(driver, first),
    async newTabs(count) {
      while (tabs.length < count) {
        const { handle } = (await driver.command("POST", "/window/new", { type: "tab" })) as { handle: string };
        tabs.push(handle);
      }
      return tabs.slice(0, count).map((handle) => webKitPage(driver, handle));
    },
    async close() {
      await driver.stop();
      display.stop();
    },
  };
}

/** Commands go to one window at a time, so each takes its turn and names its own first. */
const turns = new WeakMap<WebDriver, Promise<unknown>>();
function webKitPage(driver: WebDriver, handle: string): EnginePage {
  const command = (method: "GET" | "POST", path: string, body?: object): Promise<unknown> => {
    const run = async (): Promise<unknown> => {
      await driver.command("POST", "/window", { handle });
      return driver.command(method, path, body);
    };
    const turn = (turns.get(driver) ?? Promise.resolve()).then(run, run);
    turns.set(driver, turn);
    return turn;
  };
  const page: EnginePage = {
    escapes: [],
    goto: async (url) => void (await command("POST", "/url", { url })),
    async evaluate(run, arg) {
      const script = `const done = arguments[1];
        Promise.resolve(arguments[0]).then(${String(run)}).then(
          (value) => done({ value: value === undefined ? null : value }),
          (error) => done({ error: String(error && error.stack ? error.message : error) }));`;
      const args = [arg ?? null];
      const answer = (await command("POST", "/execute/async", { script, args })) as {
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
      await command("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", actions }] });
    },
    screenshot: async () => Buffer.from(String(await command("GET", "/screenshot")), "base64"),
    close: () => page.goto("about:blank"),
  };
  return page;
}
