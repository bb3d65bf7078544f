import { mkdirSync } from "node:fs";
import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { makeHost } from "../../browser/host-harness.js";
import { wideFont } from "../../support/wide-font.js";
import { rule } from "../rule.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

let run: ProgramPage;
useProgramPage(
  (page) => makeHost(page, { openView: true }),
  (page) => {
    run = page;
  },
);

/** A picture of 4 x 2 px, red. */
const RED = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAEklEQVR4nGP4z8DwHxkzoAsAAA8hD/EEN8afAAAAAElFTkSuQmCC";

/** Pixels of a canvas that the view shows, as [r, g, b, a] for each point; a 2D node's as it was last committed. */
const pixels = (view: Frame, selector: string, points: [number, number][]): Promise<number[][]> =>
  view.locator(selector).evaluate((element, at) => {
    const from = element as HTMLCanvasElement;
    const copy = document.createElement("canvas");
    copy.width = from.width;
    copy.height = from.height;
    const pen = copy.getContext("2d")!;
    pen.drawImage(from, 0, 0);
    return at.map(([x, y]) => [...pen.getImageData(x, y, 1, 1).data]);
  }, points);

async function picture(name: string): Promise<void> {
  mkdirSync("test/.artifacts", { recursive: true });
  await run.page.locator("#app").screenshot({ path: `test/.artifacts/media-${name}.png` });
}

/** Lists that admit nothing of what the tests name. */
const CLOSED = { serverDomains: { mode: "list", entries: ["a.test"] }, wapUrls: { mode: "list", entries: [] } };
const reddish = ([r = 0, g = 0]: number[] = []): boolean => r > 240 && g < 20;
const red = [255, 0, 0, 255];
const blue = [0, 0, 255, 255];
const nothing = [0, 0, 0, 0];

