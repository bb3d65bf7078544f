import { button, element } from "./element.js";
import { holdFocus } from "./hold-focus.js";
import type { Words } from "./words.js";

/** Name and picture of an app on a sheet. */
export interface SheetHead {
  name: string;
  iconUrl: string;
}

/** A letter or the picture of an app. Pictures of the catalogue come from the platform's answer, not from the program. */
export function appIcon(head: SheetHead): HTMLElement {
  if (/^(https?:|data:image\/|blob:|\/)/.test(head.iconUrl)) {
    return element("img", { class: "app-icon", attributes: { src: head.iconUrl, alt: "" } });
  }
  return element("span", { class: "app-icon", text: head.name.trim().slice(0, 1).toUpperCase() || "•" });
}

/** A dialog that is being drawn. */
export interface Shown<T> {
  box: HTMLElement;
  bottom: boolean;
  /** Answer of Escape and of a tap beside the sheet; undefined: neither closes it. */
  dismissed?: T;
  focus?: HTMLElement;
}

/** Dialogs and sheets of one app, drawn above its page, one after another, each with the focus kept inside. */
export class Dialogs {
  readonly #screen: HTMLElement;
  readonly #words: Words;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #closers = new Set<() => void>();
  #count = 0;

  constructor(screen: HTMLElement, words: Words) {
    this.#screen = screen;
    this.#words = words;
  }

