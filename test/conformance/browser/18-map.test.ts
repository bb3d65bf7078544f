import { expect } from "vitest";
import { rule } from "../rule.js";
import { picture, RED, run, useMediaPage } from "./media-page.js";

useMediaPage();

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

rule(
  "F-TAG-36",
  async () => {
    const view = await run.open({
      axml: `<map id="m" longitude="10" latitude="20" scale="14" rotate="{{90}}" markers="{{[{ id: 1, longitude: 10.005, latitude: 20 }]}}" onTap="on"/>`,
      js: `on(e) { log("tapped", e.detail); },
        async onReady() { log("east", await my.createMapContext("m").mapToScreen({ longitude: 10.005, latitude: 20 })); }`,
    });
    // East is below, 2 ** 14 * 256 px around the world.
    const east = (await run.logged("east")) as { x: number; y: number };
    expect([Math.round(east.x), Math.round(east.y)]).toEqual([150, Math.round(112.5 + (0.005 / 360) * 2 ** 22)]);
    await view.locator("#m").click({ position: { x: 150, y: 200 } });
    const tapped = (await run.logged("tapped")) as { longitude: number; latitude: number };
    expect(tapped.longitude).toBeGreaterThan(10.005);
    expect(tapped.latitude).toBeCloseTo(20, 3);
  },
  "a turned map",
);
