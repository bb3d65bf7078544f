import type { ViewContext } from "../component/component.js";
import { Handed } from "../component/controller.js";

/**
 * A decoded picture, or the reason why there is none. What the host handed over as bytes may be read back from a canvas,
 * as `my.getImageInfo` gives the same bytes as a file; what the element had to load by its address keeps the engine's
 * mark, unless its server admits everybody (S-VIEW-7, S-RES-6).
 */
export function loadPicture(context: ViewContext, node: Node, address: string): Promise<HTMLImageElement | string> {
  const full = context.address(node, address);
  const decode = (url: string, anonymous: boolean): Promise<HTMLImageElement | null> =>
    new Promise((resolve) => {
      const picture = context.document.createElement("img");
      if (anonymous) picture.crossOrigin = "anonymous";
      picture.onload = () => resolve(picture);
      picture.onerror = () => resolve(null);
      picture.src = url;
    });
  return new Promise((resolve) => {
    context.resources.want(full, "image", async (outcome) => {
      if ("refused" in outcome) {
        context.toHost(["resourceError", full, "image", outcome.refused]);
        return resolve(outcome.message);
      }
      const direct = /^https?:/i.test(outcome.url);
      const picture =
        (direct ? await decode(outcome.url, true) : null) ?? (await decode(outcome.url, false)) ?? "it is no picture";
      if (typeof picture === "string") context.toHost(["resourceError", full, "image", "DECODE"]);
      resolve(picture);
    });
  });
}

/** What names a picture in a program's hands: its address, or an object made from one. */
export function pictureAddress(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  const { src, path, url } = value as Record<string, unknown>;
  return [src, path, url].find((each): each is string => typeof each === "string") ?? "";
}

/** A picture for a canvas whose surface is in the worker (F-TAG-35). */
export async function handPicture(context: ViewContext, node: Node, address: string): Promise<Handed> {
  const picture = await loadPicture(context, node, address);
  if (typeof picture === "string") throw new Error(picture);
  const { naturalWidth: width, naturalHeight: height } = picture;
  // A picture without a size of its own (SVG) has to be told one.
  const size = width > 0 ? {} : { resizeWidth: 300, resizeHeight: 150 };
  return new Handed({ width, height }, await context.window.createImageBitmap(picture, size));
}