rule(
  "F-TAG-35",
  async () => {
    const view = await run.open({
      axml: "<canvas id='c' width='100' height='60' onReady='ready'/><canvas class='plain'/>",
      js: `
        ready() { log("ready", true); },
        onReady() {
          const c = my.createCanvasContext("c");
          c.setFillStyle("red"); c.fillRect(0, 0, 10, 10);
          c.save(); c.beginPath(); c.rect(20, 0, 5, 5); c.clip(); c.fillStyle = "blue"; c.fillRect(20, 0, 40, 40); c.restore();
          const g = c.createLinearGradient(0, 0, 100, 0); g.addColorStop(0, "red"); g.addColorStop(1, "blue");
          c.setFillStyle(g); c.fillRect(0, 20, 100, 5);
          c.setFillStyle(c.createPattern("/red.png", "repeat")); c.fillRect(0, 30, 20, 5);
          c.drawImage("/red.png", 30, 30, 20, 10);
          c.drawImage("data:image/png;base64,${RED}", 60, 30);
          c.translate(50, 50); c.rotate(Math.PI / 2); c.setTransform(1, 0, 0, 1, 0, 0); c.scale(2, 2);
          c.fillStyle = "blue"; c.fillRect(40, 0, 5, 5);
          c.restore(); c.restore();
          my.preloadCanvasImage({ urls: ["/red.png", "/none.png"], success: (r) => log("loaded", r.loaded) });
          c.setFontSize(20); log("wide", c.measureText("mmmm").width > c.measureText("iiii").width + 20);
          c.draw(false, () => {
            c.getImageData({ x: 0, y: 0, width: 20, height: 10, success: (p) => {
              log("read", [p.width, p.height, p.data instanceof Uint8ClampedArray, p.data.length, p.data[0], p.data[40 + 3]]);
              c.putImageData({ x: 0, y: 50, width: 20, height: 10, data: p.data, success: () => log("put", true) });
            } });
            c.toDataURL({ width: 10, height: 10, destWidth: 30 }).then((url) => log("url", url.slice(0, 22)));
            c.toTempFilePath({ x: 0, y: 0, width: 10, height: 10, fileType: "jpg", success: (f) => {
              c.drawImage(f.apFilePath, 80, 40, 10, 10); c.draw(true, () => log("again", f.tempFilePath === f.apFilePath));
            } });
          });
        }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    });
    expect(await run.logged("loaded")).toEqual({ "/red.png": "/red.png" });
    expect(await run.logged("ready")).toBe(true);
    expect(await run.logged("wide")).toBe(true);
    expect(await run.logged("read")).toEqual([20, 10, true, 800, 255, 0]);
    expect(await run.logged("put")).toBe(true);
    expect(await run.logged("url")).toBe("data:image/png;base64,");
    expect(await run.logged("again")).toBe(true);
    const at: [number, number][] = [
      [5, 5],
      [22, 2],
      [27, 2],
      [10, 32],
      [40, 35],
      [62, 31],
      [84, 4],
      [5, 55],
      [15, 55],
    ];
    expect(await pixels(view, "#c", at)).toEqual([red, blue, nothing, red, red, red, blue, red, nothing]);
    const [left, middle, right] = await pixels(view, "#c", [
      [2, 22],
      [50, 22],
      [98, 22],
    ]);
    expect([reddish(left), Math.abs((middle?.[0] ?? 0) - 127) < 6, reddish(right)]).toEqual([true, true, false]);
    const [jpeg] = await pixels(view, "#c", [[85, 45]]);
    expect(reddish(jpeg)).toBe(true);
    const boxes = await view.locator("canvas").evaluateAll((all) => all.map((e) => [e.clientWidth, e.clientHeight]));
    expect(boxes).toEqual([
      [100, 60],
      [300, 225],
    ]);
  },
  "classic: commands, pictures, reading back, sizes",
);

rule(
  "F-TAG-35",
  async () => {
    const view = await run.open({
      axml: "<canvas id='n' type='2d' onTouchStart='touch' class='two'/><canvas class='three' width='40' height='20' type='2d'/>",
      acss: ".two{width:120px;height:80px}",
      js: `
        touch(e) { const { x, y } = e.touches[0]; log("touch", [x, y]); },
        onReady() {
          my.createSelectorQuery().select("#n").node().select(".three").fields({ node: true, size: true }).exec(([one, three]) => {
            const canvas = one.node, pen = canvas.getContext("2d");
            log("size", [canvas.width, canvas.height, three.node.width, three.width, pen.canvas === canvas]);
            canvas.width = 240; canvas.height = 160; pen.scale(2, 2);
            pen.fillStyle = "red"; pen.fillRect(0, 0, 10, 10);
            log("pixel", [...pen.getImageData(5, 5, 1, 1).data]);
            log("png", canvas.toDataURL().slice(0, 22));
            const image = canvas.createImage();
            image.onload = () => {
              pen.drawImage(image, 20, 0, 40, 20);
              three.node.getContext("2d").drawImage(image, 0, 0, 40, 20);
              log("image", [image.width, image.height]);
              const path = canvas.createPath2D(); path.rect(0, 0, 10, 5);
              canvas.requestAnimationFrame((now) => {
                pen.fillStyle = "blue"; pen.translate(0, 40); pen.fill(path);
                canvas.requestAnimationFrame((then) => log("frame", then > now));
              });
            };
            image.src = "/red.png";
            const bad = canvas.createImage();
            bad.onerror = () => log("bad", true);
            bad.src = "/none.png";
            my.createSelectorQuery().select("#n").node((again) => log("same", again.node === canvas)).exec();
            my.canvasToTempFilePath({ canvas, x: 0, y: 0, width: 20, height: 20, success: (f) => {
              my.getImageInfo({ src: f.apFilePath, success: (i) => log("file", [i.width, i.height]) });
            } });
            const off = my.createOffscreenCanvas({ width: 8, height: 8 });
            log("off", off.getContext("2d") !== null && off.width);
          });
        }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    });
    expect(await run.logged("size")).toEqual([120, 80, 40, 40, true]);
    expect(await run.logged("pixel")).toEqual(red);
    expect(await run.logged("png")).toBe("data:image/png;base64,");
    expect(await run.logged("image")).toEqual([4, 2]);
    expect(await run.logged("bad")).toBe(true);
    expect(await run.logged("same")).toBe(true);
    expect(await run.logged("off")).toBe(8);
    expect(await run.logged("file")).toEqual([20, 20]);
    expect(await run.logged("frame")).toBe(true);
    await expect
      .poll(() =>
        pixels(view, "#n", [
          [5, 5],
          [60, 20],
          [10, 85],
          [200, 150],
        ]),
      )
      .toEqual([red, red, blue, nothing]);
    expect(await pixels(view, ".three", [[20, 10]])).toEqual([red]);
    const box = await view.locator("#n").boundingBox();
    expect([box?.width, box?.height]).toEqual([120, 80]);
    await view.locator("#n").click({ position: { x: 30, y: 12 } });
    expect(await run.logged("touch")).toEqual([30, 12]);
    await picture("canvas");
  },
  'type="2d": a node in the worker, frames, pictures, files, touches',
);

rule("F-TAG-16", async () => {
  const view = await run.open({
    axml: `<text id="plain">a  b\\n&lt;c <text id="in">inner</text></text>
      <text id="decoded" decode>{{t}}&nbsp;&gt;&amp;&apos;&ensp;&emsp;</text>
      <text id="spaced" space="emsp">a b</text>
      <text id="two" number-of-lines="2" style="width:60px">one two three four five six seven eight nine ten</text>
      <text id="sel" selectable onTap="tap">{{t}}</text>`,
    js: `data: { t: "x&lt;y" }, tap() { log("tap", true); }`,
  });
  expect(await view.locator("#decoded").textContent()).toBe("x<y\u00a0>&'\u2002\u2003");
  expect(await view.locator("#spaced").textContent()).toBe("a\u2003b");
  expect(await view.locator("#sel").textContent()).toBe("x&lt;y");
  expect(await view.locator("#plain > text").textContent()).toBe("inner");
  const [select, plain, lines] = await view.locator("#sel, #plain, #two").evaluateAll((all) => {
    const [p, two, sel] = all as unknown as [Element, Element, Element]; // three, by the selector
    const rows = two.clientHeight / Number.parseFloat(getComputedStyle(two).lineHeight);
    return [getComputedStyle(sel).userSelect, getComputedStyle(p).userSelect, Math.round(rows)];
  });
  expect([select, plain, lines]).toEqual(["text", "none", 2]);
  await view.locator("#sel").click();
  expect(await run.logged("tap")).toBe(true);
});

