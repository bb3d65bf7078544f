import type { EntryRegistry } from "../app/entry-registry.js";
import type { SetDataNotes } from "../data/set-data-notes.js";
import type { WorkerExtra } from "../extra/worker-extra.js";
import type { HostLink } from "../link/host-link.js";
import type { Reporter } from "../link/reporter.js";
import type { ModuleRegistry } from "../module/module-registry.js";
import type { Owner } from "../owner/owner.js";
import type { BlockRenderer } from "../render/block-instance.js";
import type { DrawQueue } from "../render/draw-queue.js";
import type { ElementIndex } from "../render/element-index.js";
import type { UpdateQueue } from "../render/update-queue.js";
import type { WorkerEnvironment } from "./worker-environment.js";

/** The parts of one runtime that the others share; made once by `createWorkerRuntime`. */
export interface Realm {
  readonly env: WorkerEnvironment;
  readonly host: HostLink;
  readonly draw: DrawQueue;
  readonly reporter: Reporter;
  readonly updates: UpdateQueue;
  readonly notes: SetDataNotes;
  readonly blocks: BlockRenderer;
  readonly elements: ElementIndex;
  readonly entries: EntryRegistry;
  readonly modules: ModuleRegistry;
  /** Which page or component an instance of the program is. */
  readonly owners: WeakMap<object, Owner>;
  /**
   * What the second script brings.
   *
   * @throws Error in the program while it is not there; the host is asked for it then
   */
  extra(): WorkerExtra;
}
