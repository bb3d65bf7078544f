import type { Json } from "@berth/core/wire";
import { textOf, type ViewContext } from "../component/component.js";

/**
 * `my.loadFontFace`: a font under the resource rule, for all pages of the program (F-TAG-6).
 *
 * @throws Error with the reason why there is none
 */
export function loadFont(context: ViewContext, node: Node, [family, source, desc]: Json[]): Promise<null> {
  const { FontFace } = context.window;
  const written = textOf(source).trim();
  const address = context.address(node, /^url\(\s*(["']?)(.*)\1\s*\)$/i.exec(written)?.[2] ?? written);
  return new Promise((resolve, reject) => {
    context.resources.want(address, "font", (outcome) => {
      const failed = (code: string, message: string): void => {
        context.toHost(["resourceError", address, "font", code]);
        reject(new Error(message));
      };
      if ("refused" in outcome) return failed(outcome.refused, outcome.message);
      const { style, weight, variant } = Object(desc) as Record<string, Json>;
      const how: FontFaceDescriptors = {};
      if (style !== undefined) how.style = textOf(style);
      if (weight !== undefined) how.weight = textOf(weight);
      if (variant === "small-caps") how.featureSettings = '"smcp"';
      const face = new FontFace(textOf(family), `url(${JSON.stringify(outcome.url)})`, how);
      face.load().then(
        () => {
          context.document.fonts.add(face);
          resolve(null);
        },
        () => failed("DECODE", "it is no font"),
      );
    });
  });
}