/** What must not survive in rich text (S-VIEW-6), each with the mark of an attack. */
const HOSTILE = [
  "<script>window.hit = 1</script>",
  "<img src='x' onerror='window.hit = 1'>",
  "<img src='javascript:window.hit=1' srcset='https://evil.test/s.png 2x'>",
  "<a href='javascript:window.hit=1' target='_top' ping='https://evil.test/ping'>a</a>",
  "<p style='background:url(https://evil.test/bg.png);behavior:url(#x);color:red'>p</p>",
  "<p style='background:u\\72l(https://evil.test/esc.png)'>q</p>",
  "<svg onload='window.hit=1'><image href='https://evil.test/svg.png'/><foreignObject><p>f</p></foreignObject></svg>",
  "<math><mtext><img src='https://evil.test/math.png' onerror='window.hit=1'></mtext></math>",
  "<iframe src='data:text/html,<script>top.hit=1</script>'></iframe><object data='x'></object><embed src='x'>",
  "<form action='https://evil.test/f'><input name='i' autofocus onfocus='window.hit=1'><button formaction='x'>b</button></form>",
  "<link rel='stylesheet' href='https://evil.test/l.css'><style>@import 'https://evil.test/i.css'</style><base href='https://evil.test/'>",
  "<meta http-equiv='refresh' content='0;url=https://evil.test/meta'><video src='https://evil.test/v.mp4' poster='x'></video>",
  "<template><img src='https://evil.test/t.png'></template><noscript><p title='</noscript><img src=x onerror=window.hit=1>'></noscript>",
  "<img src='data:text/html,<script>1</script>'><picture><source srcset='https://evil.test/p.png'><img></picture>",
  "<div is='x-y' slot='s' id='stolen' part='p' nonce='n' contenteditable tabindex='1'>kept</div>",
  "<b><i>broken</b></i><table><tr><td>cell</table><li>open",
].join("\n");

rule(
  "F-TAG-17",
  async () => {
    run.bench.contacts.length = 0;
    const view = await run.open(
      {
        axml: `<rich-text id="html" nodes="{{html}}" onTap="tap"/><rich-text id="list" nodes="{{list}}" space="nbsp"/><rich-text id="evil" nodes="{{evil}}"/>`,
        acss: ".big{font-size:30px}",
        js: `data: {
          html: "<div class='big' style='color:#f00;width:75rpx'>A &amp; B&nbsp;&copy; <b>bold</b> <img src='/red.png' width='40'></div>",
          list: [{ name: "p", attrs: { class: "big", style: "color: red" }, children: [{ type: "text", text: "x  &lt;y" }, { name: "br" }, { name: "unknown", children: [{ type: "text", text: "z" }] }] }, { type: "text", text: " lead" }],
          evil: ${JSON.stringify(HOSTILE)}
        }, tap(e) { log("tap", e.target.id); }`,
        files: { "red.png": Buffer.from(RED, "base64") },
      },
      CLOSED,
    );
    const html = view.locator("#html");
    expect(await html.textContent()).toBe("A & B\u00a0© bold ");
    expect(
      await html.locator("div").evaluate((e) => [getComputedStyle(e).color, getComputedStyle(e).fontSize]),
    ).toEqual(["rgb(255, 0, 0)", "30px"]);
    await expect
      .poll(() => html.locator("img").evaluate((e: HTMLImageElement) => [e.naturalWidth, e.width]))
      .toEqual([4, 40]);
    await html.locator("b").click();
    expect(await run.logged("tap")).toBe("html");
    expect(await view.locator("#list").innerHTML()).toBe(
      '<p class="big" style="color: red;">x\u00a0\u00a0&lt;y<br>z</p>\u00a0lead'.replaceAll("\u00a0", "&nbsp;"),
    );
  },
  "list and text, entities, styles, pictures",
);

rule(
  "F-TAG-17",
  async () => {
    const view = await run.view();
    const evil = await view.locator("#evil").evaluate((root) => ({
      tags: [...new Set([...root.querySelectorAll("*")].map((e) => e.localName))].sort(),
      attributes: [
        ...new Set([...root.querySelectorAll("*")].flatMap((e) => [...e.attributes].map((a) => a.name))),
      ].sort(),
      styles: [...root.querySelectorAll("p")].map((e) => [
        getComputedStyle(e).backgroundImage,
        getComputedStyle(e).color,
      ]),
      sources: [...root.querySelectorAll("img")].map((e) => e.getAttribute("src")),
      text: root.textContent?.replace(/\s+/g, " ").trim(),
      hit: Reflect.get(window, "hit"),
    }));
    expect(evil).toEqual({
      tags: ["a", "b", "div", "i", "img", "li", "p", "table", "tbody", "td", "tr"],
      attributes: ["style", "title"],
      styles: [
        ["none", "rgb(255, 0, 0)"],
        ["none", "rgb(0, 0, 0)"],
        ["none", "rgb(0, 0, 0)"],
      ],
      sources: [null, null, null, null],
      text: "a p q kept brokencellopen",
      hit: undefined,
    });
  },
  "hostile text leaves nothing but its words",
);

