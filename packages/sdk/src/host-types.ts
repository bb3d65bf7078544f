import type { Clock, Random } from "@berth/core";
import type { DomainPolicy } from "@berth/core/policy";
import type { AppEvent, Extensions, HostEvents, JsapiDefinition } from "./extension.js";
import type { Executor, ExecutorApp } from "./gate/executor.js";
import type { InspectEvent, Inspector } from "./inspect/events.js";
import type { PresetPackage } from "./load/preset-package.js";
import type { EventLog, EventLogDriver } from "./log/event-log.js";
import type { EventLogOptions } from "./log/options.js";
import type { HostServices } from "./services.js";
import type { CodeDesk } from "./tokens/code-desk.js";

/** Configuration file of a target app, exported by the platform (H-INIT-1). */
export interface BerthConfig {
  /** Base address of the platform, without a slash at its end. "" = the host page's own origin. */
  platformUrl: string;
  workspaceId: string;
  targetAppId: string;
  environment: "production" | "sandbox" | "test" | "development";
  /** `<keyId>:<base64 of the raw Ed25519 public key>`; answers and packages are verified with these. */
  platformKeys: string[];
  configVersion: number;
}

/** Guest runtime: its text, or an address to load it from. */
export type GuestAsset = string | { url: string };

/** What a release says beside its packages. */
export interface ReleaseInfo {
  releaseId: string;
  releaseVersion: string;
  releaseState: "full" | "gray" | "pilot" | "preview";
  /** "dsl" opens; any other kind, "h5" say, is refused with 91006 (H-INIT-5). Absent: "dsl". */
  runtimeKind?: string;
  ownerKind: "tenant" | "merchant" | "partner";
  metadata: { name: string; slogan: string; iconUrl: string; introduction: string; categories: unknown[] };
  packages: { root: string; url: string; size: number; sha256: string; signature: string }[];
  serverDomains: DomainPolicy;
  wapUrls: DomainPolicy;
  clientId?: string;
  merchantId?: string;
  environmentVariables: Record<string, unknown>;
  /** Names of custom JSAPIs that features of the program contain (P-FEAT-1), or features with their members. */
  features: unknown[];
  jsapis: string[];
  minSdkVersion?: string;
}

/** Where bytes of the host's own requests go when the page has a gateway (U-RED-E2). */
export interface GatewayAccess {
  url: string;
  token: string;
}

/** Limits of section 8 of the sandbox specification; numbers are bytes, counts, or units in the name. */
export interface SandboxLimits {
  messageBytes: number;
  answerBytes: number;
  openCalls: number;
  bucketPosts: number;
  bucketBytes: number;
  refillPostsPerSecond: number;
  refillBytesPerSecond: number;
  queuePosts: number;
  queueBytes: number;
  depth: number;
  nodes: number;
  nameLength: number;
  protocolErrorsPerMinute: number;
  pingEveryMs: number;
  unresponsiveAfterMs: number;
  hangAfterMs: number;
  startMs: number;
}

/** A scripted answer to an API that would ask a human (F-CAT-2). */
export type ScriptedAnswer = "approve" | "cancel" | { value: unknown };

