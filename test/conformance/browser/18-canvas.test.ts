import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { rule } from "../rule.js";
import { CLOSED, picture, RED, run, useMediaPage } from "./media-page.js";

useMediaPage();

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