rule("F-TAG-18", async () => {
  const types = "info warn waiting cancel download search clear success success_no_circle loading".split(" ");
  const view = await run.open({
    axml: `<view style="padding:8px">${types.map((type) => `<icon type="${type}"/>`).join("")}<icon id="big" type="success" size="{{40}}" color="#123456"/><icon type="nonsense"/></view>`,
  });
  const drawn = await view
    .locator("icon")
    .evaluateAll((all) =>
      all.map((e) => [e.clientWidth || e.getBoundingClientRect().width, e.querySelector("svg")?.innerHTML ?? ""]),
    );
  expect(drawn.slice(0, 10).map(([width]) => width)).toEqual(types.map(() => 23));
  expect(new Set(drawn.slice(0, 10).map(([, path]) => path)).size).toBe(10);
  expect(drawn[10]?.[0]).toBe(40);
  expect(String(drawn[10]?.[1])).toContain("#123456");
  // F-TAG-4: an unknown type acts as info.
  expect(drawn[11]?.[1]).toBe(drawn[0]?.[1]);
  await expect.poll(async () => (await run.told()).some((line) => line.includes("unknown type nonsense"))).toBe(true);
  await picture("icon");
});

rule("F-TAG-19", async () => {
  const view = await run.open({
    axml: `<view style="padding:16px"><progress id="plain"/><progress id="half" percent="50" show-info stroke-width="10" active-color="#ff0000" background-color="#00ff00"/>
      <progress id="over" percent="{{160}}"/><progress id="run" percent="{{p}}" active onActiveEnd="end" show-info/></view>`,
    js: `data: { p: 40 }, end() { log("end", this.data.p); if (this.data.p === 40) this.setData({ p: 90 }); }`,
  });
  const facts = (id: string): Promise<unknown[]> =>
    view.locator(`#${id}`).evaluate((e) => {
      const bar = e.firstElementChild as HTMLElement;
      const fill = bar.firstElementChild as HTMLElement;
      return [
        e.getAttribute("aria-valuenow"),
        bar.clientHeight,
        Math.round((100 * fill.getBoundingClientRect().width) / bar.getBoundingClientRect().width),
        getComputedStyle(fill).backgroundColor,
        getComputedStyle(bar).backgroundColor,
        e.textContent,
      ];
    });
  expect((await facts("plain")).slice(0, 3)).toEqual(["0", 6, 0]);
  expect(await facts("half")).toEqual(["50", 10, 50, "rgb(255, 0, 0)", "rgb(0, 255, 0)", "50%"]);
  expect((await facts("over")).slice(0, 3)).toEqual(["100", 6, 100]);
  // It grows from the left to 40, says so, and then goes on to 90.
  expect(await run.logged("end")).toBe(40);
  await expect.poll(async () => (await facts("run"))[2]).toBe(90);
  await picture("progress");
});

