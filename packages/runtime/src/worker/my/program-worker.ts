import { shadowedNames } from "@berth/core/wire";
import { programWorkerBoot } from "../boot/program-worker-boot.js";
import { removedNames } from "../boot/removed-names.js";
import type { SpawnedWorker } from "../boot/worker-environment.js";
import { JsonCopier } from "../link/json-copier.js";
import type { ProgramFunction } from "../owner/owner.js";
import { hostCall } from "./host-call.js";
import type { MyParts } from "./my-parts.js";

/** Characters of a message, 1 MiB at two bytes each (F-LIM-9). */
const sizeLimit = 512 * 1024;

/** Programs that have a worker: one at a time. */
const running = new WeakSet<object>();

/** `my.createWorker(path)` (F-CAT-M4): a script of the folder `workers` of app.json in a worker of its own. */
export function programWorker({ realm, start }: MyParts, path: unknown): Record<string, ProgramFunction> {
  const { reporter, env } = realm;
  const heard = { message: new Set<ProgramFunction>(), error: new Set<ProgramFunction>() };
  const tell = (event: "message" | "error", data: unknown): void => {
    for (const fn of [...heard[event]]) reporter.guard(() => fn(data));
  };
  const failed = (error: number, errorMessage: string): void => {
    reporter.warn("WORKER", errorMessage);
    tell("error", { error, errorMessage, message: errorMessage });
  };
  let spawned: SpawnedWorker | null = null;
  let waiting: string[] | null = [];
  let mine = false;
  const end = (): void => {
    spawned?.terminate();
    spawned = null;
    waiting = null;
    if (mine) running.delete(start);
    mine = false;
  };
  const receive = (data: unknown): void => {
    const [kind, first, second] = Array.isArray(data) ? (data as unknown[]) : [];
    if (kind === "console")
      reporter.console(/^(?:info|warn|error|debug)$/.exec(String(first)) ? (first as "info") : "log", [second]);
    else if (kind === "error") failed(3, `worker: ${String(first)}`);
    else if (kind === "message" && typeof first === "string") {
      if (first.length > sizeLimit) failed(2, "worker: a message has at most 1 MiB (F-LIM-9)");
      else tell("message", JSON.parse(first));
    }
  };
  const begin = (code: string, module: string): void => {
    const text = `(${programWorkerBoot})(self,${JSON.stringify(removedNames)},${JSON.stringify(shadowedNames)})`;
    spawned = env.spawn?.(text) ?? null;
    if (spawned === null) {
      end();
      failed(1, "createWorker: there are no workers here");
      return;
    }
    const { port } = spawned;
    port.onmessage = ({ data }) => receive(data);
    port.postMessage(["load", code, module]);
    for (const message of waiting ?? []) port.postMessage(["message", message]);
    waiting = null;
  };
  // Listeners are added after this; what goes wrong they hear.
  queueMicrotask(() => {
    if (waiting === null) return;
    if (running.has(start)) {
      waiting = null;
      failed(3, "createWorker: the program has a worker; terminate it first");
      return;
    }
    mine = true;
    running.add(start);
    hostCall(realm, "createWorker", { path: String(path) }, (outcome) => {
      if (!mine) return;
      if (outcome.ok) {
        const { code, module } = outcome.result as { code: string; module: string };
        begin(code, module);
      } else {
        end();
        failed(outcome.failure.error, outcome.failure.errorMessage);
      }
    });
  });
  const listen =
    (event: "message" | "error"): ProgramFunction =>
    (fn) => {
      if (typeof fn === "function") heard[event].add(fn as ProgramFunction);
    };
  return {
    postMessage(data) {
      const copier = new JsonCopier();
      const text = JSON.stringify(copier.copy(data) ?? null);
      if (text.length > sizeLimit) failed(2, "worker: a message has at most 1 MiB (F-LIM-9)");
      else if (waiting !== null) waiting.push(text);
      else spawned?.port.postMessage(["message", text]);
    },
    onMessage: listen("message"),
    onError: listen("error"),
    offMessage: (fn) => void (fn === undefined ? heard.message.clear() : heard.message.delete(fn as ProgramFunction)),
    terminate: end,
  };
}
