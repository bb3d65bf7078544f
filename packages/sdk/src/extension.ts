import type { LaunchError } from "./launch-error.js";

/** What a custom JSAPI and a service learn of the caller. */
export interface ApiContext {
  appId: string;
  releaseVersion: string;
  environment: string;
  /**
   * Element into which a host may append a sheet of its own, and must remove it again. A child is drawn over the whole
   * app, above its dialogs, and gets the taps on itself; `position: absolute; inset: 0` makes it cover the app. It stays
   * in the page's tree, so the page's own style sheets apply to it. It hides and goes with the app.
   */
  surface: HTMLElement | null;
  /** Aborts when the calling page unloads or the app ends (H-JS-8). */
  signal: AbortSignal;
}

/** A page of an open mini program. */
export interface PageRef {
  appId: string;
  pageId: number;
  path: string;
}

/** Declaration of a custom JSAPI (section 4 of the host specification). */
export interface JsapiDefinition {
  /** Without `my.`. */
  name: string;
  /** Whether this definition may replace an existing one of that name; default true (H-JS-2). */
  canOverride?: boolean;
  /** Kept for the platform's other editions; handlers here always run in the page. */
  thread?: "sync" | "ui" | "io" | "network";
  params?: {
    name: string;
    type: "string" | "integer" | "double" | "long" | "boolean";
    required?: boolean;
    default?: unknown;
  }[];
  /** Answers a call that passed the checks; `page` is null outside pages. An answer with a number `error` is a failure (H-JS-4). */
  handler(context: ApiContext, params: Record<string, unknown>, page: PageRef | null): object | Promise<object>;
}

/** Payload of application events (H-LIFE-2). */
export interface AppEvent {
  appId: string;
  appVersion?: string;
  releaseVersion: string;
  launchId: string;
}

/** Named host events and their handlers (H-EVH-1). A handler that returns true has handled it. */
export interface HostEvents {
  /** Back was pressed; true: the host has gone back by itself. */
  backPressed(page: PageRef): boolean;
  /** The close button was tapped; true: the app stays open. */
  titleBarClose(page: PageRef): boolean;
  /** An app starts. */
  appStart(event: AppEvent): void;
  /** An app has ended. */
  appExit(event: AppEvent): void;
  /** An app comes to the front. */
  appShow(event: AppEvent): void;
  /** An app goes to the background. */
  appHide(event: AppEvent): void;
  /** A launch failed; `openApp` rejects with the same error. */
  appLaunchFailed(event: AppEvent & { error: LaunchError }): void;
  /** The program has not answered for `sinceMs` milliseconds; true: the host asks the user itself. */
  appUnresponsive(event: AppEvent & { sinceMs: number }): boolean;
  /** A program of which `appUnresponsive` told answers again; what the host showed can go. */
  appResponsive(event: AppEvent): void;
  /** A page is on screen. */
  pageEnter(page: PageRef): void;
  /** A page is not on screen any more. */
  pageLeave(page: PageRef): void;
  /** The program shares; true: the host has shown a sheet of its own. */
  share(page: PageRef, content: ShareContent): boolean;
  /** An item of the menu was tapped: `share`, `reload`, `settings`, `hide` or one of the host's; true: it does nothing else. */
  menuItem(page: PageRef, item: string): boolean;
}

/** The app that an extension draws for. */
export interface AppBrief {
  appId: string;
  /** The id until the platform has told the name. */
  name: string;
  iconUrl: string;
  /** Where to append own elements, as {@link ApiContext.surface}. */
  surface: HTMLElement;
  /** Start parameters that the SDK does not know (H-PARAM-10). */
  extra: Readonly<Record<string, unknown>>;
}

/** A splash view of the host (H-EXT-3). What it throws is logged and ends nothing. */
export interface Splash {
  /** Shows progress (0 to 1), name or icon as they become known. */
  update(info: { progress?: number; name?: string; iconUrl?: string }): void;
  /** Hears why the launch failed; `exit` follows at once, and the error page is shown (H-ERR-12). */
  fail(message: string, code: number): void;
  /** Takes the splash away. */
  exit(): void;
}