rule(
  "F-TAG-20",
  async () => {
    const modes = [
      "",
      "aspectFit",
      "aspectFill",
      "widthFix",
      "heightFix",
      "top",
      "bottom",
      "center",
      "left",
      "right",
      "top left",
      "top right",
      "bottom left",
      "bottom right",
    ];
    const view = await run.open({
      axml: `<image id="bare" src="/red.png" onLoad="load"/><view>${modes
        .map((mode, i) => `<image id="m${i}" src="/red.png" mode="${mode}" style="width:100px;height:80px" />`)
        .join("")}</view>`,
      js: `load(e) { log("load", e.detail); }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    });
    expect(await run.logged("load")).toEqual({ width: 4, height: 2 });
    expect(await view.locator("#bare").evaluate((e) => [e.clientWidth, e.clientHeight])).toEqual([300, 225]);
    // Where the picture of 4 x 2 px is drawn inside its box: box size, and how it is fitted and placed.
    const drawn = await view.locator("image[style]").evaluateAll((all) =>
      all.map((e) => {
        const { objectFit, objectPosition } = getComputedStyle(e.firstElementChild as Element);
        return `${e.clientWidth}x${e.clientHeight} ${objectFit} ${objectPosition}`;
      }),
    );
    expect(drawn).toEqual([
      "100x80 fill 50% 50%",
      "100x80 contain 50% 50%",
      "100x80 cover 50% 50%",
      "100x50 fill 50% 50%",
      "160x80 fill 50% 50%",
      "100x80 none 50% 0%",
      "100x80 none 50% 100%",
      "100x80 none 50% 50%",
      "100x80 none 0% 50%",
      "100x80 none 100% 50%",
      "100x80 none 0% 0%",
      "100x80 none 100% 0%",
      "100x80 none 0% 100%",
      "100x80 none 100% 100%",
    ]);
    await picture("image-modes");
  },
  "size, onLoad, modes",
);

rule(
  "F-TAG-20",
  async () => {
    const view = await run.open({
      axml: `<image id="broken" src="/broken.png" default-source="/red.png" onError="broken"/><view style="height:3000px"/><image id="lazy" lazy-load src="/late.png" onLoad="late"/>`,
      js: `broken(e) { log("broken", typeof e.detail.errMsg); }, late() { log("late", true); }`,
      files: {
        "red.png": Buffer.from(RED, "base64"),
        "late.png": Buffer.from(RED, "base64"),
        "broken.png": Buffer.from("no picture"),
      },
    });
    expect(await run.logged("broken")).toBe("string");
    const source = (): Promise<string | null> => view.locator("#lazy > img").getAttribute("src");
    expect(await source()).toBe(null);
    await view.locator("#lazy").evaluate((e) => e.scrollIntoView());
    expect(await run.logged("late")).toBe(true);
    expect(await source()).toMatch(/^blob:/);
  },
  "lazy-load, default-source, onError",
);

rule("F-TAG-6", async () => {
  run.bench.contacts.length = 0;
  const refused = "https://evil.test/p.png";
  const view = await run.open(
    {
      axml: `<image id="package" src="/red.png" onLoad="ok" data-n="package"/><image src="data:image/png;base64,${RED}" onLoad="ok" data-n="data"/>
        <image src="{{file}}" onLoad="ok" data-n="file"/><image id="no" src="${refused}" onError="no" data-n="image"/>
        <video src="${refused}" onError="no" data-n="video"/><canvas id="c" onReady="draw"/>
        <rich-text nodes="<img src='${refused}'>"/><map markers="{{[{ id: 1, iconPath: '${refused}' }]}}"/>
        <view class="bg">x</view>`,
      acss: `.bg{background:url(${refused})}`,
      js: `data: { file: "" },
        ok(e) { log("ok-" + e.target.dataset.n, true); }, no(e) { log("no-" + e.target.dataset.n, typeof e.detail.errMsg); },
        draw() { const c = my.createCanvasContext("c"); c.drawImage("${refused}", 0, 0); c.fillRect(0, 0, 5, 5);
          c.draw(false, () => c.toTempFilePath({ success: (f) => this.setData({ file: f.apFilePath }) })); }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    },
    CLOSED,
  );
  for (const name of ["package", "data", "file"]) expect(await run.logged(`ok-${name}`)).toBe(true);
  for (const name of ["image", "video"]) expect(await run.logged(`no-${name}`)).toBe("string");
  expect(await view.locator("#no > img").isVisible()).toBe(false);
  expect(await view.locator("rich-text img").getAttribute("src")).toBe(null);
  const sources = await view.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  expect(sources.filter((name) => name.includes("evil.test"))).toEqual([]);
});

rule(
  "F-TAG-6",
  async () => {
    run.bench.contacts.length = 0;
    const out = `${run.bench.counter}/canvas`;
    await run.open(
      {
        axml: `<canvas id="c"/><canvas id="n" type="2d"/>`,
        js: `onReady() {
          const c = my.createCanvasContext("c");
          c.filter = "url(${out}/filter.svg#f)"; c.filter = "u\\\\72l(${out}/escaped.svg#f)"; c.font = "20px url(${out}/font.woff2)";
          c.setFillStyle(c.createPattern("${out}/pattern.png", "repeat")); c.fillRect(0, 0, 50, 50); c.drawImage("${out}/image.png", 0, 0);
          c.draw(false, () => log("classic", true));
          my.createSelectorQuery().select("#n").node().exec(([{ node }]) => {
            const pen = node.getContext("2d");
            pen.filter = "url(${out}/node.svg#f)"; pen.font = "20px url(${out}/font.woff2)"; pen.fillRect(0, 0, 50, 50);
            const image = node.createImage(); image.onerror = () => log("refused", true); image.src = "${out}/node.png";
          });
        }`,
      },
      CLOSED,
    );
    expect(await run.logged("classic")).toBe(true);
    expect(await run.logged("refused")).toBe(true);
    expect(run.bench.contacts).toEqual([]);
  },
  "a canvas loads nothing on its own",
);

