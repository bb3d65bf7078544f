import type { StartInfo } from "@berth/core/wire";
import type { AppController } from "../app/app-controller.js";
import type { EntryRegistry } from "../app/entry-registry.js";
import type { WorkerExtra } from "../extra/worker-extra.js";
import type { Reporter } from "../link/reporter.js";
import type { ModuleRegistry } from "../module/module-registry.js";
import type { Plugins } from "../module/plugins.js";
import type { Router } from "../page/router.js";
import { programTimers } from "./program-timers.js";
import type { WorkerEnvironment } from "./worker-environment.js";

/** What the names of F-GEN-3 stand on. */
export interface GlobalParts {
  env: WorkerEnvironment;
  reporter: Reporter;
  modules: ModuleRegistry;
  entries: EntryRegistry;
  app: AppController;
  router: Router;
  my: Record<string, unknown>;
  plugins: () => Plugins;
  extra: () => WorkerExtra;
  deterministic: StartInfo["deterministic"];
}

const levels = ["log", "info", "warn", "error", "debug"] as const;

/** The global names of a mini program (F-GEN-3), clock and generator replaced in deterministic mode (F-GEN-4). */
export function programGlobals(parts: GlobalParts): Record<string, unknown> {
  const { env, reporter, modules, entries, app, router, deterministic } = parts;
  const clock = deterministic === null ? env.clock : new (parts.extra().VirtualClock)(env.clock, deterministic.now);
  const globals: Record<string, unknown> = {
    my: parts.my,
    App: (options: unknown) => app.declare(options),
    Page: (options: unknown) => entries.declare("Page", options),
    Component: (options: unknown) => entries.declare("Component", options),
    Mixin: (options: unknown) => options,
    Behavior: (options: unknown) => options,
    getApp: () => app.instance,
    getCurrentPages: () => router.stack.map((page) => page.instance),
    __berth_unit__: (run: (define: unknown, register: unknown) => void) => {
      const scope = modules.scope();
      run(scope.define, scope.register);
    },
    requirePlugin: (name: unknown) => parts.plugins().require(String(name)),
    console: programConsole(env, reporter),
    ...programTimers(clock, reporter),
  };
  if (deterministic !== null) {
    const random = parts.extra().seededRandom(deterministic.seed);
    globals["Date"] = dateOn(() => clock.now());
    globals["Math"] = Object.create(Math, { random: { value: random, writable: true, configurable: true } });
  }
  return globals;
}

function programConsole(env: WorkerEnvironment, reporter: Reporter): Record<string, unknown> {
  const console: Record<string, unknown> = {};
  for (const level of levels) {
    console[level] = (...args: unknown[]) => {
      reporter.console(level, args);
      env.console?.[level](...args);
    };
  }
  const { log } = console;
  for (const name of ["table", "dir", "group", "groupCollapsed", "trace"]) console[name] = log;
  for (const name of ["groupEnd", "time", "timeEnd", "timeLog", "count", "clear"]) console[name] = () => {};
  console["assert"] = (condition: unknown, ...args: unknown[]) => {
    if (!condition) (console["error"] as (...args: unknown[]) => void)("Assertion failed:", ...args);
  };
  return console;
}

/** `Date` whose present is another clock's. */
function dateOn(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new Date(now()).toString(),
    get: (target, name, receiver) => (name === "now" ? now : (Reflect.get(target, name, receiver) as unknown)),
  });
}
