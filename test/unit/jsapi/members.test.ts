import { jsapiOptions } from "@berth/core/jsapi";
import { describe, expect, it, test } from "vitest";
import { componentTable } from "../../../packages/core/src/jsapi/catalogue.js";
import { type JsapiMember, jsapiMembers } from "../../../packages/core/src/jsapi/jsapi-members.js";
import { componentsOfExtra } from "../../../packages/runtime/src/view/component/components-of-extra.js";
import { addComponents, findComponent } from "../../../packages/runtime/src/view/component/registry.js";
import { CallDispatcher, type DispatcherParts } from "../../../packages/sdk/src/host/call-dispatcher.js";
import { startInfo } from "../../../packages/sdk/src/host/start-info.js";
import { builtinApis } from "../../../packages/sdk/src/jsapi/table.js";
import { programRun } from "../../support/program-run.js";

type Api = (...args: unknown[]) => unknown;

/** What a real host tells the worker about `my`. */
const told = startInfo({
  app: {
    appId: "app-1",
    package: { manifest: { app: { pages: ["index"], home: "index" }, units: [], pages: {} } },
    release: { jsapis: [], environmentVariables: {}, releaseState: "full", releaseVersion: "1" },
  } as unknown as Parameters<typeof startInfo>[0]["app"], // what else an app has is not looked at
  options: { path: "index", query: {}, scene: 1000, referrerInfo: {} },
  storage: {},
  systemInfo: {},
  locale: "en",
  customNames: [],
  overriddenNames: [],
  deterministic: null,
});

async function start(extra = true) {
  const { members, missing, rules, apis } = told;
  const run = await programRun(
    { "index.axml": "<view/>", "index.js": "Page({})" },
    { extra, start: { members, missing, rules, apis } },
  );
  const my = run.global<Record<string, unknown>>("my");
  const member = (name: string): unknown =>
    name.split(".").reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], my);
  return { run, member };
}

/** The host's checks; a call that passes them ends here. */
const dispatcher = new CallDispatcher({
  run: { clock: { monotonic: () => 0 }, app: { release: { jsapis: [] } } },
  custom: { get: () => undefined },
  hub: { watched: false },
  pagePath: () => "index",
  logged: () => {},
} as unknown as DispatcherParts); // checks need no more of a run

/** A value of no kind that `kind` takes. */
const wrong: Record<string, unknown> = {
  array: "x",
  object: 5,
  boolean: "yes",
  number: [],
  numeric: {},
  string: {},
  text: {},
};
/** A value of the kind. */
const right: Record<string, unknown> = {
  array: [],
  object: {},
  boolean: true,
  number: 1,
  numeric: 1,
  string: "x",
  text: "x",
  any: "x",
};

/** A value that the rule of a field takes. */
const rightFor = ({ kind, limit }: JsapiMember["options"][number]): unknown =>
  limit.startsWith("=") ? limit.slice(1).split("|")[0] : right[kind];

/** Parameters that are right but for one field. */
function spoilt(member: JsapiMember, field: string, value: unknown): Record<string, unknown> {
  const given = member.options.filter(({ required }) => required).map((option) => [option.name, rightFor(option)]);
  return { ...Object.fromEntries(given), [field]: value };
}

const asynchronous = jsapiMembers.filter(({ convention }) => convention === "async");
const offered = asynchronous.filter(({ state }) => state !== "unsupported");
const unsupported = jsapiMembers.filter(({ state }) => state === "unsupported");