/** Options of {@link createHost}. */
export interface HostOptions {
  config: BerthConfig;
  /**
   * The guest runtime. `view` is needed only for `shell: "inline"`. The extras are read when a program needs what is in
   * them: components like map and swiper, text fields, custom components, canvas and other objects of `my`.
   */
  assets: { worker: GuestAsset; view?: GuestAsset; workerExtra: GuestAsset; viewExtra: GuestAsset };
  /**
   * Address of the sandbox shell, or `"inline"` where no server can send its headers (S-FB-3). Required. `openUrl` is
   * the shell for programs that may load pictures from anywhere (S-RES-5); default `url` with `?policy=open`.
   */
  shell: { url: string; openUrl?: string } | "inline";
  /** Replaces `fetch` for everything the host itself sends. */
  fetch?: typeof fetch;
  clock?: Clock;
  random?: Random;
  /** Mini programs that ship with the host and open without a network (H-UPD-1). */
  presets?: PresetPackage[];
  /** Where packages, storage and settings are kept: IndexedDB, or memory only. Default "indexeddb" where there is one. */
  store?: "indexeddb" | "memory";
  locale?: string;
  direction?: "ltr" | "rtl";
  colorScheme?: "light" | "dark" | "auto";
  services?: HostServices;
  /** Section 10 of the host specification; closed by default. */
  eventLog?: {
    allowed: boolean;
    /** Asked when an event is made; absent means yes. */
    userConsent?: () => boolean;
  };
  /** Makes the event log. Default: the durable queue of `@berth/sdk/log`. */
  createEventLog?: (options: EventLogOptions) => EventLogDriver;
  /** Checks and delivers codes (T-CODE-1 to T-CODE-3). Default: a desk of its own. */
  codeDesk?: CodeDesk;
  /** Number for a refusal by Server Domains (F-NET-E8). Default 4. */
  domainErrorCode?: 4 | 11;
  /** Overrides the gateway that the platform names; null: never use one. */
  gateway?: GatewayAccess | null;
  /**
   * Sends for a program instead of gateway and page: an egress of `@berth/sdk/node`, directly or through
   * `messageExecutor`. null leaves it to them.
   */
  executor?: (app: ExecutorApp) => Executor | null;
  privateNetwork?: "allow" | "named" | "deny";
  resourcePolicy?: "proxy" | "open";
  resourceHosts?: string[];
  limits?: Partial<SandboxLimits>;
  /** Scopes that need no consent (P-TOK-3). Default `["auth_base"]`. */
  silentScopes?: string[];
  /** Scripted answers by API name; used by the simulator and by checks. */
  answers?: Record<string, ScriptedAnswer>;
  /**
   * Keeps one empty sandbox ready, so that the next program opens without waiting for one (a frame and a worker more in
   * memory). Only where the engine can move a frame without loading it anew. Default true.
   */
  spareGuest?: boolean;
  /** Opens the view's shadow roots, for checks and tests that look at what was drawn. Default false. */
  openView?: boolean;
  /** Switches of P-DOM-17, heeded for previews and outside production only. */
  ignoreDomains?: { serverDomains?: boolean; wapUrls?: boolean };
}

/** A package given as bytes, for development tools. Never used for releases. */
export interface PreviewPackage {
  /** Zip made by the compiler. */
  package: Uint8Array;
  name?: string;
  iconUrl?: string;
  /** Default "0.0.0-preview". */
  releaseVersion?: string;
  ownerKind?: ReleaseInfo["ownerKind"];
  /** Default allow-all. */
  serverDomains?: DomainPolicy;
  /** Default allow-all. */
  wapUrls?: DomainPolicy;
  clientId?: string;
  merchantId?: string;
  environmentVariables?: Record<string, unknown>;
  jsapis?: string[];
  /** A release the gateway knows; absent: the preview's requests go out from the page itself. */
  releaseId?: string;
}

/** Start parameters (H-PARAM) and where the program is drawn. */
export interface OpenParams {
  /** Element that the app fills; its size is the size of the phone's screen. */
  container: HTMLElement;
  page?: string;
  query?: string | Record<string, string>;
  showTitleBar?: boolean;
  showLoading?: boolean;
  showTitleLoading?: boolean;
  titleColor?: string;
  titleBarColor?: string;
  titleAlignment?: "left" | "center";
  /** "landscape" turns the app by a quarter where its container is higher than wide; "auto" follows the container, as "portrait" does. */
  screenOrientation?: "portrait" | "landscape" | "auto";
  updateMode?: "sync" | "async";
  scene?: number;
  referrerInfo?: { appId?: string; sourceServiceId?: string; extraData?: unknown };
  /** Bytes instead of a release of the platform. */
  preview?: PreviewPackage;
  /** Hears every event of this run from its first moment, launch included. */
  inspect?: (event: InspectEvent) => void;
  /** Called for `my.navigateToMiniProgram`; gives the container of the other app. Default: the same container. */
  containerFor?: (appId: string) => HTMLElement;
  /** Fixed clock and generator for the program (F-GEN-4). */
  deterministic?: { now: number; seed: number };
  /** Further parameters, kept for extensions and otherwise ignored (H-PARAM-10). */
  extra?: Record<string, unknown>;
}

/** Life of an app (H-LIFE-4). */
export type AppState = "loading" | "active" | "background" | "closed";

/** An open mini program. */
export interface AppHandle {
  readonly appId: string;
  readonly releaseVersion: string;
  readonly launchId: string;
  readonly state: AppState;
  /** The program does not answer: `appUnresponsive` was told. False again when it does. `close()` ends it (S-MSG-11). */
  readonly unresponsive: boolean;
  /** Settles when the app has ended, with the reason. */
  readonly closed: Promise<{ reason: ExitReason }>;
  /** To the background; destroyed after five minutes there. */
  hide(): void;
  /** Back to the front. */
  show(): void;
  /** As the back button: the program decides first. */
  back(): void;
  /** Ends the app. */
  close(): Promise<void>;
}

