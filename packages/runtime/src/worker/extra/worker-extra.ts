import { ElementRequests } from "../app/element-requests.js";
import { seededRandom, VirtualClock } from "../boot/virtual-clock.js";
import { componentDefinition } from "../component/component-definition.js";
import { ComponentFactory } from "../component/component-factory.js";
import { observe, readObservers } from "../data/observers.js";
import { ownerInstance } from "../events/owner-instance.js";
import { Plugins } from "../module/plugins.js";
import { canvasFile } from "../my/canvas-file.js";
import { CanvasNodes } from "../my/canvas-nodes.js";
import { factories } from "../my/factories.js";
import { IntersectionObserver, intersected } from "../my/intersection-observer.js";
import { lateApis } from "../my/late-apis.js";
import { SelectorQuery } from "../my/selector-query.js";
import { socketTask } from "../my/socket-task.js";
import { mergePageMixins } from "../page/merge-page-mixins.js";
import { createComponent, forgetComponent, updateComponent } from "../render/render-component.js";
import { renderSlot, SlotState } from "../render/render-slot.js";

/**
 * What the second script of the worker brings: custom components with slots, observers, mixins and plugins, and the
 * objects that `my` makes. Modules that are in both scripts keep no state that the other would have to know.
 */
export const workerExtra = {
  ElementRequests,
  VirtualClock,
  seededRandom,
  componentDefinition,
  ComponentFactory,
  observe,
  readObservers,
  ownerInstance,
  Plugins,
  canvasFile,
  CanvasNodes,
  factories,
  IntersectionObserver,
  intersected,
  lateApis,
  SelectorQuery,
  socketTask,
  mergePageMixins,
  createComponent,
  forgetComponent,
  updateComponent,
  renderSlot,
  SlotState,
};

/** What the second script of the worker brings. */
export type WorkerExtra = typeof workerExtra;