rule(
  "F-TAG-36",
  async () => {
    const near = { longitude: 120.10675, latitude: 30.266786 };
    const view = await run.open({
      axml: `<map id="m" style="width:100%;height:320px" longitude="${near.longitude}" latitude="${near.latitude}" scale="{{16}}" show-location
          markers="{{markers}}" polyline="{{lines}}" polygon="{{areas}}" circles="{{circles}}" controls="{{controls}}" setting="{{ { showScale: 1, showCompass: 1 } }}"
          onMarkerTap="on" onCalloutTap="on" onControlTap="on" onRegionChange="on" onTap="on"/>
        <map id="all" style="width:200px;height:200px" include-points="{{far}}"/>`,
      js: `data: {
          markers: [{ id: 7, latitude: 30.267, longitude: 120.1075, callout: { content: "A place to go" } }, { id: 8, latitude: 30.2655, longitude: 120.1045, iconPath: "/red.png", width: 40, height: 20, label: { content: "Label", color: "#00aa00", bgColor: "#ffffff", padding: 4 } }],
          lines: [{ points: [{ latitude: 30.264, longitude: 120.105 }, { latitude: 30.268, longitude: 120.109 }], color: "#FF0000DD", width: 6, dottedLine: true }],
          areas: [{ points: [{ latitude: 30.2685, longitude: 120.104 }, { latitude: 30.2685, longitude: 120.106 }, { latitude: 30.2675, longitude: 120.105 }], fillColor: "#0000ff33", color: "#0000ff", width: 2 }],
          circles: [{ latitude: 30.2655, longitude: 120.1085, radius: 60, fillColor: "#00ff0033", color: "#008800", strokeWidth: 3 }],
          controls: [{ id: 5, position: { left: 10, top: 10, width: 30, height: 30 }, clickable: true }],
          far: [{ latitude: 10, longitude: 100 }, { latitude: 12, longitude: 103 }]
        },
        on(e) { log(e.type + (e.detail.type || ""), e.detail); },
        onReady() { this.map = my.createMapContext("m"); my.createMapContext("all").getRegion({ success: (r) => log("region", r) }); }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    });
    const map = view.locator("#m");
    const frame = (await map.boundingBox())!;
    const inMap = async (selector: string): Promise<[number, number]> => {
      const box = (await map.locator(selector).first().boundingBox())!;
      return [Math.round(box.x - frame.x - frame.width / 2), Math.round(box.y - frame.y - frame.height / 2)];
    };
    await map.locator("map-pin").first().waitFor({ state: "attached" });
    // 0.00075 degrees east at scale 16: 256 * 2^16 / 360 px a degree.
    expect((await inMap("map-pin"))[0]).toBe(Math.round((0.00075 * 256 * 2 ** 16) / 360));
    expect((await inMap("map-here")).map(Math.abs)).toEqual([0, 0]);
    expect(await map.locator("svg > *").evaluateAll((all) => all.map((e) => e.localName))).toEqual([
      "polygon",
      "circle",
      "polyline",
    ]);
    // 60 m at this latitude and scale.
    expect(Number(await map.locator("circle").getAttribute("r"))).toBeCloseTo(
      60 / ((156_543.03392 * Math.cos((30.2655 * Math.PI) / 180)) / 2 ** 16),
      0,
    );
    await picture("map");
    await map.locator("map-pin map-sign").first().click();
    expect(await run.logged("markerTap")).toMatchObject({ markerId: 7 });
    await map.locator("map-callout").click();
    expect(await run.logged("calloutTap")).toMatchObject({ markerId: 7 });
    await map.locator("map-control").click();
    expect(await run.logged("controlTap")).toEqual({ controlId: 5 });
    await picture("map-callout");
    const page = run.page;
    const middle = { x: frame.width / 2, y: frame.height / 2 };
    await map.click({ position: { x: middle.x, y: middle.y + 90 } });
    const tapped = (await run.logged("tap")) as typeof near;
    expect(tapped.longitude).toBeCloseTo(near.longitude, 4);
    expect(tapped.latitude).toBeLessThan(near.latitude);
    const region = (await run.logged("region")) as Record<"southwest" | "northeast", typeof near>;
    // A drag of 50 px to the right shows what lies 50 px to the west.
    const outer = (await (await view.frameElement()).boundingBox())!;
    const at = { x: outer.x + (frame.x % 10_000) - outer.x + middle.x, y: frame.y + middle.y };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 20, at.y);
    await page.mouse.move(at.x + 50, at.y);
    await page.mouse.up();
    expect(await run.logged("regionChangebegin")).toMatchObject({ scale: 16 });
    const moved = (await run.logged("regionChangeend")) as typeof near;
    expect(moved.longitude).toBeCloseTo(near.longitude - (50 * 360) / (256 * 2 ** 16), 5);
    expect(moved.latitude).toBeCloseTo(near.latitude, 5);
    // A turn of the wheel over the middle magnifies and leaves the middle where it is.
    await run.page.evaluate(() => {
      globalThis.bench.events = [];
    });
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -240);
    const zoomed = (await run.logged("regionChangeend")) as typeof near & { scale: number };
    expect(zoomed.scale).toBe(17);
    expect(zoomed.longitude).toBeCloseTo(moved.longitude, 4);
    // Two fingers that part.
    await map.locator("map-stage").evaluate((stage) => {
      const { left, top, width, height } = stage.getBoundingClientRect();
      const say = (type: string, pointerId: number, dx: number): void => {
        const clientX = left + width / 2 + dx;
        const clientY = top + height / 2;
        const init = { pointerId, clientX, clientY, isPrimary: pointerId === 11, pointerType: "touch", bubbles: true };
        stage.setPointerCapture = () => {};
        stage.dispatchEvent(new PointerEvent(type, init));
      };
      say("pointerdown", 11, -40);
      say("pointerdown", 12, 40);
      say("pointermove", 12, 80);
      say("pointermove", 11, -80);
      say("pointerup", 11, -80);
      say("pointerup", 12, 80);
    });
    await expect
      .poll(() =>
        run.page.evaluate(
          () =>
            globalThis.bench.events.filter((e: { type: string; args?: unknown[] }) =>
              String(e.args?.[0]).startsWith("regionChangeend"),
            ).length,
        ),
      )
      .toBe(2);
    await expect
      .poll(() => map.locator("map-here").evaluate((e) => new DOMMatrix((e as HTMLElement).style.transform).e))
      .toBeCloseTo(200, -1);
    expect(region.southwest.longitude).toBeLessThan(100);
    expect(region.northeast.longitude).toBeGreaterThan(103);
    expect([region.southwest.latitude < 10, region.northeast.latitude > 12]).toEqual([true, true]);
  },
  "things at their places, gestures, taps",
);

rule(
  "F-TAG-36",
  async () => {
    const view = await run.open({
      axml: `<map id="m" longitude="10" latitude="20" scale="14" markers="{{[{ id: 1, longitude: 10, latitude: 20, title: 'T' }]}}" onRegionChange="on" onMarkerTap="on"/>`,
      js: `on(e) { log(e.type + (e.detail.type || ""), e.detail); },
        async onReady() {
          const map = my.createMapContext("m");
          log("centre", await map.getCenterLocation());
          map.moveToLocation({ longitude: 11, latitude: 21 });
          log("moved", await map.getCenterLocation());
          map.moveToLocation();
          log("home", await map.getCenterLocation());
          log("screen", await map.mapToScreen({ longitude: 10, latitude: 20 }));
          log("point", await map.screenToMap({ x: 150, y: 112.5 }));
          map.changeMarkers({ add: [{ id: 2, longitude: 10.01, latitude: 20 }], remove: [{ id: 1 }] });
          map.showRoute({ startLng: 10, startLat: 20, endLng: 10.01, endLat: 20.01 });
          await map.translateMarker({ markerId: 2, destination: { longitude: 10, latitude: 20 }, duration: 10 });
          map.updateComponents({ scale: 15 });
          map.gestureEnable({ isGestureEnable: 0 });
          log("end", await map.getCenterLocation());
        }`,
    });
    const centre = { longitude: 10, latitude: 20, scale: 14 };
    expect(await run.logged("centre")).toEqual(centre);
    expect(await run.logged("moved")).toMatchObject({
      longitude: expect.closeTo(11, 5),
      latitude: expect.closeTo(21, 5),
    });
    expect(await run.logged("home")).toMatchObject({
      longitude: expect.closeTo(10, 5),
      latitude: expect.closeTo(20, 5),
    });
    expect(await run.logged("screen")).toEqual({ x: expect.closeTo(150, 1), y: expect.closeTo(112.5, 1) });
    expect(await run.logged("point")).toEqual({ longitude: expect.closeTo(10, 5), latitude: expect.closeTo(20, 5) });
    expect(await run.logged("end")).toMatchObject({ scale: 15 });
    expect(await view.locator("polyline").count()).toBe(1);
    const stage = view.locator("map-stage");
    await stage.focus();
    const before = await view.locator("map-pin").getAttribute("style");
    await view.page().keyboard.press("ArrowLeft");
    await stage.dispatchEvent("wheel", { deltaY: -240 });
    expect(await view.locator("map-pin").getAttribute("style")).toBe(before);
    await view.locator("map-pin").focus();
    await view.page().keyboard.press("Enter");
    expect(await run.logged("markerTap")).toMatchObject({ markerId: 2 });
  },
  "map context, keys, gestures switched off",
);

/** A second of silence as WAV, 8-bit at 8 kHz. */
function silence(): Buffer {
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

rule("F-TAG-37", async () => {
  const view = await run.open({
    axml: `<video id="v" src="/clip.mp4" poster="/red.png" object-fit="cover" initial-time="{{0.2}}" controls="{{false}}" onPlay="on" onPause="on" onEnded="on" onTimeUpdate="time" onFullScreenChange="on"/>
      <video id="plain" muted loop autoplay="false"/><video id="data" src="{{data}}" onTimeUpdate="time"/><video id="bad" src="/red.png" onError="on"/><view id="go" onTap="go">play</view>`,
    js: `data: { data: "data:audio/wav;base64,${silence().toString("base64")}" },
      on(e) { log(e.type + "-" + e.target.id, e.detail); }, time(e) { log("time-" + e.target.id, e.detail); },
      go() {
        const video = my.createVideoContext("v");
        video.mute(true); video.play();
        setTimeout(() => { video.pause(); video.seek(0.9); video.playbackRate(2); video.requestFullScreen({ direction: 90 }); setTimeout(() => video.play(), 50); }, 150);
      }`,
    files: { "clip.mp4": silence(), "red.png": Buffer.from(RED, "base64") },
  });
  const facts = (id: string): Promise<unknown[]> =>
    view.locator(`#${id}`).evaluate((e) => {
      const { controls, muted, loop, autoplay, clientWidth, clientHeight } = e as HTMLVideoElement;
      return [controls, muted, loop, autoplay, clientWidth, clientHeight, getComputedStyle(e).objectFit];
    });
  expect(await facts("plain")).toEqual([true, true, true, false, 300, 225, "contain"]);
  expect(await facts("v")).toEqual([false, false, false, false, 300, 225, "cover"]);
  await expect.poll(() => view.locator("#v").getAttribute("poster")).toMatch(/^blob:/);
  expect(await run.logged("error-bad")).toEqual({ errMsg: expect.any(String) });
  await view.locator("#go").click();
  expect(await run.logged("play-v")).toEqual({});
  expect(await run.logged("pause-v")).toEqual({});
  expect(await run.logged("fullScreenChange-v")).toEqual({ fullScreen: true, direction: 90 });
  expect(await run.logged("time-v")).toEqual({ currentTime: expect.any(Number), videoDuration: expect.closeTo(1, 1) });
  expect(await run.logged("ended-v")).toEqual({});
  const full = await view.locator("#v").evaluate((e) => [e.clientWidth === innerWidth, e.clientHeight === innerHeight]);
  expect(full).toEqual([true, true]);
  await view.locator("#v").press("Escape");
  expect((await facts("v")).slice(4, 6)).toEqual([300, 225]);
  await expect.poll(() => view.locator("#data").evaluate((e) => Math.round((e as HTMLVideoElement).duration))).toBe(1);
});