/** Why an app ended (H-LOG-E07). */
export type ExitReason = "close" | "back" | "api" | "host" | "memory" | "crash";

/** A mini program of the catalogue. */
export interface AppInfo {
  identifier: string;
  name: string;
  slogan: string;
  iconURL: string;
  introduction: string;
  releaseVersion: string;
  categories: unknown[];
  firstPublishTime?: number;
}

/** A mini program with what this device knows of it. */
export interface LaunchableItem extends AppInfo {
  isFavorite: boolean;
  lastUsedTimestamp?: number;
}

/** One part of a list. */
export interface AppPage<T> {
  totalCount: number;
  appInfos: T[];
}

/** A part of the start page with its mini programs. */
export interface AppSection {
  code: string;
  title: string;
  apps: LaunchableItem[];
}

/** Listing of mini programs (H-LIST). */
export interface AppCatalogue {
  /** Mini programs of the catalogue from `startIndex` on, at most 50. @throws BerthError `INVALID_PARAMETER`, `NETWORK_ERROR` */
  fetchApps(query: {
    startIndex: number;
    size: number;
    category?: string;
    sortDescriptor?: string;
    ascending?: boolean;
  }): Promise<AppPage<LaunchableItem>>;
  /** Mini programs by id, in the order of the ids; unknown ones are left out. @throws BerthError `NETWORK_ERROR` */
  fetchAppInfosByIds(ids: string[], category?: string): Promise<AppPage<LaunchableItem>>;
  /** Mini programs whose name fits the keyword. @throws BerthError `NETWORK_ERROR` */
  searchApps(keyword: string): Promise<{ hasMore: boolean; apps: LaunchableItem[] }>;
  /**
   * Sections of the start page as the platform delivers them, else one for each category. Tell `eventLog.sectionViewed`
   * when one is on screen (H-LIST-5). @throws BerthError `NETWORK_ERROR`
   */
  fetchSections(): Promise<AppSection[]>;
  /** Remembers a mini program as favourite of this user on this device. */
  addFavorite(appId: string): Promise<void>;
  /** Forgets a favourite. */
  removeFavorite(appId: string): Promise<void>;
  /** The favourites of this user. */
  favorites(): Promise<LaunchableItem[]>;
}

/** The host SDK after start. */
export interface Host {
  readonly config: Readonly<BerthConfig>;
  /** How shells are made. */
  readonly sandbox: { readonly mode: "url" | "inline" };
  readonly capabilities: { readonly webviewFrames: false };
  readonly apps: AppCatalogue;
  readonly eventLog: EventLog;
  /** Opens, or brings to front, a mini program. Resolves when its first page has rendered. @throws LaunchError */
  openApp(appId: string, params: OpenParams): Promise<AppHandle>;
  /** Opens by an address of the console or a promotional link (H-OPEN-2, H-OPEN-3). @throws LaunchError */
  openUrl(url: string, params: OpenParams): Promise<AppHandle>;
  /** Apps that are alive, most recently used first. */
  running(): AppHandle[];
  /** Everything a tool may see of a run. */
  inspect(handle: AppHandle): Inspector;
  /** Adds custom JSAPIs or replaces built-in ones (H-JS-1). @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM`; nothing is registered then */
  registerJsapi(definition: JsapiDefinition | JsapiDefinition[]): Promise<void>;
  /** Calls the handler for each event of that name; the result removes it. @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM` for an unknown name */
  registerEventHandler<K extends keyof HostEvents>(name: K, handler: HostEvents[K]): () => void;
  /** Replaces a part of the surface; the last one registered counts (H-EXT-8). @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM` for a missing member */
  registerExtension<K extends keyof Extensions>(name: K, implementation: Extensions[K]): void;
  /** Switches light and dark for the chrome and the programs. */
  setColorScheme(scheme: "light" | "dark" | "auto"): void;
  /**
   * The user logged in, out, or changed (H-SPI-9): apps close, user-bound caches go. Opens that come meanwhile wait and
   * belong to the new user. A token manager of the page is told by its own `switchUser`.
   */
  userChanged(): Promise<void>;
  /** The device is short of memory (H-LIFE-4): apps in the background end, those in front hear `my.onMemoryWarning`. Default level 10. */
  memoryWarning(level?: number): Promise<void>;
  /** Closes every app and ends all timers and connections. */
  dispose(): Promise<void>;
}

export type { AppEvent };
