import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkProgram } from "../../packages/cli/src/check/check-program.js";
import type { CheckReport, PageReport } from "../../packages/cli/src/check/report.js";
import { bundleScript, guestRuntime } from "../support/workspace-bundle.js";
import { packageOf } from "./host-harness.js";

const files = {
  "app.json": '{"pages": ["good", "throws", "later", "missing", "network", "floods"]}',
  "app.js": "App({});",
  "good.axml": '<view class="a">Hello</view>',
  "good.js": "Page({});",
  "throws.axml": "<view>never quiet</view>",
  "throws.js": "Page({\n  onLoad() {\n    this.data.list.map((x) => x);\n  },\n});",
  "later.axml": "<view>fails after a moment</view>",
  "later.js": "Page({ onReady() { setTimeout(() => { throw new TypeError('too late'); }, 50); } });",
  "missing.axml": "<unheard-of>content {{f()}}</unheard-of>",
  "missing.js": "Page({ onLoad() { my.startZMVerify({ success() {}, fail() {} }); } });",
  "network.axml": "<view>{{state}}</view>",
  "network.js":
    "Page({ async onLoad() { this.setData({ state: 'asks' }); await my.request({ url: 'https://nowhere.example/' }); } });",
  "floods.axml": "<view>too much</view>",
  "floods.js":
    "Page({ onReady() { const content = 'x'.repeat(900000); for (let i = 0; i < 200; i++) my.alert({ content, fail() {} }); } });",
};
const pages = ["good", "throws", "later", "missing", "network", "floods"];

let report: CheckReport;
let root: string;
const of = (page: string): PageReport => {
  const found = report.pages.find((entry) => entry.page === page);
  if (!found) throw new Error(`no report of ${page}`);
  return found;
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "berth-check-"));
  writeFileSync(join(root, "page.js"), await bundleScript(`import "./packages/cli/src/check/page.ts";`));
  const json = Object.fromEntries(pages.map((page) => [`${page}.json`, "{}"]));
  report = await checkProgram({
    program: "specimen",
    package: await packageOf({ ...files, ...json }),
    pages,
    runtime: await guestRuntime(),
    pageRoot: root,
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("berth check", () => {
  it("reports every page once, in order", () => {
    expect(report.pages.map(({ page }) => page)).toEqual(pages);
    expect(report.program).toBe("specimen");
    expect(report.ok).toBe(false);
  });

  it("measures what is drawn", () => {
    expect(of("good")).toMatchObject({
      opened: true,
      errors: [],
      missingApis: [],
      missingComponents: [],
      warnings: [],
    });
    expect(of("good").textLength).toBe("Hello".length);
    expect(of("good").elementCount).toBeGreaterThan(0);
  });

  it("names file and line of an error", () => {
    expect(of("throws").errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining("TypeError"), file: "throws.js", line: 3 }),
    ]);
  });

  it("waits for what follows the first render", () => {
    expect(of("later").errors.map(({ message }) => message)).toEqual([expect.stringContaining("too late")]);
  });

  it("lists APIs and components that are missing, and warnings", () => {
    expect(of("missing")).toMatchObject({
      opened: true,
      missingApis: ["startZMVerify"],
      missingComponents: ["unheard-of"],
      warnings: expect.arrayContaining([expect.stringContaining("f() in a template is no SJS function")]),
    });
  });

  it("lets requests out of this machine fail, and tells them from errors", () => {
    expect(of("network")).toMatchObject({ opened: true, errors: [] });
    expect(of("network").failedCalls).toHaveLength(1);
  });

  it("says when a program was ended (S-MSG-4)", () => {
    expect(of("floods").errors.map(({ message }) => message)).toEqual([expect.stringContaining("ended")]);
  });
});