rule("F-TAG-5", async () => {
  run.bench.contacts.length = 0;
  const view = await run.open({
    axml: `<map markers="{{[{ id: 1, longitude: 0, latitude: 0 }]}}"/><canvas id="c"/><video src="/clip.mp4"/>`,
    js: `onReady() { const c = my.createCanvasContext("c"); c.fillRect(0, 0, 300, 225); c.draw(false, () => log("drawn", true)); }`,
    files: { "clip.mp4": silence() },
  });
  expect(await run.logged("drawn")).toBe(true);
  const grid = await view.locator("map-grid").evaluate((e) => getComputedStyle(e).backgroundImage);
  expect(grid).toContain("linear-gradient");
  await expect.poll(() => view.locator("video").getAttribute("src")).toMatch(/^blob:/);
  expect(run.bench.contacts).toEqual([]);
});

rule("F-TAG-39", async () => {
  const view = await run.open({
    axml: `<template name="t"><text>{{x}}</text></template><view id="all"><block><text>a</text></block><block a:if="{{true}}"><text>b</text></block><template is="t" data="{{x: 'c'}}"/></view>`,
  });
  expect(await view.locator("#all").evaluate((e) => [...e.children].map((c) => c.outerHTML))).toEqual([
    "<text>a</text>",
    "<text>b</text>",
    "<text>c</text>",
  ]);
});

