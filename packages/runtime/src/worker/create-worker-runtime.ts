import { pluginFolder, type StartInfo } from "@berth/core/wire";
import { AppSession } from "./app/app-session.js";
import { EntryRegistry } from "./app/entry-registry.js";
import { programGlobals } from "./boot/program-globals.js";
import type { Realm } from "./boot/realm.js";
import type { WorkerEnvironment } from "./boot/worker-environment.js";
import { Components } from "./component/components.js";
import { SetDataNotes } from "./data/set-data-notes.js";
import type { WorkerExtra } from "./extra/worker-extra.js";
import { HostLink } from "./link/host-link.js";
import { Reporter } from "./link/reporter.js";
import { binderHelpers } from "./module/binder-helpers.js";
import { ModuleRegistry } from "./module/module-registry.js";
import type { Plugins } from "./module/plugins.js";
import { DrawQueue } from "./render/draw-queue.js";
import { ElementIndex } from "./render/element-index.js";
import { Renderer } from "./render/renderer.js";
import { UpdateQueue } from "./render/update-queue.js";

/** A worker runtime as its realm sees it. */
export interface WorkerRuntime {
  /** Tells the host that the realm is isolated and the runtime is loaded (S-BOOT-2). */
  ready(selfTest: Record<string, string>): void;
  /** An error or rejection that reached the realm's global scope (F-APP-7). */
  uncaught(kind: "exception" | "rejection", error: unknown, promise?: unknown): void;
}

/**
 * A runtime over two ports: waits for `load` and `start` of the host, runs the mini program, draws in the view. Makes
 * everything it needs from `env`; nothing global is touched, so tests run it in Node.
 */
export function createWorkerRuntime(env: WorkerEnvironment): WorkerRuntime {
  const host = new HostLink(env.hostPort);
  const reporter = new Reporter(host, env.cleanStack);
  const draw = new DrawQueue(env.viewPort, env.clock);
  const updates = new UpdateQueue(draw, env.macrotask);
  const elements = new ElementIndex();
  const modules = new ModuleRegistry();
  let second: WorkerExtra | null = null;
  const extra = (): WorkerExtra => {
    if (second !== null) return second;
    host.call("loadExtra", {}, 0, () => {});
    throw new Error("The second script of the runtime is not loaded; it has been asked for");
  };
  const entries = new EntryRegistry(modules, reporter, () => realm.extra());
  const components = new Components(() => realm);
  const blocks = new Renderer(draw, elements, components, reporter, modules, extra);
  const notes = new SetDataNotes(() => realm);
  const realm: Realm = {
    env,
    host,
    draw,
    reporter,
    updates,
    notes,
    blocks,
    elements,
    entries,
    modules,
    owners: new WeakMap(),
    extra,
  };
  updates.blocks = blocks;
  updates.onRender = () => {
    notes.send();
    blocks.begin();
  };
  updates.onEndless = (owner, names) => {
    const place = owner.componentPath ?? "the page";
    reporter.error("exception", new Error(`Endless updates: ${place} sets ${names.join(", ")} again in each update`));
  };
  modules.onSjsError = (error) => {
    reporter.error("exception", error);
  };
  modules.provide("berth:binder", binderHelpers(reporter, modules));

  const loaded = new Set<string>();
  const waiting: [root: string, code: string][] = [];
  let globals: Record<string, unknown> | null = null;
  let session: AppSession | null = null;

  const load = (root: string, code: string): void => {
    // Units need `my` and the timers, which are known with `start` only.
    if (globals === null) {
      waiting.push([root, code]);
      return;
    }
    try {
      env.importUnit(root, code, globals);
      loaded.add(root);
    } catch (error) {
      reporter.error("exception", error);
    }
  };
  const start = (info: StartInfo): void => {
    if (session !== null) return;
    session = new AppSession(realm, info, components, loaded);
    const { app, router, my, ownMy } = session;
    let plugins: Plugins | undefined;
    const pluginsOf = (): Plugins => {
      plugins ??= new (extra().Plugins)(modules, entries, router, ownMy);
      return plugins;
    };
    modules.own = (path) => (path.startsWith(`${pluginFolder}/`) ? pluginsOf().own(path) : []);
    const { deterministic } = info;
    globals = programGlobals({
      env,
      reporter,
      modules,
      entries,
      app,
      router,
      my,
      plugins: pluginsOf,
      deterministic,
      extra,
    });
    for (const [root, code] of waiting.splice(0)) load(root, code);
    session.launch();
  };

  host.onMessage = (message) => {
    if (message[0] === "load") load(message[1], message[2]);
    else if (message[0] === "start") start(message[1]);
    else if (message[0] === "extra") second ??= env.importExtra(message[1]);
    else if (message[0] === "event") session?.hostEvent(message[1], message[2]);
  };
  let said = env.clock.monotonic();
  draw.onMessage = (message) => {
    // A ping waits behind what the user did: whoever works through a long row of that is slow, not silent (S-MSG-11).
    const now = env.clock.monotonic();
    if (now - said > 2_000) {
      said = now;
      host.send(["pong", 0]);
    }
    session?.viewMessage(message);
  };

  return {
    ready: (selfTest) => host.send(["ready", selfTest]),
    uncaught: (kind, error, promise) => reporter.error(kind, error, promise),
  };
}
