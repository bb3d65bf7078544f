import { expect } from "vitest";
import { rule } from "../rule.js";
import { picture, RED, run, silence, useMediaPage } from "./media-page.js";

useMediaPage();

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
  const full = await view.locator("#v").evaluate((e) => {
    const { left, top, width, height } = e.getBoundingClientRect();
    return [left, top, width - innerWidth, height - innerHeight, e.clientWidth - innerHeight].map(Math.round);
  });
  // All of the page, and lying on its side.
  expect(full).toEqual([0, 0, 0, 0, 0]);
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
