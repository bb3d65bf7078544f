import type { WorkerBoot } from "@berth/core/wire";
import { createWorkerRuntime } from "../create-worker-runtime.js";
import { removeNames } from "./removed-names.js";
import { selfTest } from "./self-test.js";
import { UnitImporter } from "./unit-importer.js";
import type { RuntimePort } from "./worker-environment.js";

/** The global scope of the worker, as far as the start needs it. */
interface WorkerScope {
  onmessage: ((event: { data: unknown; ports: readonly MessagePort[] }) => void) | null;
  importScripts(address: string): void;
  setTimeout(fn: () => void, ms: number): number;
  clearTimeout(handle: number): void;
  addEventListener(type: string, listener: (event: never) => void): void;
  [name: string]: unknown;
}

/**
 * Waits for the one message with both ports, then: references to built-ins, self-test, names away, `ready` (S-BOOT-2).
 * A second message finds nobody.
 */
export function startWorker(scope: WorkerScope): void {
  scope.onmessage = (event) => {
    const boot = event.data as WorkerBoot;
    const [hostPort, viewPort] = event.ports;
    if (boot?.kind !== "boot" || hostPort === undefined || viewPort === undefined) return;
    scope.onmessage = null;
    void begin(scope, boot, hostPort, viewPort);
  };
}

async function begin(
  scope: WorkerScope,
  boot: WorkerBoot,
  hostPort: MessagePort,
  viewPort: MessagePort,
): Promise<void> {
  const makeAddress = URL.createObjectURL.bind(URL);
  const revokeAddress = URL.revokeObjectURL.bind(URL);
  const NativeBlob = Blob;
  const NativeWorker = scope["Worker"] as typeof Worker | undefined;
  const importScripts = scope.importScripts.bind(scope);
  const setTimer = scope.setTimeout.bind(scope);
  const clearTimer = scope.clearTimeout.bind(scope);
  const wallClock = Date.now.bind(Date);
  const monotonic = performance.now.bind(performance);
  const random = Math.random.bind(Math);
  const listen = scope.addEventListener.bind(scope);
  // Firefox loads scripts from blobs of this type only (S-BOOT-1).
  const createAddress = (code: string): string => makeAddress(new NativeBlob([code], { type: "text/javascript" }));

  const results = boot.selfTest
    ? await selfTest({
        fetch: (scope["fetch"] as typeof fetch | undefined)?.bind(scope),
        ...(scope["indexedDB"] === undefined ? {} : { indexedDB: scope["indexedDB"] as IDBFactory }),
        origin: String(scope["origin"]),
        RTCPeerConnection: scope["RTCPeerConnection"],
        eval: scope["eval"] as (code: string) => unknown,
        Function,
        blobAddress: () => createAddress("x"),
      })
    : {};

  const getter = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get;
  const read = Function.prototype.call.bind(getter ?? (() => undefined)) as (event: MessageEvent) => unknown;
  const hops: (() => void)[] = [];
  const channel = new MessageChannel();
  const hop = channel.port2.postMessage.bind(channel.port2);
  channel.port1.onmessage = () => hops.shift()?.();
  const importer = new UnitImporter({ importScripts, createAddress, revokeAddress, scope });
  const runtime = createWorkerRuntime({
    hostPort: privatePort(hostPort, read),
    viewPort: privatePort(viewPort, read),
    importExtra: (code) => importer.extra(code),
    importUnit: (root, code, globals) => importer.run(root, code, globals),
    ...(NativeWorker && {
      spawn(code) {
        const worker = new NativeWorker(createAddress(code));
        // The program runs by now and may have patched `bind`; names of the worker's prototype it cannot reach (S-BOOT-5).
        const port: RuntimePort = { postMessage: (message) => worker.postMessage(message), onmessage: null };
        worker.onmessage = (event) => port.onmessage?.({ data: read(event) });
        return { port, terminate: () => worker.terminate() };
      },
    }),
    clock: {
      now: wallClock,
      monotonic,
      setTimer(ms, fn) {
        const handle = setTimer(fn, ms);
        return () => clearTimer(handle);
      },
    },
    random,
    macrotask(fn) {
      hops.push(fn);
      hop(0);
    },
    console: null,
    cleanStack: (stack) => importer.cleanStack(stack),
  });
  listen("error", (event: ErrorEvent) => {
    event.preventDefault();
    runtime.uncaught("exception", event.error ?? event.message);
  });
  listen("unhandledrejection", (event: PromiseRejectionEvent) => {
    event.preventDefault();
    runtime.uncaught("rejection", event.reason, event.promise);
  });
  removeNames(scope);
  Reflect.defineProperty(scope, "navigator", { value: {}, writable: true, configurable: true });
  runtime.ready(results);
}

/**
 * A port behind references kept from before the program ran: a patched `MessagePort.prototype.postMessage` or
 * `MessageEvent.prototype.data` would otherwise get the port as `this` (S-BOOT-5).
 */
function privatePort(port: MessagePort, read: (event: MessageEvent) => unknown): RuntimePort {
  const post = port.postMessage.bind(port);
  const runtimePort: RuntimePort = { postMessage: (message) => post(message), onmessage: null };
  port.onmessage = (event) => runtimePort.onmessage?.({ data: read(event) });
  return runtimePort;
}