/** What a title bar shows of its page. Colours are CSS colours, "" for the theme's own. */
export interface TitleBarState {
  title: string;
  backgroundColor: string;
  frontColor: string;
  loading: boolean;
  canGoBack: boolean;
  canGoHome: boolean;
  /** The page lies under the bar (F-WIN-7). */
  transparent: boolean;
}

/** What the user does with a title bar of the host. */
export interface TitleBarActions {
  /** Goes back as the SDK's own button does: a page's `events.onBack` first (F-PAGE-3). */
  back(): void;
  /** Relaunches the program at its home page (F-NAV-10). */
  home(): void;
  /** Opens the menu of the page. */
  menu(): void;
  /** Puts the program into background (F-APP-5). */
  close(): void;
}

/** A title bar of the host (H-EXT-7). */
export interface HostTitleBar {
  /** Shown in place of the SDK's bar, capsule included, and styled by the page's own sheets. */
  element: HTMLElement;
  /** Shows a state; called at once after `create` and for every change. */
  update(state: TitleBarState): void;
  /** The page is gone. */
  dispose?(): void;
}

/** What a program shares (F-PAGE-6), and the link that opens it again (H-OPEN-3). */
export interface ShareContent {
  title: string;
  desc: string;
  /** Page with its query, without a leading slash. */
  path: string;
  imageUrl: string;
  link: string;
}

/** What an error page is told (H-EXT-4). */
export interface ErrorPageInfo {
  errorCode: number | string;
  errorMessage: string;
  /** Where in the launch it happened. */
  stage: string;
  layoutDirection: "LTR" | "RTL";
  language: string;
  kind: "network" | "status";
}

/** Extension points; one implementation each, the last registered wins (H-EXT-8). */
export interface Extensions {
  permissionDialog: {
    /** Asks the user for scopes; a rejection counts as deny (H-EXT-1). */
    ask(request: {
      appId: string;
      name: string;
      iconUrl: string;
      content: string;
      scopes: string[];
    }): Promise<"allow" | "deny">;
  };
  settingsView: {
    /** Shows the settings and gives what the user chose. */
    open(request: {
      appId: string;
      items: { scope: string; granted: boolean }[];
    }): Promise<{ scope: string; granted: boolean }[]>;
  };
  splashView: {
    /** Makes the splash of a launch; `close` cancels the launch. */
    create(app: AppBrief, close: () => void): Splash;
  };
  errorPage: {
    /**
     * A page of its own, shown in a frame that may run scripts and reach nothing of the host. `{errorCode}`,
     * `{errorMessage}`, `{stage}`, `{direction}`, `{language}` and `{kind}` stand for the values, escaped. It may post
     * "retry" or "close" to its parent.
     */
    html?: string;
    /** Makes the error page of a failed launch; counts before `html`. */
    render?(info: ErrorPageInfo): HTMLElement;
  };
  storageCipher: {
    identifier: string;
    /** Text as it is kept on the device. */
    encrypt(plain: string): string;
    /** The text again, or null when it cannot be read. */
    decrypt(cipher: string, identifier: string): string | null;
  };
  updateIntervals: {
    mode?: "default" | "async" | "sync";
    /** Age in seconds from which an update is looked for after the start. */
    asyncSeconds?(appId: string): number;
    /** Age in seconds from which an update is looked for before the start. */
    syncSeconds?(appId: string): number;
  };
  titleBar: {
    /** Makes the bar of a page. */
    create(page: PageRef, actions: TitleBarActions): HostTitleBar;
  };
  menu: {
    /** Items for the menu of a page, above the SDK's own; a tap goes to `menuItem` with the id. */
    items(page: PageRef): { id: string; text: string }[];
  };
  share: {
    /** Shares in place of the SDK's sheet; false: the user cancelled, which the program hears as error 11. */
    share(content: ShareContent, page: PageRef): boolean | Promise<boolean>;
  };
}