describe("members of my", async () => {
  const { run, member } = await start();

  test.each(jsapiMembers.map((each) => [each.name, each] as const))("my.%s is there (F-API-8)", (name, each) => {
    const value = member(name);
    if (each.convention === "namespace") expect(typeof value).toMatch(/^(?:object|function)$/);
    else if (each.convention !== "value") expect(typeof value).toBe("function");
    else if (!name.startsWith("env")) expect(value).toBeDefined();
    expect(each.about).toMatch(/\.$/);
  });

  test.each(jsapiMembers.filter(({ convention }) => convention === "sync").map(({ name }) => [name]))(
    "my.%s returns and never throws (F-API-5)",
    (name) => {
      for (const args of [[], [{}], [null], [5], [undefined, {}]])
        expect(() => (member(name) as Api)(...args)).not.toThrow();
    },
  );

  test.each(jsapiMembers.filter(({ convention }) => /^o(?:n|ff)$/.test(convention)).map(({ name }) => [name]))(
    "my.%s takes a listener, or none, and never throws (F-API-4)",
    (name) => {
      for (const args of [[() => {}], [], [null]]) expect(() => (member(name) as Api)(...args)).not.toThrow();
    },
  );

  test.each(jsapiMembers.filter(({ convention }) => convention === "factory").map(({ name }) => [name]))(
    "my.%s makes an object",
    (name) => expect(typeof (member(name) as Api)("id")).toMatch(/^(?:object|function)$/),
  );

  test.each(
    offered.flatMap((each) =>
      each.options.filter(({ kind }) => kind !== "any").map((field) => [each.name, field.name, each] as const),
    ),
  )("my.%s: a wrong %s is error 2 that names it (F-API-9)", async (name, field, each) => {
    const { kind = "" } = each.options.find((option) => option.name === field) ?? {};
    const params = spoilt(each, field, wrong[kind]);
    expect(await failureOf(name, params)).toEqual({ error: 2, errorMessage: expect.stringContaining(field) });
  });

  test.each(
    offered.flatMap((each) =>
      each.options.filter(({ limit }) => limit !== "").map((field) => [each.name, field.name, each] as const),
    ),
  )("my.%s: a %s beyond what is listed is error 2 that names it (F-API-9)", async (name, field, each) => {
    const { kind = "" } = each.options.find((option) => option.name === field) ?? {};
    const beyond = kind === "number" ? Number.MAX_SAFE_INTEGER : "x".repeat(10_000);
    expect(await failureOf(name, spoilt(each, field, beyond))).toEqual({
      error: 2,
      errorMessage: expect.stringContaining(field),
    });
  });

  test.each(
    offered.flatMap((each) =>
      each.options.filter(({ required }) => required).map((field) => [each.name, field.name, each] as const),
    ),
  )("my.%s: without %s it is error 2 that names it (F-API-9)", async (name, field, each) => {
    expect(await failureOf(name, spoilt(each, field, undefined))).toEqual({
      error: 2,
      errorMessage: expect.stringContaining(field),
    });
  });

  test.each(unsupported.filter(({ convention }) => convention === "async").map((each) => [each.name, each] as const))(
    "my.%s fails with 1 and names the extension (F-CAT-1)",
    async (name, { needs }) => {
      const order: string[] = [];
      const failure: unknown = await (member(name) as Api)({
        success: () => order.push("success"),
        fail: () => order.push("fail"),
        complete: () => order.push("complete"),
      });
      expect(failure).toEqual({ error: 1, errorMessage: expect.stringContaining(`"${needs}"`) });
      expect(order).toEqual(["fail", "complete"]);
      await expect((member(name) as Api)()).rejects.toEqual(failure);
    },
  );

  test.each(unsupported.filter(({ convention }) => convention === "sync").map((each) => [each.name, each] as const))(
    "my.%s returns error 1 and names the extension (F-API-5)",
    (name, { needs }) =>
      expect((member(name) as Api)()).toEqual({ error: 1, errorMessage: expect.stringContaining(`"${needs}"`) }),
  );

  test.each(unsupported.filter(({ convention }) => convention === "factory").map((each) => [each.name, each] as const))(
    "what my.%s makes fails with 1 and names the extension",
    async (name, { needs }) => {
      const made = (member(name) as Api)("id") as Record<string, Api>;
      const failed = new Promise((resolve) => void made["start"]?.({ fail: resolve }));
      expect(await failed).toEqual({ error: 1, errorMessage: expect.stringContaining(`"${needs}"`) });
    },
  );

  test.each(jsapiMembers.map((each) => [each.name, each] as const))(
    "my.canIUse says whether my.%s works, and knows its fields (F-API-6)",
    (name, { state, convention, options, result }) => {
      const canIUse = member("canIUse") as (query: string) => boolean;
      const there = state !== "unsupported";
      expect(canIUse(name)).toBe(there);
      for (const option of options) expect(canIUse(`${name}.object.${option.name}`), option.name).toBe(there);
      for (const field of result) expect(canIUse(`${name}.return.${field.name}`), field.name).toBe(there);
      if (convention === "async") expect(canIUse(`${name}.object.noSuchOption`)).toBe(false);
      if (convention === "async") expect(canIUse(`${name}.success.noSuchField`)).toBe(false);
    },
  );

  it("reports no error of the program through all of that", async () => {
    await run.settle();
    expect(run.errors()).toEqual([]);
  });

  /** What a program is told: by the worker where it answers, else by the host. */
  async function failureOf(name: string, params: Record<string, unknown>): Promise<unknown> {
    const before = run.calls.length;
    const told: unknown = await (member(name) as Api)({ ...params, fail: () => {} });
    const [api, sent] = run.calls.slice(before)[0] ?? [];
    if (api === undefined || sent === undefined) return told;
    const answer = await dispatcher.handle({ id: 1, api, params: sent, pageId: 0 });
    return answer.ok === 0 ? answer.result : {};
  }
});

describe("the declarations", () => {
  it("are at least the 360 of the catalogue, each once", () => {
    const names = jsapiMembers.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(360);
    expect(new Set(names).size).toBe(names.length);
  });

  it("say of what the host answers that it works, with the same permission (F-API-10)", () => {
    const byName = new Map(jsapiMembers.map((each) => [each.name, each]));
    for (const [name, { scope }] of builtinApis) {
      expect(byName.get(name)?.state, name).toMatch(/^(?:works|host service)$/);
      expect(byName.get(name)?.scope, name).toBe(scope ?? "");
    }
  });

  it("say `late` of what needs the worker's second script (docs/decisions/0009)", async () => {
    const { run, member } = await start(false);
    const asked = (): boolean => run.calls.some(([api]) => api === "loadExtra");
    const early = jsapiMembers.filter(({ late, state }) => !late && state !== "unsupported");
    for (const each of early) {
      if (!/^(?:async|sync|on|off)$/.test(each.convention) || each.name === "exitMiniProgram") continue;
      const params = Object.fromEntries(each.options.map((option) => [option.name, rightFor(option)]));
      expect(() => (member(each.name) as Api)({ ...params, fail: () => {} }), each.name).not.toThrow();
      expect(asked(), each.name).toBe(false);
    }
    await run.settle();
    expect(run.errors()).toEqual([]);
  });

  it("have no rules for what nobody answers", () => {
    expect(unsupported.filter(({ name }) => Object.hasOwn(jsapiOptions, name))).toEqual([]);
  });

  it("list the attributes of components that the view knows (F-API-6)", () => {
    addComponents(componentsOfExtra);
    for (const [name, words] of Object.entries(componentTable)) {
      const component = findComponent(name);
      if (component === null) continue;
      const attributes = words.split(" ").filter((word) => !/^on[A-Z]/.test(word));
      for (const attribute of Object.keys(component.attributes))
        expect(attributes, `${name}.${attribute}`).toContain(attribute);
    }
    for (const [name] of componentsOfExtra) expect(componentTable).toHaveProperty(name);
  });
});
