import type { ResourceOutcome } from "../gate/resource-gate.js";
import { element } from "./element.js";
import { holdFocus } from "./hold-focus.js";

/** Full-screen pictures; a tap goes on, Escape and a tap on the last one close. */
export function showImages(
  screen: HTMLElement,
  label: string,
  pictures: { urls: readonly string[]; start: number; read: (address: string) => Promise<ResourceOutcome> },
): void {
  const { urls, start, read } = pictures;
  let index = Math.min(Math.max(0, start), Math.max(0, urls.length - 1));
  let made: string | null = null;
  const image = element("img", { attributes: { alt: "" } });
  const counter = element("span");
  const close = (): void => {
    if (made !== null) URL.revokeObjectURL(made);
    giveBack();
  };
  const show = async (): Promise<void> => {
    counter.textContent = urls.length > 1 ? `${index + 1} / ${urls.length}` : "";
    const got = await read(urls[index] ?? "");
    if (made !== null) URL.revokeObjectURL(made);
    made = "blob" in got ? URL.createObjectURL(got.blob) : null;
    if (made !== null) image.src = made;
    else if ("address" in got) image.src = got.address;
    else if ("message" in got) counter.textContent = got.message;
  };
  const viewer = element("button", {
    class: "viewer",
    attributes: { type: "button", "aria-label": label },
    click: () => {
      index += 1;
      if (index < urls.length) void show();
      else close();
    },
  });
  viewer.append(image, counter);
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  const giveBack = holdFocus(viewer);
  screen.appendChild(viewer);
  viewer.focus();
  void show();
}
