import { describe, expect, it } from "vitest";
import { removeNames } from "../../../packages/runtime/src/worker/boot/removed-names.js";
import { selfTest } from "../../../packages/runtime/src/worker/boot/self-test.js";
import { UnitImporter } from "../../../packages/runtime/src/worker/boot/unit-importer.js";
import { functionShim } from "../../../packages/runtime/src/worker/module/function-shim.js";
import { ModuleRegistry } from "../../../packages/runtime/src/worker/module/module-registry.js";

const deny = (name: string) => () => {
  throw Object.assign(new Error(name), { name });
};
const isolated = {
  fetch: () => Promise.reject(new TypeError("refused")),
  indexedDB: { open: deny("SecurityError") },
  origin: "null",
  eval: deny("EvalError"),
  Function: class {
    constructor() {
      deny("EvalError")();
    }
  },
  blobAddress: () => "blob:null/1",
};

describe("boot", () => {
  it("the self-test passes in an isolated realm and names what is open (S-SELF-T1 to T5)", async () => {
    const all = await selfTest(isolated);
    expect(Object.keys(all)).toHaveLength(5);
    expect(new Set(Object.values(all))).toEqual(new Set(["ok"]));
    const open = await selfTest({
      ...isolated,
      fetch: () => Promise.resolve({}),
      indexedDB: { open: () => ({}) },
      origin: "https://a.example",
      eval: () => 1,
    });
    expect(Object.values(open)).not.toContain("ok");
    expect((await selfTest({ ...isolated, RTCPeerConnection: class {} }))["S-SELF-T5"]).toContain("RTCPeerConnection");
  });

  it("names go from the scope and its prototypes (S-BOOT-4)", () => {
    const base = { fetch: 1 };
    const scope = Object.create(Object.create(base)) as Record<string, unknown>;
    scope["importScripts"] = 1;
    Object.defineProperty(scope, "WebSocket", { value: 1, configurable: false, writable: true });
    removeNames(scope);
    expect(["fetch", "importScripts"].filter((name) => name in scope)).toEqual([]);
    expect(scope["WebSocket"]).toBeUndefined();
  });

  it("units run from addresses that are revoked at once; stacks name the unit (S-BOOT-3)", () => {
    const scope: Record<string, unknown> = {};
    const log: string[] = [];
    const importer = new UnitImporter({
      scope,
      createAddress: () => "blob:null/aa-1",
      importScripts: (address) => log.push(`import ${address} ${typeof scope["__berth_unit__"]}`),
      revokeAddress: (address) => log.push(`revoke ${address}`),
    });
    importer.run("sub", "code", { __berth_unit__: () => {}, my: 1 });
    expect(log).toEqual(["import blob:null/aa-1 function", "revoke blob:null/aa-1"]);
    expect([scope["my"], "__berth_unit__" in scope]).toEqual([1, false]);
    expect(importer.cleanStack("Error\n at f (blob:null/aa-1:3:4)\n at g (blob:null/bb-2:1:1)")).toBe(
      "Error\n at f (berth-unit:sub/code.js:3:4)\n at g (berth-runtime:1:1)",
    );
  });

  it("Function gives nothing of the global object and refuses code (F-GEN-2)", () => {
    const shim = functionShim();
    expect(shim("return this")()).toEqual({});
    expect(shim()()).toEqual({});
    expect(() => shim("return self")).toThrow(EvalError);
    expect(() => shim("a", "return a")).toThrow(EvalError);
    expect((() => 1) instanceof (shim as unknown as new () => object)).toBe(true);
  });

  it("modules run once, see cycles half done, and throw the same error again", () => {
    const modules = new ModuleRegistry();
    const { define } = modules.scope();
    type Factory = Parameters<typeof define>[1];
    const factory = (run: (require: (path: string) => unknown, module: { exports: unknown }) => void): Factory =>
      ((...shadowed: unknown[]) => {
        expect(shadowed.filter((value) => value !== undefined)).toHaveLength(1);
        return run;
      }) as Factory;
    let runs = 0;
    define(
      "a.js",
      factory((require, module) => {
        runs++;
        (module.exports as { early: number }).early = 1;
        (module.exports as { b: unknown }).b = require("./b");
      }),
      { "./b": "b.js" },
    );
    define(
      "b.js",
      factory((require, module) => {
        Object.assign(module, { exports: { seen: { ...(require("./a") as object) } } });
      }),
      { "./a": "a.js" },
    );
    define(
      "bad.js",
      factory(() => {
        runs++;
        throw new Error("bad");
      }),
      {},
    );
    expect(modules.require("a.js")).toEqual({ early: 1, b: { seen: { early: 1 } } });
    modules.require("a.js");
    expect(() => modules.require("bad.js")).toThrow("bad");
    expect(() => modules.require("bad.js")).toThrow("bad");
    expect(runs).toBe(2);
    expect(() => modules.require("none.js")).toThrow("none.js");
  });
});
