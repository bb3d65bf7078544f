import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");

/** Files that may send or navigate, and why each may (U-EXE-1). A new one needs a reason here, and a reader. */
const executors: Record<string, string> = {
  // Addresses of mini programs: only those of a verdict.
  "packages/sdk/src/gate/page-executor.ts": "executor of requests in a page",
  "packages/sdk/src/gate/page-sockets.ts": "executor of sockets in a page",
  "packages/sdk/src/egress/node-connect.ts": "executor of requests in Node",
  "packages/sdk/src/gate/gateway-executor.ts":
    "executor of requests through the gateway: sends to the gateway's address",
  "packages/sdk/src/gate/resource-gate.ts": "its own method #fetch, which goes through the request gate",
  "packages/sdk/src/host/web-views.ts": "executor of web-view navigations",
  "packages/sdk/src/native/electron-view.ts": "executor of web-view navigations in Electron",
  "packages/sdk/src/surface/image-viewer.ts": "preview of images: blobs and addresses of the resource gate",
  "packages/sdk/src/jsapi/audio.ts": "sounds: blobs and addresses of the resource gate",
  "packages/sdk/src/jsapi/video.ts": "reads the head of a video: a blob",
  "packages/sdk/src/surface/document-viewer.ts": "shows a PDF: a blob whose bytes were looked at",
  "packages/sdk/src/surface/title-bar.ts": "title image: blobs and addresses of the resource gate",
  "packages/sdk/src/surface/tab-bar.ts": "icons: blobs of the package's files",
  "packages/platform/src/gateway/undici-connect.ts": "executor of the gateway",
  // Addresses of the host: its configuration names them, no mini program has a say.
  "packages/sdk/src/host/create-host.ts": "the default of the host's `fetch` option",
  "packages/sdk/src/host/catalogue.ts": "the platform",
  "packages/sdk/src/host/guest-assets.ts": "the runtime's own files",
  "packages/sdk/src/load/package-download.ts": "packages, from the platform's address",
  "packages/sdk/src/log/filled-options.ts": "the default of the log's `fetch` option",
  "packages/sdk/src/log/post-logs.ts": "the platform's ingest",
  "packages/sdk/src/sandbox/guest.ts": "the shell of the sandbox",
  "packages/sdk/src/sandbox/stage.ts": "self-test: an address that the stage must refuse",
  "packages/platform/src/client/platform-client.ts": "the platform",
  // Fetch handlers: `fetch(request)` answers here, nothing is sent.
  "packages/platform/src/platform.ts": "handler of the platform",
  "packages/sdk/src/testing/fake-platform.ts": "handler of the platform of tests",
  "packages/platform/src/gateway/create-gateway.ts": "handler of the gateway",
  "packages/platform/src/server/serve-platform.ts": "hands requests to the handler",
  "packages/platform/src/server/serve-gateway.ts": "hands requests to the handler",
};

const sends = [
  /from "(?:undici|node:https?|ws)"/,
  /\bfetch\(/,
  /\b(?:Web)?Socket\(/,
  /\.src\s*=(?!=)/,
  /\bloadURL\(/,
  /\bsendBeacon\(/,
  /\bXMLHttpRequest\b/,
  /\bEventSource\(/,
  /\bimportScripts\(/,
  /\blocation\.(?:href\s*=(?!=)|assign\(|replace\()/,
  /\bwindow\.open\(/,
  /setAttribute\(\s*["']src["']/,
];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The first line of code that sends, or null; comments do not count. */
function sending(text: string): string | null {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
  return (
    code
      .split("\n")
      .find((line) => sends.some((send) => send.test(line)))
      ?.trim() ?? null
  );
}

const found = new Map(
  ["packages/sdk/src", "packages/platform/src"]
    .flatMap((folder) => sources(join(root, folder)))
    .map((file) => [relative(root, file), sending(readFileSync(file, "utf8"))] as const)
    .filter((one): one is [string, string] => one[1] !== null),
);

test("U-EXE-1: nothing sends or navigates outside the executors", () => {
  const others = [...found].filter(([file]) => !Object.hasOwn(executors, file));
  expect(others.map(([file, line]) => `${file}: ${line}`)).toEqual([]);
});

test("U-VER-1: what sends addresses of mini programs takes them from a verdict, checked at run time", () => {
  const last = [
    "sdk/src/gate/page-executor",
    "sdk/src/gate/gateway-executor",
    "sdk/src/gate/page-sockets",
    "sdk/src/native/electron-view",
    "sdk/src/egress/node-connect",
    "sdk/src/host/web-views",
  ];
  for (const file of [...last, "platform/src/gateway/undici-connect"]) {
    expect(readFileSync(join(root, `packages/${file}.ts`), "utf8"), file).toMatch(/\burlText\(/);
  }
});

test("the list of executors names no file that does not send", () => {
  expect(Object.keys(executors).filter((file) => !found.has(file))).toEqual([]);
});

test("the search sees what it looks for, and not what only looks like it", () => {
  for (const line of [
    "await fetch(url)",
    "new WebSocket(url)",
    "image.src = url",
    "view.loadURL(url)",
    "location.href = x",
  ]) {
    expect(sending(line), line).toBe(line);
  }
  for (const line of ["if (a.src === b) {}", "// fetch(url)", "/* fetch(url) */", "prefetch(url)"]) {
    expect(sending(line), line).toBe(null);
  }
});
