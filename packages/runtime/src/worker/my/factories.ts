import type { ProgramFunction } from "../owner/owner.js";
import { callApi } from "./async-api.js";
import { createCanvasContext } from "./canvas-context.js";
import { canvasFile, canvasFileApi } from "./canvas-file.js";
import { createAnimation } from "./create-animation.js";
import { elementContext } from "./element-context.js";
import { fileManager } from "./file-manager.js";
import { inertManager } from "./inert-manager.js";
import { IntersectionObserver } from "./intersection-observer.js";
import type { MyParts } from "./my-parts.js";
import { programWorker } from "./program-worker.js";
import { SelectorQuery } from "./selector-query.js";
import { soundManagers } from "./sound-managers.js";
import { updateManager } from "./update-manager.js";

/** A member of `my` that makes objects; those of other names are inert managers, and say what is absent. */
export function factories(parts: MyParts, name: string, absent: string): ProgramFunction {
  const made = members(parts);
  return Object.hasOwn(made, name) ? made[name]! : () => inertManager(parts.realm.reporter, absent);
}

function members(parts: MyParts): Record<string, ProgramFunction> {
  const { realm, start, view, listeners } = parts;
  const page = realm.reporter.currentPage;
  const context: ProgramFunction = (id) => elementContext(view, page, id);
  const toFile = canvasFile(realm, view, start.apis.includes(canvasFileApi));
  const canvas: ProgramFunction = (id) =>
    createCanvasContext(view, page, id, (options) =>
      callApi(realm, canvasFileApi, { ...Object(options), canvasId: id }, toFile, false),
    );
  return {
    createAnimation,
    createSelectorQuery: () => new SelectorQuery(view, realm.reporter, page()),
    createIntersectionObserver: (options) => new IntersectionObserver(realm, view, page(), options),
    createCanvasContext: canvas,
    createOffscreenCanvas: (size, high) => {
      const { width = size, height = high } = Object(size) as { width?: unknown; height?: unknown };
      return view.canvases.make(Number(width) || 300, Number(height) || 225, (...args) => view.page(page(), ...args));
    },
    createMapContext: context,
    createVideoContext: context,
    createWebViewContext: (id) => ({
      postMessage: (data: unknown) => view.element(page(), String(id ?? ""), "postMessage", [data], null),
    }),
    ...soundManagers(parts),
    getFileSystemManager: () => fileManager(parts),
    createWorker: (path) => programWorker(parts, path),
    getUpdateManager: () => updateManager(realm, listeners),
    getLogManager: () => ({
      debug: (...args: unknown[]) => realm.reporter.console("debug", args),
      info: (...args: unknown[]) => realm.reporter.console("info", args),
      log: (...args: unknown[]) => realm.reporter.console("log", args),
      warn: (...args: unknown[]) => realm.reporter.console("warn", args),
    }),
  };
}
