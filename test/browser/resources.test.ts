import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Engine, type EnginePage, engines, startEngine } from "../support/engines.js";
import { wideFont } from "../support/wide-font.js";
import { consoleOf, lineOf, makeHost, openPackage, packageOf } from "./host-harness.js";
import { type HostServer, startHostServer } from "./host-server.js";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

let server: HostServer;
/** The counting server under its two names: the list has the first, not the second, and sources have no words for numbers. */
let listed: string;
let unlisted: string;

beforeAll(async () => {
  server = await startHostServer();
  unlisted = server.counter;
  listed = unlisted.replace("127.0.0.1", "localhost");
  const answer = (path: string, type: string, body: string | Uint8Array, status = 200, more = {}): unknown =>
    server.answers.set(path, { status, headers: { "content-type": type, ...more }, body });
  for (const path of ["/a.png", "/other.png", "/after-redirect.png"]) answer(path, "image/png", png);
  answer("/a.svg", "image/svg+xml", svg);
  answer("/bytes.png", "application/octet-stream", png);
  answer("/page.png", "text/html", "<p>no picture</p>");
  answer("/gone.png", "image/png", png, 404);
  answer("/moved.png", "image/png", png, 302, { location: `${unlisted}/after-redirect.png` });
  for (const path of ["/a.ttf", "/other.ttf"]) answer(path, "font/ttf", Buffer.from(wideFont, "base64"));
  answer("/large.png", "image/png", new Uint8Array(10 * 1024 * 1024 + 1));
});
afterAll(() => server?.close());
beforeEach(() => {
  server.contacts.length = 0;
});

/** A program with these pictures; it says of each whether it came. */
const pictures = (addresses: Record<string, string>): Record<string, string | Uint8Array> => ({
  "app.json": JSON.stringify({ pages: ["a"] }),
  "app.js": "App({});",
  "own.png": png,
  "a.json": "{}",
  "a.axml": Object.entries(addresses)
    .map(
      ([id, src]) =>
        `<image src="${src}" data-id="${id}" onLoad="came" onError="failed" style="width:9px;height:9px"/>`,
    )
    .join(""),
  "a.js": `Page({ came(e) { console.log("came " + e.target.dataset.id); }, failed(e) { console.log("failed " + e.target.dataset.id); } });`,
});

const lists = () => ({
  serverDomains: { mode: "list", insecure: true, entries: [listed] },
  wapUrls: { mode: "list", entries: [] },
});

for (const name of engines()) {
  describe(`pictures in ${name} (S-TST-8)`, () => {
    let engine: Engine;
    let page: EnginePage;
    beforeAll(async () => {
      engine = await startEngine(name);
      page = await engine.newPage();
    });
    afterAll(() => engine?.close());

    /** Opens a program with these pictures and gives what became of them, when all have come to their end. */
    async function outcomes(
      addresses: Record<string, string>,
      options: Record<string, unknown> = {},
      release: Record<string, unknown> = lists(),
    ): Promise<string[]> {
      await page.goto(server.origin);
      await makeHost(page, options);
      expect(await openPackage(page, await packageOf(pictures(addresses)), {}, release)).toEqual({ ok: true });
      const lines = async (): Promise<string[]> =>
        (await consoleOf(page)).filter((line) => /^(?:came|failed) /.test(line)).sort();
      await expect.poll(async () => (await lines()).length, { timeout: 30_000 }).toBe(Object.keys(addresses).length);
      return lines();
    }

    test("listed hosts, the package and data show; other hosts, hops to them, types, statuses and sizes do not (S-RES-3, S-RES-4, S-RES-8, S-RES-9)", async () => {
      const addresses = {
        png: `${listed}/a.png`,
        svg: `${listed}/a.svg`,
        own: "/own.png",
        data: `data:image/png;base64,${png.toString("base64")}`,
        other: `${unlisted}/other.png`,
        moved: `${listed}/moved.png`,
        bytes: `${listed}/bytes.png`,
        page: `${listed}/page.png`,
        gone: `${listed}/gone.png`,
        large: `${listed}/large.png`,
      };
      expect(await outcomes(addresses)).toEqual([
        "came data",
        "came own",
        "came png",
        "came svg",
        "failed bytes",
        "failed gone",
        "failed large",
        "failed moved",
        "failed other",
        "failed page",
      ]);
      expect(server.contacts).toContain("GET /a.png");
      expect(server.contacts.filter((line) => /other|after-redirect/.test(line))).toEqual([]);
    });

    test("fonts on a listed host show; one on another does not and is not asked for (S-RES-2, S-RES-4)", async () => {
      const files = {
        ...pictures({}),
        "a.axml": `<text id="t" style="font-family:Wide,monospace">aaaa</text>`,
        "a.js": `Page({ onReady() {
            const width = (after) => my.createSelectorQuery().select("#t").boundingClientRect().exec(([rect]) => after(rect.width));
            const font = (family, source, success, fail) => my.loadFontFace({ family, source, success, fail });
            width((before) => font("Wide", "url('${listed}/a.ttf')", () => width((after) => console.log("font " + (after > 2 * before))), () => console.log("font refused")));
            font("Other", "url('${unlisted}/other.ttf')", () => console.log("other came"), () => console.log("other refused"));
          } });`,
      };
      await page.goto(server.origin);
      await makeHost(page);
      expect(await openPackage(page, await packageOf(files), {}, lists())).toEqual({ ok: true });
      expect(await lineOf(page, "font ")).toBe("font true");
      expect(await lineOf(page, "other ")).toBe("other refused");
      expect(server.contacts.filter((line) => line.includes("other"))).toEqual([]);
    });

    test("an inline shell lets an element load what the page cannot read, within the rule (S-RES-6)", async () => {
      // No answer lets the page read it.
      server.answers.set("/closed.png", {
        status: 200,
        headers: { "content-type": "image/png", "access-control-allow-origin": "https://nobody.test" },
        body: png,
      });
      const addresses = { closed: `${listed}/closed.png`, other: `${unlisted}/other.png` };
      expect(await outcomes(addresses, { shell: "inline" })).toEqual(["came closed", "failed other"]);
      expect(await outcomes({ closed: `${listed}/closed.png` })).toEqual(["failed closed"]);
      expect(server.contacts.filter((line) => line.includes("other"))).toEqual([]);
    });
  });
}
