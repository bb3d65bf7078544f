import type { ProgramFunction } from "../owner/owner.js";
import { callApi } from "./async-api.js";
import { createCanvasContext } from "./canvas-context.js";
import { canvasFile, canvasFileApi } from "./canvas-file.js";
import { createAnimation } from "./create-animation.js";
import { elementContext } from "./element-context.js";
import { fileSystemManager } from "./file-system-manager.js";
import { inertManager } from "./inert-manager.js";
import { IntersectionObserver } from "./intersection-observer.js";
import type { MyParts } from "./my-parts.js";
import { SelectorQuery } from "./selector-query.js";
import { updateManager } from "./update-manager.js";

/** Members of `my` that make objects of more than a name. */
export const factoryNames: readonly string[] = (
  "createAnimation createSelectorQuery createIntersectionObserver createCanvasContext createOffscreenCanvas " +
  "createMapContext createVideoContext createCameraContext createLivePlayerContext createLivePusherContext " +
  "createLottieContext createWebViewContext getUpdateManager getFileSystemManager getLogManager"
).split(" ");

/** A member of `my` that makes objects; those of other names are inert managers. */
export function factories(parts: MyParts, name: string): ProgramFunction {
  const made = members(parts);
  return Object.hasOwn(made, name) ? made[name]! : () => inertManager(parts.realm.reporter, name);
}

function members({ realm, start, view, listeners }: MyParts): Record<string, ProgramFunction> {
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
    createCameraContext: context,
    createLivePlayerContext: context,
    createLivePusherContext: context,
    createLottieContext: context,
    createWebViewContext: (id) => ({
      postMessage: (data: unknown) => view.element(page(), String(id ?? ""), "postMessage", [data], null),
    }),
    getUpdateManager: () => updateManager(realm, listeners),
    getFileSystemManager: () => fileSystemManager(realm, start.apis.includes("fileSystem")),
    getLogManager: () => ({
      debug: (...args: unknown[]) => realm.reporter.console("debug", args),
      info: (...args: unknown[]) => realm.reporter.console("info", args),
      log: (...args: unknown[]) => realm.reporter.console("log", args),
      warn: (...args: unknown[]) => realm.reporter.console("warn", args),
    }),
  };
}
