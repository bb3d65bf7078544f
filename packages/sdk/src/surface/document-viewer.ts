import { button, element } from "./element.js";
import { holdFocus } from "./hold-focus.js";
import type { Words } from "./words.js";

/** A document over the whole app. */
export interface ShownDocument {
  name: string;
  /** The bytes as a PDF, where the browser shows such; null: the user can only save it. */
  pdf: Blob | null;
  save: () => void;
}

/** Shows a document with buttons to save and to close; Escape closes, too. Gives what closes it. */
export function showDocument(screen: HTMLElement, words: Words, shown: ShownDocument): () => void {
  const address = shown.pdf === null ? null : URL.createObjectURL(shown.pdf);
  const box = element("div", { attributes: { role: "dialog", "aria-modal": "true", "aria-label": shown.name } });
  box.style.cssText =
    "position:absolute;inset:0;z-index:6;display:flex;flex-direction:column;background:var(--page);color:var(--text)";
  const giveBack = holdFocus(box);
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    giveBack();
    if (address !== null) URL.revokeObjectURL(address);
  };
  const title = element("h2", { text: shown.name });
  title.style.cssText =
    "flex:1;min-width:0;margin:0;font-size:16px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap";
  const first = button(words.close, "", close);
  const bar = element("div", {}, [title, button(words.keepFile, "", shown.save), first]);
  bar.style.cssText =
    "display:flex;gap:4px;align-items:center;padding:calc(var(--status) + 6px) 12px 6px;border-bottom:.5px solid var(--line);background:var(--bar);color:var(--bar-text)";
  for (const each of bar.querySelectorAll("button")) each.style.cssText = "padding:8px;color:var(--accent)";
  if (address === null) {
    const text = element("p", { text: words.noPreview });
    text.style.cssText = "margin:auto;padding:24px;color:var(--muted);text-align:center";
    box.append(bar, text);
  } else {
    const frame = element("iframe", { attributes: { title: shown.name } });
    frame.src = address;
    frame.style.cssText = "flex:1;border:0;background:#fff";
    box.append(bar, frame);
  }
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  screen.appendChild(box);
  first.focus();
  return close;
}
