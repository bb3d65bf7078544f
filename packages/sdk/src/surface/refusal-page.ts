import { element } from "./element.js";
import type { Words } from "./words.js";

/** P-DOM-16, over the place of the web-view. */
export function refusalPage(
  words: Words,
  refusal: { code: string; origin: string; sentence: string; needed?: string | undefined },
): HTMLElement {
  const { code, origin, sentence, needed } = refusal;
  return element("div", { class: "cover", attributes: { role: "alert" } }, [
    element("h1", { text: words.refusedPage }),
    element("p", { text: sentence }),
    element("div", { class: "facts" }, [
      element("span", { text: "WAP_URL_NOT_ALLOWED" }),
      element("span", { text: code }),
      origin === "" ? null : element("span", { text: origin }),
    ]),
    needed === undefined ? null : element("p", { text: words.wapUrlsNeed }),
    needed === undefined ? null : element("pre", { text: needed }),
  ]);
}
