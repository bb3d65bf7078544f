import type {
  HostToWorker,
  Json,
  LaunchOptions,
  StackPage,
  StackReason,
  StartInfo,
  WorkerNote,
} from "@berth/core/wire";
import type { AppHandle } from "../host-types.js";
import type { InspectEvent } from "../inspect/events.js";

/** Outcome of a JSAPI call, as the program would see it. */
export interface ScriptedAnswerOutcome {
  ok: boolean;
  /** Result of success, or `{error, errorMessage}`. */
  result: Record<string, unknown>;
}

/** What a page that the test opens is like. */
export interface ScriptedPage {
  query?: Record<string, string>;
  /** What its `onShareAppMessage` answers; absent: it has none, and the menu offers no sharing. */
  share?: Record<string, unknown>;
}

/** What the program hears of the host. */
export type HeardEvent = { name: string; data: Json };

/** How long something is waited for, and how often it is looked for, ms of real time. */
const patienceMs = 2_000;
const everyMs = 20;

/** A program played by a test: it stands where sandbox, worker and view would be and speaks their protocol. */
export class ScriptedProgram {
  /** Every event of the host so far, oldest first. */
  readonly heard: HeardEvent[] = [];
  /** Every inspect event of this run so far, launch included. */
  readonly events: InspectEvent[] = [];
  #handle: AppHandle | null = null;
  #root: () => HTMLElement | null = () => null;
  #worker: MessagePort | null = null;
  #view: MessagePort | null = null;
  #start: StartInfo | null = null;
  #stack: (StackPage & { content?: Record<string, unknown> })[] = [];
  #pages = 0;
  #calls = 0;
  #hung = false;
  readonly #open = new Map<number, (outcome: ScriptedAnswerOutcome) => void>();
  readonly #waiting = new Set<() => void>();

  /** Handle of the open program. */
  get handle(): AppHandle {
    if (this.#handle === null) throw new Error("the program is not open yet");
    return this.#handle;
  }

  /** Page stack, bottom to top. */
  get stack(): readonly StackPage[] {
    return this.#stack;
  }

  /** What the host told the program at its start. */
  get start(): StartInfo {
    if (this.#start === null) throw new Error("the program has not started yet");
    return this.#start;
  }

  /** Calls a JSAPI as `my.<name>` or `my.call` would. */
  call(api: string, params: Record<string, unknown> = {}): Promise<ScriptedAnswerOutcome> {
    const id = ++this.#calls;
    return new Promise((resolve) => {
      this.#open.set(id, resolve);
      this.#post(["call", id, api, params as Json, this.#stack.at(-1)?.pageId ?? 0]);
    });
  }

  /** Goes to another page, as `my.navigateTo` would. */
  navigateTo(path: string, page: ScriptedPage = {}): void {
    this.#push(path, page, "navigateTo", this.#stack);
  }

  /** Gives the page on top a hook for sharing. */
  shares(content: Record<string, unknown>): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    top.content = content;
    top.share = true;
    this.#noteStack("launch", top.pageId);
  }

  /** Something was thrown in the program and nobody caught it. */
  throw(message: string, fatal = false): void {
    const pageId = this.#stack.at(-1)?.pageId ?? 0;
    this.#note({ type: "error", kind: "exception", name: "Error", message, stack: "", pageId, fatal });
  }

  /** From now on the program answers nothing, as one in an endless loop. */
  hang(): void {
    this.#hung = true;
  }

  /**
   * Taps a button, switch or item of the app's chrome by its text or accessible name, waiting for it to be there.
   *
   * @throws Error when it has not come within two seconds of real time; the message lists what could be tapped
   */
  async tap(name: string): Promise<void> {
    await settled();
    const found = await this.#until(
      () => this.#targets().find((each) => nameOf(each) === name),
      () => `nothing is called "${name}"; there is: ${this.#targets().map(nameOf).join(", ") || "nothing to tap"}`,
    );
    found.click();
    await settled();
  }

  /** Text of the app's chrome: title, dialogs, covers. */
  chromeText(): string {
    const screen = this.#root()?.shadowRoot?.querySelector(".screen");
    return [...(screen?.childNodes ?? [])].map((node) => node.textContent ?? "").join("\n");
  }

