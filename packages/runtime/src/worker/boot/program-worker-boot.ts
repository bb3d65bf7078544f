type Call = (...args: unknown[]) => unknown;

/** Global scope of a worker of the program, as far as its start needs it. */
interface Scope {
  postMessage(message: unknown): void;
  importScripts(address: string): void;
  addEventListener(type: string, listener: (event: never) => void): void;
}

/**
 * The start of a worker that a program made (F-CAT-M4): the same names go as in the program's own (S-BOOT-4), and the same
 * policy holds, which the worker has from the one that made it. It goes there as text: it may use nothing of this module.
 *
 * Messages to it: `["load", code, path]`, then `["message", json]`; from it: `["message", json]`, `["error", message]`,
 * `["console", level, text]`.
 */
export function programWorkerBoot(scope: Scope, removed: readonly string[], shadowed: readonly string[]): void {
  const post = scope.postMessage.bind(scope);
  const load = scope.importScripts.bind(scope);
  const makeAddress = URL.createObjectURL.bind(URL);
  const revokeAddress = URL.revokeObjectURL.bind(URL);
  const NativeBlob = Blob;
  const getter = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get as Call;
  const read = Function.prototype.call.bind(getter) as Call;
  const { parse, stringify } = JSON;
  const reasonOf = (error: unknown): string => String((error as Error | null)?.stack ?? error);
  let evaluates = true;
  try {
    Reflect.construct(Function, [""]);
  } catch {
    evaluates = false;
  }
  if (evaluates) {
    post(["error", "the worker is not isolated (S-SELF-T4)"]);
    return;
  }
  const listeners: Call[] = [];
  const modules: Record<
    string,
    { factory: Call; dependencies: Record<string, string>; module?: { exports: unknown } }
  > = {};
  const resolve = (from: string, wanted: string): string => {
    const parts = wanted.startsWith(".") ? from.split("/").slice(0, -1) : [];
    for (const part of wanted.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "." && part !== "") parts.push(part);
    }
    return parts.join("/");
  };
  const require = (path: string): unknown => {
    const found = modules[path] ?? modules[`${path}.js`] ?? modules[`${path}/index.js`];
    if (found === undefined) throw new Error(`Cannot find module "${path}"`);
    if (found.module !== undefined) return found.module.exports;
    const module = { exports: {} as unknown };
    found.module = module;
    const run = found.factory(...shadowed.map(() => undefined)) as Call;
    const own = (wanted: string): unknown => require(found.dependencies[wanted] ?? resolve(path, wanted));
    run.call(module.exports, own, module, module.exports);
    return module.exports;
  };
  const start = (code: string, path: string): void => {
    const define = (name: string, factory: Call, dependencies: Record<string, string>): void => {
      modules[name] ??= { factory, dependencies };
    };
    const value = (run: Call): unknown => run(define, () => {});
    Object.defineProperty(scope, "__berth_unit__", { value, configurable: true });
    const address = makeAddress(new NativeBlob([code], { type: "text/javascript" }));
    try {
      load(address);
    } finally {
      revokeAddress(address);
      Reflect.deleteProperty(scope, "__berth_unit__");
    }
    require(path);
  };
  scope.addEventListener("message", (event) => {
    const [kind, text, path] = read(event) as [string, string, string];
    try {
      if (kind === "load") start(text, path);
      else for (const fn of [...listeners]) fn(parse(text));
    } catch (error) {
      post(["error", reasonOf(error)]);
    }
  });
  scope.addEventListener("error", (event: ErrorEvent) => {
    event.preventDefault();
    post(["error", reasonOf(event.error ?? event.message)]);
  });
  scope.addEventListener("unhandledrejection", (event: PromiseRejectionEvent) => {
    event.preventDefault();
    post(["error", reasonOf(event.reason)]);
  });
  for (const name of removed) {
    for (let at: object | null = scope; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
      Reflect.deleteProperty(at, name);
    }
    if (name in scope) Reflect.defineProperty(scope, name, { value: undefined });
  }
  Reflect.defineProperty(scope, "navigator", { value: {}, configurable: true });
  const console: Record<string, Call> = {};
  for (const level of ["log", "info", "warn", "error", "debug"]) {
    console[level] = (...args) => {
      const texts = args.map((each) => (typeof each === "object" ? stringify(each) : String(each)));
      post(["console", level, texts.join(" ").slice(0, 10_000)]);
    };
  }
  const worker = {
    postMessage: (data: unknown) => post(["message", stringify(data) ?? "null"]),
    onMessage: (fn: unknown) => {
      if (typeof fn === "function") listeners.push(fn as Call);
    },
  };
  for (const [name, value] of Object.entries({ worker, console })) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true });
  }
}
