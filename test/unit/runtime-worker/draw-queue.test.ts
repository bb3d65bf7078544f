import { Draw, type WorkerToView } from "@berth/core/wire";
import { expect, it } from "vitest";
import { DrawQueue } from "../../../packages/runtime/src/worker/render/draw-queue.js";

/** A queue whose time moves by the test, and what it posted with the time of each post. */
function queue() {
  let now = 0;
  let timers: { at: number; fn: () => void }[] = [];
  const posts: { at: number; ops: unknown[] }[] = [];
  const port = {
    postMessage: (message: WorkerToView) => posts.push({ at: now, ops: message[2] as unknown[] }),
    onmessage: null,
  };
  const clock = {
    now: () => now,
    monotonic: () => now,
    setTimer(ms: number, fn: () => void) {
      timers.push({ at: now + ms, fn });
      return () => {};
    },
  };
  const advance = (ms: number): void => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { fn } of due) fn();
  };
  return { draw: new DrawQueue(port as never, clock), posts, advance, waiting: () => timers.length };
}

it("at most 200 batches go in any second; what comes faster is merged in order, and nothing is lost (S-MSG-5)", () => {
  const { draw, posts, advance, waiting } = queue();
  const total = 30_000;
  // Ten updates each ms, three seconds long.
  for (let i = 0; i < total; i += 1) {
    draw.text(1, String(i));
    draw.post();
    expect(waiting()).toBeLessThanOrEqual(1);
    if (i % 10 === 9) advance(1);
  }
  for (let i = 0; i < 50; i += 1) advance(10);
  for (const { at } of posts) {
    expect(posts.filter((post) => post.at >= at && post.at < at + 1_000).length).toBeLessThanOrEqual(200);
  }
  const drawn = posts.flatMap(({ ops }) => ops);
  expect(drawn).toEqual(Array.from({ length: total }, (_, i) => [Draw.text, 1, String(i)]).flat());
  expect(draw.pending).toBe(false);
});

it("a program that draws as often as a screen does is never held up", () => {
  const { draw, posts, advance } = queue();
  for (let frame = 0; frame < 600; frame += 1) {
    draw.text(1, "x");
    draw.post();
    expect(posts).toHaveLength(frame + 1);
    advance(1_000 / 60);
  }
});

it("while batches are merged, one that is full goes by itself, so none outgrows S-MSG-1", () => {
  const { draw, posts } = queue();
  for (let i = 0; i < 100; i += 1) {
    draw.text(1, "x");
    draw.post();
  }
  expect(posts.length).toBeLessThan(100);
  const before = posts.length;
  for (let i = 0; i < 12; i += 1) draw.text(1, "y".repeat(500_000));
  expect(posts.length).toBeGreaterThan(before + 2);
  for (const { ops } of posts) expect(ops.join("").length).toBeLessThan(2 * 1024 * 1024);
});