  /**
   * The first inspect event that fits, past or to come.
   *
   * @throws Error when none has come within two seconds of real time
   */
  waitFor(fits: (event: InspectEvent) => boolean): Promise<InspectEvent> {
    return this.#until(
      () => this.events.find(fits),
      () => `no such event; there were: ${this.events.map(({ type }) => type).join(", ")}`,
    );
  }

  /**
   * The first event of the host of that name that the program hears, past or to come.
   *
   * @throws Error when none has come within two seconds of real time
   */
  waitForHost(name: string): Promise<HeardEvent> {
    return this.#until(
      () => this.heard.find((event) => event.name === name),
      () => `the host has not told ${name}; it told: ${this.heard.map((event) => event.name).join(", ")}`,
    );
  }

  /** Takes the guest's ends of the two ports. @internal */
  take(worker: MessagePort, view: MessagePort): void {
    this.#worker = worker;
    this.#view = view;
    worker.onmessage = ({ data }) => {
      for (const message of data as HostToWorker[]) this.#receive(message);
    };
    view.start();
    this.#post(["ready", {}]);
  }

  /** Joins the program to its run. @internal */
  opened(handle: AppHandle | null, root: () => HTMLElement | null): void {
    this.#handle = handle;
    this.#root = root;
  }

  /** Hears an inspect event. @internal */
  inspected(event: InspectEvent): void {
    this.events.push(event);
    this.#changed();
  }

  #receive(message: HostToWorker): void {
    if (message[0] === "ping") {
      if (!this.#hung) this.#post(["pong", message[1]]);
    } else if (message[0] === "start") this.#launch(message[1]);
    else if (message[0] === "answer") {
      const [, id, ok, result] = message;
      this.#open.get(id)?.({ ok: ok === 1, result: result as Record<string, unknown> });
      this.#open.delete(id);
    } else if (message[0] === "event") {
      this.heard.push({ name: message[1], data: message[2] });
      this.#act(message[1], Object(message[2]) as Record<string, Json>);
      this.#changed();
    }
  }

  #launch(start: StartInfo): void {
    this.#start = start;
    this.#note({ type: "app", phase: "launch" });
    this.#note({ type: "app", phase: "show" });
    const { path, query } = start.options;
    this.#push(path, { query }, "launch", []);
    // As from a real view: later than the program's own words, which take another port.
    setTimeout(() => this.#view?.postMessage(["firstRender", this.#pages]));
  }

  #act(name: string, data: Record<string, Json>): void {
    const top = this.#stack.at(-1);
    if (name === "show" || name === "hide") {
      this.#note({ type: "app", phase: name });
      if (top !== undefined) this.#page(name, top, "launch");
    } else if (name === "back") {
      if (this.#stack.length > 1) this.#pop();
      else this.#note({ type: "exit", reason: "back" });
    } else if (name === "open") {
      const { path, query } = data as LaunchOptions;
      this.#note({ type: "app", phase: "show" });
      if (path !== top?.path) this.#push(path, { query }, "reLaunch", []);
    } else if (name === "route") {
      const url = String(Object(data["params"])["url"] ?? "").replace(/^\//, "");
      const [path = "", text = ""] = url.split("?");
      const query = Object.fromEntries(new URLSearchParams(text));
      this.#push(path, { query }, data["kind"] as StackReason, data["kind"] === "navigateTo" ? this.#stack : []);
    } else if (name === "tab") {
      const tab = this.start.app.tabs[Number(data["index"])];
      if (tab !== undefined) this.#push(tab.pagePath, {}, "switchTab", []);
    } else if (name === "share" && top?.content !== undefined) void this.call("shareAppMessage", top.content);
  }

  #push(path: string, { query = {}, share }: ScriptedPage, reason: StackReason, below: readonly StackPage[]): void {
    const gone = this.#stack.filter((page) => !below.includes(page));
    const covered = below.at(-1);
    const tab = this.start.app.tabs.some(({ pagePath }) => pagePath === path);
    const page = { pageId: ++this.#pages, path, query, tab };
    this.#stack = [...below, share === undefined ? page : { ...page, share: true, content: share }];
    if (covered !== undefined) this.#page("hide", covered, reason);
    for (const each of gone) this.#page("unload", each, reason);
    this.#page("load", page, reason);
    this.#noteStack(reason, page.pageId);
    this.#page("show", page, reason);
    this.#page("ready", page, reason);
  }

  #pop(): void {
    const gone = this.#stack.pop();
    const top = this.#stack.at(-1);
    if (gone === undefined || top === undefined) return;
    this.#page("unload", gone, "navigateBack");
    this.#noteStack("navigateBack", gone.pageId);
    this.#page("show", top, "navigateBack");
  }

  #page(phase: "load" | "ready" | "show" | "hide" | "unload", { pageId, path }: StackPage, reason: StackReason): void {
    this.#note({ type: "page", phase, pageId, path, reason });
  }

  #noteStack(reason: StackReason, from: number): void {
    const pages = this.#stack.map(({ content: _own, ...page }) => page);
    this.#note({ type: "stack", reason, pages, from });
  }

  #note(note: WorkerNote): void {
    this.#post(["note", note]);
  }

  #post(message: unknown): void {
    this.#worker?.postMessage([message]);
  }

  #targets(): HTMLElement[] {
    const screen = this.#root()?.shadowRoot?.querySelector(".screen");
    const all = screen?.querySelectorAll<HTMLElement>("button, input, select, [role=tab]") ?? [];
    return [...all].filter((each) => each.closest("[inert]") === null && each.closest("[hidden]") === null);
  }

  #changed(): void {
    for (const look of this.#waiting) look();
  }

  /** Looks at every event, and every few milliseconds for what is drawn without one. Real time: no test waits for it. */
  #until<T>(look: () => T | undefined, why: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      let left = patienceMs / everyMs;
      const again = (): void => {
        const found = look();
        if (found !== undefined) end(() => resolve(found));
      };
      const timer = setInterval(() => {
        again();
        left -= 1;
        if (left <= 0) end(() => reject(new Error(why())));
      }, everyMs);
      const end = (settle: () => void): void => {
        clearInterval(timer);
        this.#waiting.delete(again);
        settle();
      };
      this.#waiting.add(again);
      again();
    });
  }
}

/** Resolves when what was posted between host and program has arrived, and what that began has had its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

/** What a user calls an element: its label, else its text, else that of the label around it. */
function nameOf(element: HTMLElement): string {
  const own = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
  return own !== "" ? own : (element.closest("label")?.textContent?.trim() ?? "");
}
