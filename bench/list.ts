import type { CDPSession, Frame, Page } from "playwright-core";
import { type BenchRig, bundle, compileBenchProgram, startRig, versionOf } from "./support/browser.js";
import { type Operation, order } from "./support/rows.js";
import { geomean, median, round, spread } from "./support/statistics.js";

interface Contestant {
  name: string;
  /** Where the list is drawn. */
  frame: Frame;
  /** Session of the target whose main thread is the UI thread. */
  session: CDPSession;
}

const expected: Record<Operation, number> = {
  create: 1000,
  replace: 1000,
  update: 1000,
  swap: 1000,
  append: 2000,
  clear: 0,
};

/**
 * Taps a button and waits until the rows are there and some frames have passed; the same for every contestant. Without
 * an operation it only waits: what the waiting itself costs is taken off.
 */
async function perform(frame: Frame, operation: Operation | null, count: number): Promise<void> {
  await frame.evaluate(
    async ({ id, count }) => {
      const roots: (Document | ShadowRoot)[] = [document];
      for (const element of document.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
      const find = (selector: string): Element | null =>
        roots.map((root) => root.querySelector(selector)).find((element) => element !== null) ?? null;
      const list = find("#list");
      if (!list) throw new Error("no list");
      const [mark, second] = [list.lastElementChild, list.children[1]];
      const label = list.firstElementChild?.textContent;
      if (id !== null) (find(`#${id}`) as HTMLElement).click();
      const frameOver = (): Promise<unknown> => new Promise(requestAnimationFrame);
      const arrived = (): boolean =>
        list.childElementCount === count &&
        (id !== "replace" || list.lastElementChild !== mark) &&
        (id !== "update" || list.firstElementChild?.textContent !== label) &&
        (id !== "swap" || list.children[1] !== second);
      for (let i = 0; i < 600 && !arrived(); i++) await frameOver();
      if (!arrived()) throw new Error(`${id} did not arrive: ${list.childElementCount} rows, ${count} expected`);
      for (let i = 0; i < 4; i++) await frameOver();
    },
    { id: operation, count },
  );
}

async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = (await session.send("Performance.getMetrics")) as { metrics: { name: string; value: number }[] };
  return (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? 0) * 1000;
}

async function processTime(rig: BenchRig): Promise<number> {
  const session = await rig.browser.newBrowserCDPSession();
  const { processInfo } = (await session.send("SystemInfo.getProcessInfo")) as {
    processInfo: { type: string; cpuTime: number }[];
  };
  await session.detach();
  return processInfo.filter((p) => p.type === "renderer").reduce((sum, p) => sum + p.cpuTime, 0) * 1000;
}

async function contestant(name: string, page: Page, frame: Frame): Promise<Contestant> {
  // A frame in a process of its own is a target of its own; otherwise the page's thread is the UI thread.
  const session = await page
    .context()
    .newCDPSession(frame)
    .catch(() => page.context().newCDPSession(page));
  await session.send("Performance.enable", { timeDomain: "threadTicks" } as never);
  return { name, frame, session };
}

/** Frameworks that draw in the page; each also with its rows as components. */
const peers = { preact: "preact.ts", solid: "solid.jsx", vue: "vue.ts", "glass-easel": "glass-easel.ts" };
const components = (name: string): string => `${name}-components`;

/** Scripts of the pages by name: plain DOM, and each peer in both variants. */
async function peerPages(): Promise<Record<string, string>> {
  const pages: Record<string, string> = { dom: await bundle("bench/list/dom.ts") };
  for (const [name, file] of Object.entries(peers)) {
    pages[name] = await bundle(`bench/list/${file}`, { ROWS_AS_COMPONENTS: "false" });
    pages[components(name)] = await bundle(`bench/list/${file}`, { ROWS_AS_COMPONENTS: "true" });
  }
  return pages;
}

/**
 * UI-thread CPU of six operations on 1,000 rows, as ratios to plain DOM (design.md section 5). Every contestant draws
 * the same tree, once with plain rows and once (`-components`) with each row a component. Rounds are interleaved; CPU is
 * thread time of the Performance domain, wall time is not used.
 */
export async function runListSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const [pages, plain, asComponents] = await Promise.all([
    peerPages(),
    compileBenchProgram("list", { "rows.ts": "bench/support/rows.ts" }),
    compileBenchProgram("list-components", {
      "rows.ts": "bench/support/rows.ts",
      "pages/index/index.js": "bench/programs/list/pages/index/index.js",
    }),
  ]);
  const programs: Record<string, Uint8Array> = { berth: plain, [components("berth")]: asComponents };
  const rig = await startRig(pages, programs);
  try {
    const contestants: Contestant[] = [];
    for (const name of Object.keys(pages)) {
      const page = await rig.browser.newPage({ viewport: { width: 375, height: 667 } });
      await page.goto(`${rig.server.url}/frame/${name}`);
      contestants.push(await contestant(name, page, page.mainFrame()));
    }
    for (const name of Object.keys(programs)) {
      const page = await rig.hostPage();
      await page.evaluate(
        (program) => (globalThis as never as { bench: { open(n: string): Promise<number> } }).bench.open(program),
        name,
      );
      const shell = page.frames().find((frame) => frame.url().startsWith(rig.server.shellUrl));
      if (!shell) throw new Error("the shell's frame was not found");
      contestants.push(await contestant(name, page, shell));
    }

    const warmUp = 3;
    const rounds = quick ? 5 : 15;
    const cpu = new Map<string, Map<Operation, number[]>>(
      contestants.map((c) => [c.name, new Map(order.map((o) => [o, []]))]),
    );
    const wholeProcess = new Map<string, number[]>(contestants.map((c) => [c.name, []]));
    for (let round = 0; round < warmUp + rounds; round++) {
      for (const { name, frame, session } of contestants) {
        await frame.page().bringToFront();
        const processBefore = await processTime(rig);
        for (const operation of order) {
          const before = await taskTime(session);
          await perform(frame, operation, expected[operation]);
          const after = await taskTime(session);
          await perform(frame, null, expected[operation]);
          const waiting = (await taskTime(session)) - after;
          const figures = cpu.get(name)?.get(operation);
          if (round >= warmUp) figures?.push(Math.max(0.01, after - before - waiting));
        }
        if (round >= warmUp) wholeProcess.get(name)?.push((await processTime(rig)) - processBefore);
      }
    }
    const base = cpu.get("dom");
    const result: Record<string, unknown> = {
      method: `${rounds} interleaved rounds after ${warmUp}; thread time of the UI thread in ms, less what waiting for it costs; ratios of medians to dom`,
      versions: {
        preact: versionOf("preact"),
        solid: versionOf("solid-js"),
        vue: versionOf("vue"),
        "glass-easel": versionOf("glass-easel"),
        chromium: rig.browser.version(),
      },
    };
    for (const { name } of contestants) {
      const own = cpu.get(name);
      const ratios = order.map((operation) => median(own?.get(operation) ?? []) / median(base?.get(operation) ?? []));
      result[name] = {
        geomean: round(geomean(ratios)),
        process: round(median(wholeProcess.get(name) ?? []) / median(wholeProcess.get("dom") ?? [])),
        operations: Object.fromEntries(
          order.map((operation, i) => [
            operation,
            { ratio: round(ratios[i] ?? 0), ms: spread(own?.get(operation) ?? []) },
          ]),
        ),
      };
    }
    return result;
  } finally {
    await rig.close();
  }
}