  async alert(options: { title: string; content: string; buttonText: string }, signal: AbortSignal): Promise<void> {
    await this.#show<null>(null, signal, (answer) => {
      const main = button(options.buttonText, "main", () => answer(null));
      return {
        box: this.#dialog(options.title, options.content, null, [main]),
        bottom: false,
        dismissed: null,
        focus: main,
      };
    });
  }

  confirm(
    options: { title: string; content: string; confirmText: string; cancelText: string | null },
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.#show(false, signal, (answer) => {
      const main = button(options.confirmText, "main", () => answer(true));
      const no = options.cancelText === null ? [] : [button(options.cancelText, "", () => answer(false))];
      return {
        box: this.#dialog(options.title, options.content, null, [...no, main]),
        bottom: false,
        dismissed: false,
        focus: main,
      };
    });
  }

  /** Text the user entered, or null. */
  prompt(
    options: { title: string; content: string; placeholder: string; confirmText: string; cancelText: string },
    signal: AbortSignal,
  ): Promise<string | null> {
    return this.#show<string | null>(null, signal, (answer) => {
      const field = element("input", {
        class: "field",
        attributes: { type: "text", placeholder: options.placeholder, "aria-label": options.title || options.content },
      });
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") answer(field.value);
      });
      const buttons = [
        button(options.cancelText, "", () => answer(null)),
        button(options.confirmText, "main", () => answer(field.value)),
      ];
      return {
        box: this.#dialog(options.title, options.content, field, buttons),
        bottom: false,
        dismissed: null,
        focus: field,
      };
    });
  }

  /** Index of the chosen item, -1 for none. */
  actionSheet(
    options: { title: string; items: readonly string[]; cancelText: string; destructiveIndex: number },
    signal: AbortSignal,
  ): Promise<number> {
    return this.#show(-1, signal, (answer) => {
      const items = options.items.map((item, index) =>
        button(item, `item${index === options.destructiveIndex ? " danger" : ""}`, () => answer(index)),
      );
      const note = options.title === "" ? null : element("div", { class: "sheet-note", text: options.title });
      const box = element("div", { class: "sheet" }, [
        note,
        element("div", { class: "list" }, items),
        button(options.cancelText, "item cancel", () => answer(-1)),
      ]);
      return { box, bottom: true, dismissed: -1, ...(items[0] === undefined ? {} : { focus: items[0] }) };
    });
  }

  /** Scopes the user agreed to, or null (H-SPI-6). Each scope can be left out. */
  consent(options: SheetHead & { scopes: readonly string[] }, signal: AbortSignal): Promise<string[] | null> {
    return this.#show<string[] | null>(null, signal, (answer) => {
      const boxes = options.scopes.map((scope) => {
        const input = element("input", { attributes: { type: "checkbox" } });
        input.checked = true;
        return {
          scope,
          input,
          row: element("label", { class: "row" }, [element("span", { text: this.#words.scope(scope) }), input]),
        };
      });
      const agree = button(this.#words.agree, "main", () => {
        const granted = boxes.filter(({ input }) => input.checked).map(({ scope }) => scope);
        answer(granted.length === 0 ? null : granted);
      });
      const rows = element(
        "div",
        { class: "sheet-body" },
        boxes.map(({ row }) => row),
      );
      const no = button(this.#words.cancel, "", () => answer(null));
      return {
        box: this.#sheet(options, this.#words.consent(options.name), rows, [no, agree]),
        bottom: true,
        dismissed: null,
        focus: agree,
      };
    });
  }

  /** Whether the user allows; dismissing is a no (H-EXT-1). */
  permission(options: SheetHead & { content: string }, signal: AbortSignal): Promise<boolean> {
    return this.#show(false, signal, (answer) => {
      const allow = button(this.#words.allow, "main", () => answer(true));
      const text = element("div", { class: "sheet-body" }, [element("div", { class: "row", text: options.content })]);
      const buttons = [button(this.#words.deny, "", () => answer(false)), allow];
      return {
        box: this.#sheet(options, this.#words.wants(options.name), text, buttons),
        bottom: true,
        dismissed: false,
        focus: allow,
      };
    });
  }

  /** How the user wants to share; null: not at all. */
  share(
    content: { title: string; desc: string; native: boolean },
    signal: AbortSignal,
  ): Promise<"copy" | "native" | null> {
    return this.#show<"copy" | "native" | null>(null, signal, (answer) => {
      const copy = button(this.#words.copyLink, "main", () => answer("copy"));
      const system = content.native ? [button(this.#words.shareBy, "", () => answer("native"))] : [];
      const text = element("div", { class: "sheet-body" }, [
        content.desc === "" ? null : element("p", { class: "share-text", text: content.desc }),
      ]);
      const buttons = [...system, copy];
      if (system.length === 0) buttons.unshift(button(this.#words.cancel, "", () => answer(null)));
      const head = { name: content.title, iconUrl: "" };
      return { box: this.#sheet(head, content.title, text, buttons), bottom: true, dismissed: null, focus: copy };
    });
  }

  /** Every permission ever asked for, with switches (H-EXT-2). */
  settings(
    options: { items: readonly { scope: string; granted: boolean }[] },
    signal: AbortSignal,
  ): Promise<{ scope: string; granted: boolean }[]> {
    return this.#show([...options.items], signal, (answer) => {
      const rows = options.items.map(({ scope, granted }) => {
        const input = element("input", { attributes: { type: "checkbox", role: "switch" } });
        input.checked = granted;
        return {
          scope,
          input,
          row: element("label", { class: "row" }, [element("span", { text: this.#words.scope(scope) }), input]),
        };
      });
      const done = (): void => answer(rows.map(({ scope, input }) => ({ scope, granted: input.checked })));
      const main = button(this.#words.save, "main", done);
      const list =
        rows.length === 0
          ? [element("div", { class: "row", text: this.#words.nothingAsked })]
          : rows.map(({ row }) => row);
      const box = this.#sheet(null, this.#words.settings, element("div", { class: "sheet-body" }, list), [
        button(this.#words.cancel, "", () => answer([...options.items])),
        main,
      ]);
      return { box, bottom: true, dismissed: [...options.items], focus: main };
    });
  }

  /** A date or time as the browser's own field writes it, or null. */
  date(
    options: { kind: string; value: string; min: string; max: string },
    signal: AbortSignal,
  ): Promise<string | null> {
    return this.#show<string | null>(null, signal, (answer) => {
      const field = element("input", {
        class: "field",
        attributes: { type: options.kind, "aria-label": options.kind },
      });
      if (options.min !== "") field.min = options.min;
      if (options.max !== "") field.max = options.max;
      field.value = options.value;
      const buttons = [
        button(this.#words.cancel, "", () => answer(null)),
        button(this.#words.ok, "main", () => answer(field.value === "" ? null : field.value)),
      ];
      return {
        box: this.#sheet(null, "", element("div", { class: "sheet-body" }, [field]), buttons),
        bottom: true,
        dismissed: null,
        focus: field,
      };
    });
  }

  /** Index for each column, or null. */
  columns(options: { title: string; columns: readonly string[][] }, signal: AbortSignal): Promise<number[] | null> {
    return this.#show<number[] | null>(null, signal, (answer) => {
      const selects = options.columns.map((items) => {
        const select = element("select", { attributes: { "aria-label": options.title || this.#words.menu } });
        for (const item of items) select.appendChild(element("option", { text: item }));
        return select;
      });
      const main = button(this.#words.ok, "main", () => answer(selects.map((select) => select.selectedIndex)));
      const body = element("div", { class: "columns" }, selects);
      const box = this.#sheet(null, options.title, body, [button(this.#words.cancel, "", () => answer(null)), main]);
      return { box, bottom: true, dismissed: null, ...(selects[0] === undefined ? {} : { focus: selects[0] }) };
    });
  }

  /** A sheet that a late module draws. */
  panel<T>(fallback: T, signal: AbortSignal, build: (answer: (value: T) => void) => Shown<T>): Promise<T> {
    return this.#show(fallback, signal, build);
  }

  /** Closes whatever is open, as if dismissed. */
  closeAll(): void {
    for (const close of [...this.#closers]) close();
  }

  #dialog(title: string, content: string, field: HTMLElement | null, buttons: HTMLElement[]): HTMLElement {
    const heading = title === "" ? null : element("h2", { text: title });
    return element("div", { class: "dialog" }, [
      element("div", { class: "dialog-text" }, [heading, element("div", { class: "content", text: content }), field]),
      element("div", { class: "buttons" }, buttons),
    ]);
  }

  #sheet(head: SheetHead | null, title: string, body: HTMLElement, buttons: HTMLElement[]): HTMLElement {
    return element("div", { class: "sheet" }, [
      element("div", { class: "sheet-head" }, [head === null ? null : appIcon(head), element("h2", { text: title })]),
      body,
      element("div", { class: "sheet-buttons" }, buttons),
    ]);
  }

  #show<T>(fallback: T, signal: AbortSignal, build: (answer: (value: T) => void) => Shown<T>): Promise<T> {
    const turn = this.#tail.then(() => (signal.aborted ? fallback : this.#open(fallback, signal, build)));
    this.#tail = turn.catch(() => {});
    return turn;
  }

  #open<T>(fallback: T, signal: AbortSignal, build: (answer: (value: T) => void) => Shown<T>): Promise<T> {
    return new Promise((resolve) => {
      const veil = element("div", { class: "veil" });
      const giveBack = holdFocus(veil);
      const muted: HTMLElement[] = [];
      const finish = (value: T): void => {
        signal.removeEventListener("abort", dismiss);
        this.#closers.delete(dismiss);
        for (const node of muted) node.inert = false;
        giveBack();
        resolve(value);
      };
      const shown = build(finish);
      const dismiss = (): void => finish(shown.dismissed === undefined ? fallback : shown.dismissed);
      this.#count += 1;
      const heading = shown.box.querySelector("h2") ?? shown.box.querySelector(".content, .sheet-note");
      if (heading !== null) {
        heading.id = `berth-dialog-${this.#count}`;
        shown.box.setAttribute("aria-labelledby", heading.id);
      }
      shown.box.setAttribute("role", "dialog");
      shown.box.setAttribute("aria-modal", "true");
      shown.box.tabIndex = -1;
      veil.classList.toggle("bottom", shown.bottom);
      veil.appendChild(shown.box);
      veil.addEventListener("click", (event) => {
        if (event.target === veil && shown.bottom) dismiss();
      });
      veil.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          dismiss();
        } else if (event.key === "Tab") keepFocus(event, shown.box);
      });
      signal.addEventListener("abort", dismiss, { once: true });
      this.#closers.add(dismiss);
      this.#screen.appendChild(veil);
      (shown.focus ?? shown.box).focus();
      // Everything else of the app is out of reach while a dialog is up; made so only now, or the page would forget its
      // focus before it lost it.
      muted.push(
        ...[...this.#screen.querySelectorAll<HTMLElement>(".bar, .body, .tabs")].filter((node) => !node.inert),
      );
      for (const node of muted) node.inert = true;
    });
  }
}

function keepFocus(event: KeyboardEvent, box: HTMLElement): void {
  const stops = [...box.querySelectorAll<HTMLElement>("button, input, select")];
  const first = stops[0];
  const last = stops.at(-1);
  const root = box.getRootNode() as ShadowRoot | Document;
  if (first === undefined || last === undefined) return;
  if (event.shiftKey && (root.activeElement === first || root.activeElement === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && root.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}
