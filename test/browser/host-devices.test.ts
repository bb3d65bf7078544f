import type { Frame, Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  consoleOf,
  type HostBench,
  lineOf,
  makeHost,
  openPackage,
  packageOf,
  program,
  script,
  useHostPage,
} from "./host-harness.js";

let bench: HostBench;
let page: Page;
useHostPage((given, fresh) => {
  bench = given;
  page = fresh;
});

/** The frame of the sandbox, once the program is in it. */
const shell = (): Frame => page.frames().find((frame) => frame.url().includes("/shell")) as Frame;

const motion = (x: number): Promise<void> =>
  page.evaluate(
    (force) =>
      void window.dispatchEvent(
        new DeviceMotionEvent("devicemotion", {
          accelerationIncludingGravity: { x: force, y: 1, z: 9 },
          rotationRate: { alpha: 180, beta: 0, gamma: 90 },
        }),
      ),
    x,
  );

test("the browser tells network, theme and movement while a program in front listens (F-CAT-J4, F-CAT-K12)", async () => {
  expect(bench).toBeDefined();
  await makeHost(page, { colorScheme: "light" });
  const body = `
    for (const name of ["NetworkStatusChange", "ThemeChange", "AccelerometerChange", "GyroscopeChange", "DeviceMotionChange", "CompassChange"])
      my["on" + name]((event) => console.log(name + ":" + JSON.stringify(event)));
    my.watchShake({ success: () => report("shaken", true) });
    report("ready", await my.getNetworkType());
  `;
  const zip = await packageOf(program(script(body)));
  expect(await openPackage(page, zip)).toEqual({ ok: true });
  expect(await lineOf(page, "ready:")).toContain('"networkAvailable":true');
  const heard = (prefix: string) => async (): Promise<string[]> =>
    (await consoleOf(page)).filter((line) => line.startsWith(prefix));

  await page.context().setOffline(true);
  expect(await lineOf(page, "NetworkStatusChange:")).toContain('"isConnected":false');
  await page.context().setOffline(false);
  await expect.poll(heard("NetworkStatusChange:")).toHaveLength(2);

  await page.evaluate(() => globalThis.bench.host.setColorScheme("light"));
  await page.evaluate(() => globalThis.bench.host.setColorScheme("dark"));
  expect(await lineOf(page, "ThemeChange:")).toBe('ThemeChange:{"theme":"dark"}');

  // The sensors come with the first call of one of them.
  await expect
    .poll(async () => {
      await motion(2);
      return (await heard("AccelerometerChange:")()).length;
    })
    .toBeGreaterThan(0);
  expect(await lineOf(page, "AccelerometerChange:")).toBe('AccelerometerChange:{"x":2,"y":1,"z":9}');
  expect(await lineOf(page, "GyroscopeChange:")).toContain('"z":3.14159');
  await motion(40);
  expect(await lineOf(page, "shaken:")).toBe("shaken:true");
  await page.evaluate(() => {
    const turn = { alpha: 90, beta: 1, gamma: 2, absolute: true };
    for (const name of ["deviceorientation", "deviceorientationabsolute"])
      window.dispatchEvent(new DeviceOrientationEvent(name, turn));
  });
  expect(await lineOf(page, "DeviceMotionChange:")).toContain('"alpha":90');
  expect(await lineOf(page, "CompassChange:")).toBe('CompassChange:{"direction":270}');

  // In the background nothing is heard; what changed meanwhile is told in front.
  await page.evaluate(() => globalThis.bench.app.hide());
  const before = (await heard("AccelerometerChange:")()).length;
  await motion(3);
  await page.evaluate(() => globalThis.bench.host.setColorScheme("light"));
  await page.evaluate(() => globalThis.bench.app.show());
  await expect.poll(heard("ThemeChange:")).toHaveLength(2);
  expect(await heard("AccelerometerChange:")()).toHaveLength(before);
});

test("screen and page do what they are told: brightness, keyboard, colours, pulling (F-CAT-K9, F-CAT-E1, F-CAT-E7)", async () => {
  // One frame, that of the program.
  await makeHost(page, { spareGuest: false });
  const body = `
    await my.setKeepScreenOn({ keepScreenOn: true });
    await my.setScreenBrightness({ brightness: 0.5 });
    report("bright", (await my.getScreenBrightness()).brightness);
    await my.setBackgroundColor({ backgroundColor: "#112233", backgroundColorTop: "#445566" });
    await my.setBackgroundTextStyle({ textStyle: "light" });
    await my.setCanPullDown({ canPullDown: true });
    report("info", (await my.$getSystemInfo()).platform);
  `;
  const files = program(
    `${script(body)}, onFocus() { my.hideKeyboard({ success: () => console.log("hidden:") }); }, onBlur() { console.log("blurred:"); }, onPullDownRefresh() { console.log("pulled:"); my.stopPullDownRefresh(); }`,
    {
      "pages/a/a.axml": `<view style="height:60px">top</view><input id="field" style="height:40px" onFocus="onFocus" onBlur="onBlur"/>`,
    },
  );
  expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
  expect(await lineOf(page, "bright:")).toBe("bright:0.5");
  expect(await lineOf(page, "info:")).toMatch(/web|iOS|Android/);
  const colours = await shell().evaluate(() => {
    const layer = document.querySelector("page-layer") as HTMLElement;
    return [layer.style.backgroundColor, (layer.querySelector("pull-sign") as HTMLElement).style.backgroundColor];
  });
  expect(colours).toEqual(["rgb(17, 34, 51)", "rgb(68, 85, 102)"]);
  await shell().locator("input").click();
  expect(await lineOf(page, "hidden:")).toBe("hidden:");
  expect(await lineOf(page, "blurred:")).toBe("blurred:");

  const place = await page.locator("iframe").first().boundingBox();
  const [x, y] = [(place?.x ?? 0) + 150, (place?.y ?? 0) + 200];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 150, { steps: 8 });
  await page.mouse.up();
  expect(await lineOf(page, "pulled:")).toBe("pulled:");
});
