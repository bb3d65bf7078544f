import type { PackageManifest } from "@berth/core/manifest";
import {
  type AppHandle,
  createHost,
  type DomainPolicy,
  type Host,
  type OpenParams,
  type PreviewPackage,
} from "@berth/sdk";
import { createSimulatedDevice, type SimulatedDevice, type SimulatedState } from "@berth/sdk/testing";
import { batch, type Signal, signal } from "@preact/signals";
import { text } from "../text/text.js";
import { type ConsoleAccess, consoleAccess } from "./console-access.js";
import { hostServices } from "./host-services.js";
import type { CompileFinding } from "./reload-events.js";
import { RunStore } from "./run-store.js";
import type { ConfiguredProgram, PreviewConfig, SimulatorConfig } from "./simulator-config.js";

/** A line of the list of programs. */
export interface ProgramItem {
  appId: string;
  name: string;
  slogan: string;
  iconUrl: string;
  releaseVersion: string;
  preview: boolean;
}

/** One page of the simulator: the host, the program that runs in it, and the stores of the panels. */
export class Session {
  readonly config: SimulatorConfig;
  readonly host: Host;
  readonly console: ConsoleAccess;
  /** The phone that programs run on. */
  readonly device: SimulatedDevice;
  readonly deviceState: Signal<Readonly<SimulatedState>>;
  /** Pictures of its album that the developer chose; none: drawn ones. */
  readonly photos: Signal<readonly Blob[]>;
  readonly programs: Signal<readonly ProgramItem[]>;
  readonly current = signal<ProgramItem | null>(null);
  readonly run = signal<RunStore | null>(null);
  readonly handle = signal<AppHandle | null>(null);
  /** Manifest of the running program's newest package; null while unknown. */
  readonly manifest = signal<PackageManifest | null>(null);
  /** Raised when a program was opened again because its sources changed. */
  readonly reloads = signal(0);
  #container: HTMLElement | null = null;
  #generation = 0;
  #pending: { appId: string; page: string; query: string } | null = null;
  /** Settles when the newest open has; opens of one program follow each other, since simultaneous ones are one (H-OPEN-7). */
  #last: Promise<void> = Promise.resolve();
  /** What was asked for last, for a reload that comes before the program has a page. */
  #wanted = { page: "", query: "" };

  constructor(config: SimulatorConfig, host: Host, device: SimulatedDevice, photos: Signal<readonly Blob[]>) {
    this.config = config;
    this.host = host;
    this.device = device;
    this.photos = photos;
    this.deviceState = signal(device.state);
    device.subscribe((state) => {
      this.deviceState.value = state;
    });
    this.console = consoleAccess(config);
    host.eventLog.subscribe(({ name, time, data }) => {
      this.run.peek()?.logged({ name, time, data });
    });
    this.programs = signal(firstPrograms(config));
  }

  /** Starts the SDK with the configuration of this page. */
  static async start(config: SimulatorConfig): Promise<Session> {
    const photos = signal<readonly Blob[]>([]);
    const device = createSimulatedDevice({ photos: () => [...photos.peek()] });
    const host = await createHost({
      config: config.config,
      assets: {
        worker: { url: "/runtime/worker.js" },
        view: { url: "/runtime/view.js" },
        workerExtra: { url: "/runtime/worker-extra.js" },
        viewExtra: { url: "/runtime/view-extra.js" },
      },
      shell: { url: config.shellUrl ?? "/shell" },
      services: { ...hostServices(config), ...device.services },
      eventLog: { allowed: true },
      colorScheme: "light",
      // Only trusted code runs in the view; open roots let developer tools and tests see what was drawn.
      openView: true,
    });
    return new Session(config, host, device, photos);
  }

  /** Gives the element that programs fill; an open that waited for it starts. */
  attach(container: HTMLElement | null): void {
    this.#container = container;
    const pending = this.#pending;
    if (container && pending) {
      this.#pending = null;
      void this.open(pending.appId, pending.page, pending.query);
    }
  }

  /** Asks the platform for everything this target app may open. */
  async refreshPrograms(): Promise<void> {
    const listed = await this.host.apps
      .fetchApps({ startIndex: 0, size: 50, sortDescriptor: "firstPublishTime", ascending: true })
      .catch(() => null);
    if (!listed) return;
    const known = new Map(this.programs.peek().map((it) => [it.appId, it]));
    for (const app of listed.appInfos) {
      known.set(app.identifier, {
        appId: app.identifier,
        name: app.name,
        slogan: app.slogan,
        iconUrl: app.iconURL || (known.get(app.identifier)?.iconUrl ?? ""),
        releaseVersion: app.releaseVersion,
        preview: known.get(app.identifier)?.preview ?? false,
      });
    }
    this.programs.value = [...known.values()];
  }

