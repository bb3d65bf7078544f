import type { ExpressionEngine } from "./expressions.js";
import type { UrlParser } from "./url-parser.js";

/** Who asks; decides the schemes (section 4) and the list (U-PRE-6). */
export type PolicyApi = "request" | "uploadFile" | "downloadFile" | "connectSocket" | "webview" | "resource";

/** A list as the platform delivers it (P-CFG-23). Deny-all is a list without entries. */
export type DomainPolicy =
  | { readonly mode: "allow-all"; readonly insecure?: boolean }
  | { readonly mode: "list"; readonly entries: readonly string[]; readonly insecure?: boolean };

/** The private network guard (U-NET-1): off, only literally named destinations, never. */
export type PrivateNetwork = "allow" | "named" | "deny";

/** What a host adds to a delivered list. */
export interface PolicyOptions {
  /** Back end of section 3; default the engine's own `URL` (U-CAN-P1). */
  readonly parser?: UrlParser;
  /** U-NET-1; default "allow", as the engine alone has no guard (U-NET-2). */
  readonly privateNetwork?: PrivateNetwork;
  /** Origins of the host page and the sandbox shell, which no web-view may open (U-NET-5). */
  readonly hostOrigins?: readonly string[];
  /** Loads the expression engine; default {@link loadExpressions}. Called only if an entry needs it (U-ENG-2). */
  readonly expressions?: () => Promise<ExpressionEngine>;
  /** false switches the verdict cache off. It cannot change a verdict (U-ENG-7); tests and benchmarks show that. */
  readonly cache?: boolean;
  /** false sends every address through the parser. It cannot change a verdict (U-ENG-7). */
  readonly fastPath?: boolean;
}
