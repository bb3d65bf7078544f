import type { EntryRegistry } from "../app/EntryRegistry.js";
import type { HostLink } from "../link/HostLink.js";
import type { Reporter } from "../link/Reporter.js";
import type { BlockRenderer } from "../render/BlockInstance.js";
import type { DrawQueue } from "../render/DrawQueue.js";
import type { ElementIndex } from "../render/ElementIndex.js";
import type { UpdateQueue } from "../render/UpdateQueue.js";
import type { WorkerEnvironment } from "./WorkerEnvironment.js";

/** The parts of one runtime that the others share; made once by `createWorkerRuntime`. */
export interface Realm {
  readonly env: WorkerEnvironment;
  readonly host: HostLink;
  readonly draw: DrawQueue;
  readonly reporter: Reporter;
  readonly updates: UpdateQueue;
  readonly blocks: BlockRenderer;
  readonly elements: ElementIndex;
  readonly entries: EntryRegistry;
}
