import type { DrawnElement } from "../tree/marks.js";
import type { ViewContext } from "./component.js";

/** What the sheet itself says, by language. */
const WORDS = {
  en: { choose: "Choose", cancel: "Cancel", done: "Done" },
  zh: { choose: "请选择", cancel: "取消", done: "确定" },
} as const;

/** The sheet of a picker at the foot of its page: a dialog of the engine, which keeps the focus and gives it back. */
export class PickerDialog {
  readonly sheet: HTMLDialogElement;
  readonly words: (typeof WORDS)[keyof typeof WORDS];
  readonly label: string;
  readonly #document: Document;

  constructor(context: ViewContext, title: string, cancelled: () => void) {
    const { locale, colorScheme } = context.look();
    this.#document = context.document;
    this.words = locale.startsWith("zh") ? WORDS.zh : WORDS.en;
    this.label = title || this.words.choose;
    this.sheet = context.document.createElement("dialog");
    this.sheet.className = `picker-sheet ${colorScheme}`;
    this.sheet.setAttribute("aria-label", this.label);
    // What happens in the sheet is no touch of the program.
    for (const type of ["click", "keydown", "pointerdown", "touchstart"]) {
      this.sheet.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    }
    this.sheet.addEventListener("click", (event) => {
      if (event.target === this.sheet) cancelled();
    });
    this.sheet.addEventListener("cancel", (event) => {
      event.preventDefault();
      cancelled();
    });
  }

  /** Adds a part to the sheet, or to another part of it. */
  add(name: string, text: string, more: Record<string, string> = {}, into: Element = this.sheet): HTMLElement {
    const made = this.#document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
    into.append(made);
    return made;
  }

  /** Adds something to press. */
  button(name: string, text: string, pressed: () => void, into: Element = this.sheet): HTMLElement {
    const made = this.add(name, text, { role: "button", tabindex: "0" }, into);
    made.onclick = pressed;
    made.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pressed();
    };
    return made;
  }

  /** Shows it over the page that the element is in; nothing when it is in none. */
  open(context: ViewContext, element: DrawnElement): void {
    context.pageOf(element)?.root.append(this.sheet);
    if (this.sheet.isConnected) this.sheet.showModal();
  }

  close(): void {
    this.sheet.close();
    this.sheet.remove();
  }
}