  /** Opens a program from cold, ending the one that runs. Failures appear in the console panel. */
  async open(appId: string, page = "", query = ""): Promise<void> {
    if (!this.#container) {
      this.#pending = { appId, page, query };
      return;
    }
    const generation = ++this.#generation;
    const store = new RunStore();
    this.#wanted = { page, query };
    batch(() => {
      this.current.value = this.programs.peek().find((it) => it.appId === appId) ?? this.current.peek();
      this.run.value = store;
    });
    const before = this.#last;
    this.#last = this.#end()
      .then(() => before)
      .then(() => this.#launch(generation, store, this.#container as HTMLElement, appId, page, query));
    await this.#last;
  }

  async #launch(
    generation: number,
    store: RunStore,
    container: HTMLElement,
    appId: string,
    page: string,
    query: string,
  ): Promise<void> {
    if (generation !== this.#generation) return;
    try {
      const preview = await this.#previewOf(appId);
      const params: OpenParams = {
        container,
        inspect: (event) => {
          if (generation === this.#generation) store.accept(event);
        },
        updateMode: "sync",
      };
      if (page !== "") params.page = page;
      if (query !== "") params.query = query;
      if (preview) params.preview = preview;
      const handle = await this.host.openApp(appId, params);
      if (generation !== this.#generation) {
        await handle.close();
        return;
      }
      this.handle.value = handle;
      store.storage.value = this.host.inspect(handle).storage();
    } catch (error) {
      if (generation !== this.#generation) return;
      store.state.value = "failed";
      if (!store.console.rows.peek().some((it) => it.level === "error")) {
        const message = error instanceof Error ? error.message : String(error);
        store.say({
          key: -1,
          time: Date.now(),
          level: "error",
          source: "berth",
          text: text.peek().console.launchFailed(message),
          details: error instanceof Error ? [{ label: text.peek().console.stack, value: error.stack ?? "" }] : [],
          at: "",
          count: 1,
        });
      }
    }
  }

  /** The same program at the page it stands on, after its sources changed. */
  async reload(): Promise<void> {
    const current = this.current.peek();
    if (!current) return;
    const top = this.run.peek()?.stack.peek().at(-1);
    this.reloads.value += 1;
    const { page, query } = top ? { page: top.path, query: new URLSearchParams(top.query).toString() } : this.#wanted;
    await this.open(current.appId, page, query);
  }

  /** Errors of the compiler, over the last program that compiled. */
  showFindings(findings: readonly CompileFinding[]): void {
    for (const it of findings) {
      this.run.peek()?.say({
        key: -Date.now() - Math.random(),
        time: Date.now(),
        level: "error",
        source: "berth",
        text: it.message,
        details: [
          { label: it.code, value: (it.excerpt ?? []).map((line) => `${line.line} | ${line.text}`).join("\n") },
        ],
        at: it.line > 0 ? `${it.file}:${it.line}:${it.column}` : it.file,
        count: 1,
      });
    }
  }

  /** Ends what runs, a launch under way included. */
  async #end(): Promise<void> {
    this.handle.value = null;
    await Promise.all(this.host.running().map((app) => app.close().catch(() => undefined)));
  }

  async #previewOf(appId: string): Promise<PreviewPackage | null> {
    const preview = this.config.preview;
    if (!preview || preview.appId !== appId) return null;
    const answer = await fetch(preview.packageUrl, { cache: "no-store" });
    if (!answer.ok) throw new TypeError(`the preview's package answered ${answer.status}`);
    const lists = await this.#liveLists(preview);
    return {
      package: new Uint8Array(await answer.arrayBuffer()),
      ...(preview.name ? { name: preview.name } : {}),
      ...(preview.releaseVersion ? { releaseVersion: preview.releaseVersion } : {}),
      ...(preview.ownerKind ? { ownerKind: preview.ownerKind } : {}),
      ...(preview.environmentVariables ? { environmentVariables: preview.environmentVariables } : {}),
      ...lists,
    };
  }

  /** P-CFG-14: previews use the live global lists, as far as the platform knows the program. */
  async #liveLists(preview: PreviewConfig): Promise<{ serverDomains?: DomainPolicy; wapUrls?: DomainPolicy }> {
    const client = await this.console.owner(preview.appId);
    const app = client ? await client.app(preview.appId) : null;
    if (!app?.ok) {
      return {
        ...(preview.serverDomains ? { serverDomains: preview.serverDomains } : {}),
        ...(preview.wapUrls ? { wapUrls: preview.wapUrls } : {}),
      };
    }
    const settings = await client?.settings();
    const insecure = settings?.ok && settings.data.allowInsecureUrls ? { insecure: true as const } : {};
    const { configuration, ownerKind } = app.data;
    // Not set means everything for a tenant's program and nothing for a merchant's (P-CFG-V1, P-CFG-V5).
    const policy = (entries: string[] | undefined): DomainPolicy =>
      entries === undefined && ownerKind === "tenant"
        ? { mode: "allow-all", ...insecure }
        : { mode: "list", entries: entries ?? [], ...insecure };
    return { serverDomains: policy(configuration.serverDomains), wapUrls: policy(configuration.wapUrls) };
  }
}

function firstPrograms(config: SimulatorConfig): ProgramItem[] {
  const item = (it: ConfiguredProgram, preview: boolean): ProgramItem => ({
    appId: it.appId,
    name: it.name,
    slogan: it.slogan ?? "",
    iconUrl: it.iconUrl ?? "",
    releaseVersion: "",
    preview,
  });
  const preview = config.preview;
  const rest = (config.programs ?? []).filter((it) => it.appId !== preview?.appId).map((it) => item(it, false));
  return preview ? [item({ appId: preview.appId, name: preview.name ?? preview.appId }, true), ...rest] : rest;
}
