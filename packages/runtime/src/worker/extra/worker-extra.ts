import { componentDefinition } from "../component/component-definition.js";
import { ComponentFactory } from "../component/component-factory.js";
import { ownerInstance } from "../events/owner-instance.js";
import { canvasFile, preloadPictures } from "../my/canvas-file.js";
import { CanvasNodes } from "../my/canvas-nodes.js";
import { factories } from "../my/factories.js";
import { IntersectionObserver, intersected } from "../my/intersection-observer.js";
import { SelectorQuery } from "../my/selector-query.js";
import { socketTask } from "../my/socket-task.js";

/**
 * What the second script of the worker brings: custom components, and the objects that `my` makes. Modules that are in
 * both scripts keep no state of their own that the other would have to know.
 */
export const workerExtra = {
  componentDefinition,
  ComponentFactory,
  ownerInstance,
  CanvasNodes,
  canvasFile,
  preloadPictures,
  factories,
  IntersectionObserver,
  intersected,
  SelectorQuery,
  socketTask,
};

/** What the second script of the worker brings. */
export type WorkerExtra = typeof workerExtra;
