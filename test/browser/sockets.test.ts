import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProgramPage, useProgramPage } from "../conformance/browser/program-page.js";
import { type EchoSocket, startEchoSocket } from "../support/echo-socket.js";
import { makeHost } from "./host-harness.js";

let run: ProgramPage;
let echo: EchoSocket;
beforeAll(async () => {
  echo = await startEchoSocket();
});
afterAll(() => echo?.close());
/** Servers of this machine are let in, as in the simulator (P-DOM-17). */
useProgramPage(
  (page) => makeHost(page, { ignoreDomains: { serverDomains: true } }),
  (page) => {
    run = page;
  },
);

/** Runs a program whose onLoad has `url`, `log`, and `said`, every event of the classic socket in order. */
const open = (body: string) =>
  run.open({
    axml: "<view/>",
    js: `async onLoad() {
      const url = "ws://127.0.0.1:${echo.port}";
      const said = [];
      const waiting = [];
      for (const name of ["Open", "Message", "Error", "Close"]) my["onSocket" + name]((data) => {
        said.push([name, data]);
        for (const go of waiting.splice(0)) go();
      });
      const until = async (n) => { while (said.length < n) await new Promise((go) => waiting.push(go)); };
      const code = (promise) => promise.then(() => 0, (e) => e.error);
      ${body}
    }`,
  });

test("F-NET-23, F-NET-24: one classic socket talks text and bytes; another one closes it with 1000", async () => {
  await open(`
    log("early", await code(my.sendSocketMessage({ data: "x" })));
    await my.connectSocket({ url: url + "/a", data: { q: "ü" }, header: { "Sec-WebSocket-Protocol": "chat, other", "X-Own": "1" } });
    await my.sendSocketMessage({ data: "text" });
    await my.sendSocketMessage({ data: "AQL/", isBuffer: true });
    await until(3);
    await my.connectSocket({ url: url + "/b" });
    await until(5);
    await my.closeSocket({ code: 4000, reason: "enough" });
    await until(6);
    log("later", await code(my.sendSocketMessage({ data: "x" })));
    log("said", said);`);
  expect(await run.logged("early")).toBe(20);
  expect(await run.logged("said")).toEqual([
    ["Open", {}],
    ["Message", { data: "text", isBuffer: false }],
    ["Message", { data: "AQL/", isBuffer: true }],
    ["Close", { code: 1000, reason: "another socket was opened" }],
    ["Open", {}],
    ["Close", { code: 4000, reason: "enough" }],
  ]);
  expect(await run.logged("later")).toBe(20);
  const [first] = echo.handshakes;
  expect(first?.url).toBe("/a?q=%C3%BC");
  expect(first?.headers["sec-websocket-protocol"]).toBe("chat, other");
  expect(first?.headers["x-own"]).toBeUndefined();
});

test("F-NET-23: tasks live beside the classic socket and beside each other, and hear only their own events", async () => {
  await open(`
    await my.connectSocket({ url });
    const tasks = ["one", "two"].map((name) => {
      const task = my.connectSocket({ url, multiple: true, success: () => log("ok " + name, 1) });
      const heard = [];
      task.onMessage(({ data }) => heard.push(data));
      const closed = new Promise((done) => task.onClose(({ code, reason }) => done([code, reason])));
      const opened = new Promise((done) => task.onOpen(done));
      return { name, task, heard, opened, closed };
    });
    for (const { name, task, opened } of tasks) { await opened; await new Promise((done) => task.send({ data: name, success: done })); }
    tasks[0].task.send({ data: "bye" });
    const first = await tasks[0].closed;
    await tasks[1].task.close({ code: 3001, reason: "r" });
    log("ended", [first, await tasks[1].closed, tasks.map(({ heard }) => heard)]);
    await my.sendSocketMessage({ data: "still here" });
    await until(2);
    log("classic", said.map(([name]) => name));`);
  expect(await run.logged("ended")).toEqual([
    [4001, "done"],
    [3001, "r"],
    [["one"], ["two"]],
  ]);
  expect(await run.logged("classic")).toEqual(["Open", "Message"]);
});

test("F-NET-24, U-RED-E4: refused, redirected and missing servers are 12; bad values 2; the list 4; the super app's own host 4", async () => {
  await open(`
    const codes = {};
    for (const path of ["/refuse", "/redirect"]) codes[path] = await code(my.connectSocket({ url: url + path }));
    codes.events = said.map(([name]) => name);
    codes.closed = await code(my.connectSocket({ url: "ws://127.0.0.1:1" }));
    codes.scheme = await code(my.connectSocket({ url: "https://127.0.0.1:${echo.port}" }));
    codes.plain = await code(my.connectSocket({ url: "ws://echo.example.com" }));
    codes.host = await code(my.connectSocket({ url: "${run.bench.origin.replace("http", "ws")}/x" }));
    codes.name = await code(my.connectSocket({ url, header: { "Sec-WebSocket-Protocol": "a b" } }));
    await my.connectSocket({ url });
    codes.base64 = await code(my.sendSocketMessage({ data: "%", isBuffer: true }));
    codes.close = await code(my.closeSocket({ code: 1001 }));
    log("codes", codes);`);
  expect(await run.logged("codes")).toEqual({
    "/refuse": 12,
    "/redirect": 12,
    events: ["Error", "Error"],
    closed: 12,
    scheme: 2,
    plain: 2,
    host: 4,
    name: 2,
    base64: 2,
    close: 2,
  });
  const release = { serverDomains: { mode: "list", entries: ["wss://chat.example.com"] } };
  await run.host({});
  await run.open(
    {
      axml: "<view/>",
      js: `async onLoad() { const code = (url) => my.connectSocket({ url }).then(() => 0, (e) => [e.error, e.code]);
        log("listed", [await code("wss://other.example.com/x?secret"), await code("ws://chat.example.com"), await code("nonsense")]) }`,
    },
    release,
  );
  expect(await run.logged("listed")).toEqual([
    [4, "NOT_LISTED"],
    [2, "SCHEME_NOT_FOR_API"],
    [2, "URL_NOT_ABSOLUTE"],
  ]);
  const refusals = await run.page.evaluate(() =>
    globalThis.bench.events.filter((e: { type: string }) => e.type === "refusal"),
  );
  expect(refusals[0]).toMatchObject({
    api: "connectSocket",
    policy: "serverDomain",
    origin: "wss://other.example.com",
  });
});

test("sockets end with the app", async () => {
  await run.host({ ignoreDomains: { serverDomains: true } });
  await open(`await my.connectSocket({ url: url + "/last" }); log("open", 1);`);
  expect(await run.logged("open")).toBe(1);
  const ended = new Promise((done) => echo.handshakes.at(-1)?.socket.once("close", done));
  await run.page.evaluate(() => globalThis.bench.app.close());
  await ended;
});
