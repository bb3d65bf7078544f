import type { Realm } from "../boot/realm.js";
import { type ApiHandler, failWith, succeed } from "./async-api.js";
import { base64ToArrayBuffer } from "./base64.js";
import { hostCall } from "./host-call.js";
import type { ViewCalls } from "./view-calls.js";

/** The host API that keeps the bytes as a file of the app. */
export const canvasFileApi = "canvasToTempFilePath";

/**
 * `canvasToTempFilePath({canvasId, ...})` and the same of a drawing context: the view reads the drawing, the host keeps
 * it among the files of the app and gives `{apFilePath}` (S-VIEW-7). A node (`{canvas, ...}`) is read here.
 */
export function canvasFile(realm: Realm, view: ViewCalls, hosted: boolean): ApiHandler {
  return ({ canvas: node, canvasId, id, ...options }, done) => {
    if (!hosted) return done(failWith(1, `${canvasFileApi}: this host keeps no files for programs`));
    const keep = (data: ArrayBuffer, type: string): void => hostCall(realm, canvasFileApi, { data, type }, done);
    if (typeof OffscreenCanvas !== "undefined" && node instanceof OffscreenCanvas) {
      bytesOfNode(node, options).then(
        (blob) => blob.arrayBuffer().then((data) => keep(data, blob.type)),
        (error) => done(failWith(1, `${canvasFileApi}: ${String(error)}`)),
      );
      return;
    }
    const canvas = String(canvasId ?? id ?? "");
    view.element(realm.reporter.currentPage(), canvas, "toDataURL", [options], (ok, value) => {
      const [head = "", body = ""] = String(value).split(";base64,");
      if (!ok || body === "") return done(failWith(ok ? 3 : 4, `${canvasFileApi}: ${String(value)}`));
      keep(base64ToArrayBuffer(body), head.replace("data:", ""));
    });
  };
}

/** A node, or a part of it, as a file; async so that what the engine throws becomes a failure. */
async function bytesOfNode(node: OffscreenCanvas, options: Record<string, unknown>): Promise<Blob> {
  const number = (name: string, otherwise: number): number => Number(options[name] ?? otherwise) || otherwise;
  const x = number("x", 0);
  const y = number("y", 0);
  const width = number("width", node.width - x);
  const height = number("height", node.height - y);
  const copy = new OffscreenCanvas(number("destWidth", width), number("destHeight", height));
  copy.getContext("2d")?.drawImage(node, x, y, width, height, 0, 0, copy.width, copy.height);
  const jpeg = /jpe?g/i.test(String(options["fileType"]));
  return copy.convertToBlob({ type: jpeg ? "image/jpeg" : "image/png", quality: number("quality", 0.92) });
}

/**
 * `preloadCanvasImage({urls})`: gives `{loaded: {url: picture}}` with those that could be loaded. A context takes a picture
 * by its address, so that is what a loaded one is.
 */
export function preloadPictures(realm: Realm, view: ViewCalls): ApiHandler {
  return ({ urls }, done) => {
    const loaded: Record<string, string> = {};
    const wanted = Array.isArray(urls) ? urls.map(String) : [];
    let open = wanted.length;
    if (open === 0) done(succeed({ loaded }));
    for (const url of wanted) {
      view.page(realm.reporter.currentPage(), "picture", [url], (ok, _value, thing) => {
        if (ok) loaded[url] = url;
        if (thing !== undefined && "close" in thing) thing.close();
        if (--open === 0) done(succeed({ loaded }));
      });
    }
  };
}