rule("F-TAG-40", async () => {
  const names = ["camera", "lottie", "live-player", "live-pusher", "ad"];
  const view = await run.open({
    axml: names.map((name) => `<${name} id="${name}" onError="no"/>`).join(""),
    js: `no(e) { log("no-" + e.target.id, e.detail.code); }`,
  });
  for (const name of names) {
    expect(await run.logged(`no-${name}`)).toBe(1);
    const label = await view.locator(`#${name}`).evaluate((e) => getComputedStyle(e, "::after").content);
    expect(label).toBe(`"${name}"`);
  }
  await picture("places");
});

rule(
  "F-TAG-6",
  async () => {
    const view = await run.open({
      axml: `<text id="t" style="font:10px Wide,serif">{{text}}</text><text id="d" style="font:10px Data">ab</text>`,
      js: `data: { text: "ab" }, onReady() {
        my.loadFontFace({ family: "Wide", source: 'url("../../wide.ttf")', success: () => log("wide", 1) });
        my.loadFontFace({ family: "Data", source: "data:font/ttf;base64,${wideFont}" }).then(() => log("data", 1));
        my.loadFontFace({ family: "Else", source: "url('https://fonts.example/x.ttf')", fail: (e) => log("else", e.error) });
        my.loadFontFace({ family: "Bad", source: "url(/bad.ttf)", fail: (e) => log("bad", e.error) });
        my.loadFontFace({ source: "url(/wide.ttf)", fail: (e) => log("none", e.error) });
      }`,
      files: { "wide.ttf": Buffer.from(wideFont, "base64"), "bad.ttf": "no font" },
    });
    for (const name of ["wide", "data"]) expect(await run.logged(name)).toBe(1);
    expect([await run.logged("else"), await run.logged("bad"), await run.logged("none")]).toEqual([3, 3, 2]);
    const width = async (id: string): Promise<number> => (await view.locator(id).boundingBox())!.width;
    expect([await width("#t"), await width("#d")]).toEqual([60, 60]);
  },
  "my.loadFontFace",
);
