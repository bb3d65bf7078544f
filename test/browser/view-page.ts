import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type {
  DrawOps,
  FragmentElement,
  FragmentNode,
  HostToView,
  Json,
  ViewToHost,
  ViewToWorker,
} from "@berth/core/wire";
import { Draw } from "@berth/core/wire";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../support/chromium.js";
import { bundleScript, guestRuntime } from "../support/workspace-bundle.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What the page below offers to tests. */
interface Bench {
  toView(message: unknown): Promise<void>;
  toViewHost(message: unknown): void;
  fromView: ViewToWorker[];
  fromViewHost: ViewToHost[];
  view: { nodeCount: number; dispose(): void };
}
declare global {
  interface Window {
    viewBench: Bench;
  }
}

/** Script of the bench: the view, driven from both of its ports, with open shadow trees. */
const SCRIPT = `
import { createView } from "./packages/runtime/src/view/create-view.ts";
const worker = new MessageChannel(), host = new MessageChannel();
const waiting = new Map();
const bench = { fromView: [], fromViewHost: [] };
worker.port1.onmessage = ({ data }) => {
  if (data[0] === "drawn") { waiting.get(data[1])?.(); waiting.delete(data[1]); } else bench.fromView.push(data);
};
host.port1.onmessage = ({ data }) => {
  if (data[0] === "extra" && window.viewExtra !== undefined) bench.toViewHost(["extra", window.viewExtra]);
  bench.fromViewHost.push(data);
};
bench.toView = (message) => new Promise((done) => { waiting.set(message[1], done); worker.port1.postMessage(message); });
bench.toViewHost = (message) => host.port1.postMessage(message);
bench.view = createView({ document, window, workerPort: worker.port2, hostPort: host.port2, shadowMode: "open" });
window.viewBench = bench;
`;

let script: Promise<string> | undefined;

export async function launch(): Promise<Browser> {
  return launchChromium();
}

/** An element of a fragment in one line. */
export function el(
  e: string,
  p: Record<string, Json> = {},
  c: FragmentNode[] = [],
  more: Partial<FragmentElement> = {},
): FragmentElement {
  return { e, p, c, ...more };
}
export const t = (text: string): FragmentNode => ({ t: text });

/** The view in a page of Chromium, without worker and host: the test says what they would say. */
export class ViewBench {
  readonly page: Page;
  #batch = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser,
    options: { touch?: boolean; reducedMotion?: boolean; extra?: "held" | "broken" } = {},
  ): Promise<ViewBench> {
    const context = await browser.newContext({
      viewport: { width: 375, height: 667 },
      hasTouch: options.touch === true,
      reducedMotion: options.reducedMotion === false ? "no-preference" : "reduce",
    });
    const page = await context.newPage();
    script ??= bundleScript(SCRIPT);
    await page.setContent('<!doctype html><meta name="viewport" content="width=device-width"><body></body>');
    const { viewExtra } = await guestRuntime();
    const text = { held: undefined, broken: "}", there: viewExtra }[options.extra ?? "there"];
    await page.evaluate((given) => Object.assign(window, { viewExtra: given }), text);
    await page.addScriptTag({ content: await script });
    return new ViewBench(page);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Gives the second script that was held back. */
  async giveExtra(): Promise<void> {
    await this.host(["extra", (await guestRuntime()).viewExtra]);
  }

  /** Sends one batch and waits until it is drawn. */
  async draw(...ops: DrawOps): Promise<void> {
    const message: unknown = ["draw", ++this.#batch, ops];
    await this.page.evaluate((m) => window.viewBench.toView(m), message);
  }

  async host(said: HostToView): Promise<void> {
    const message: unknown = said;
    await this.page.evaluate((m) => window.viewBench.toViewHost(m), message);
  }

  /** Opens page 1 with one fragment (id 1, base 100) and shows it. */
  async show(nodes: FragmentNode[], n = 20, look: Json = {}, path = "pages/a/a"): Promise<void> {
    await this.draw(
      Draw.define,
      1,
      { n, c: nodes },
      Draw.openPage,
      1,
      path,
      look,
      Draw.create,
      1,
      100,
      1,
      0,
      Draw.showPage,
      1,
      "none",
    );
  }

  async sent(): Promise<ViewToWorker[]> {
    return this.page.evaluate(() => window.viewBench.fromView);
  }

  async toHost(): Promise<ViewToHost[]> {
    return this.page.evaluate(() => window.viewBench.fromViewHost);
  }

  /** Events so far as [node, type, detail]. */
  async events(type?: string): Promise<[number, string, Json][]> {
    const sent = await this.sent();
    return sent
      .filter((m): m is Extract<ViewToWorker, ["event", ...unknown[]]> => m[0] === "event")
      .filter((m) => type === undefined || m[2] === type)
      .map((m) => [m[1], m[2], m[3]]);
  }

  /** Waits for an event and gives its detail. */
  async event(type: string): Promise<Json> {
    await this.page.waitForFunction(
      (name) => window.viewBench.fromView.some((m) => m[0] === "event" && m[2] === name),
      type,
    );
    return (await this.events(type)).at(-1)![2];
  }

  /** Calls a method and waits for its answer. */
  async call(node: number, method: string, args: Json[] = []): Promise<ViewToWorker> {
    const id = 1000 + this.#batch;
    await this.draw(Draw.call, id, node, method, args);
    await this.page.waitForFunction((n) => window.viewBench.fromView.some((m) => m[0] === "result" && m[1] === n), id);
    return (await this.sent()).find((m) => m[0] === "result" && m[1] === id)!;
  }

  /** Markup of page `id`, without the marks of anchors. */
  async html(id = 1): Promise<string> {
    return this.page.evaluate((n) => {
      const layer = document.querySelectorAll("page-layer")[n - 1];
      const root = layer?.querySelector(".berth-page")?.shadowRoot;
      return (root?.innerHTML ?? "").replaceAll("<!---->", "");
    }, id);
  }

  /** A picture for a person to look at. */
  async picture(name: string): Promise<void> {
    mkdirSync(at("test/.artifacts"), { recursive: true });
    await this.page.screenshot({ path: at(`test/.artifacts/view-${name}.png`) });
  }
}
