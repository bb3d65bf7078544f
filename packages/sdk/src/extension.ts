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
  backPressed(page: PageRef): boolean;
  titleBarClose(page: PageRef): boolean;
  appStart(event: AppEvent): void;
  appExit(event: AppEvent): void;
  appShow(event: AppEvent): void;
  appHide(event: AppEvent): void;
  appLaunchFailed(event: AppEvent & { error: LaunchError }): void;
  appUnresponsive(event: AppEvent & { sinceMs: number }): boolean;
  pageEnter(page: PageRef): void;
  pageLeave(page: PageRef): void;
  share(page: PageRef, content: Record<string, unknown>): boolean;
  menuItem(page: PageRef, item: string): boolean;
}

/** What a splash view shows (H-EXT-3). */
export interface Splash {
  update(info: { progress?: number; name?: string; iconUrl?: string }): void;
  fail(message: string, code: number): void;
  exit(): void;
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
    ask(request: {
      appId: string;
      name: string;
      iconUrl: string;
      content: string;
      scopes: string[];
    }): Promise<"allow" | "deny">;
  };
  settingsView: {
    open(request: {
      appId: string;
      items: { scope: string; granted: boolean }[];
    }): Promise<{ scope: string; granted: boolean }[]>;
  };
  splashView: { create(app: { appId: string; name: string; iconUrl: string }, close: () => void): Splash };
  errorPage: { html?: string; render?(info: ErrorPageInfo): HTMLElement };
  storageCipher: {
    identifier: string;
    encrypt(plain: string): string;
    decrypt(cipher: string, identifier: string): string | null;
  };
  updateIntervals: {
    mode?: "default" | "async" | "sync";
    asyncSeconds?(appId: string): number;
    syncSeconds?(appId: string): number;
  };
}
