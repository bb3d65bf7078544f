/** What permits the one inline script: a nonce, new for each response, or the hash of a static file (S-HDR-2). */
export type ScriptPermit = { nonce: string } | { hash: string };

/** Options of {@link shellHtml}. */
export type ShellHtmlOptions = {
  /** Text of the view runtime, the one inline script. */
  view: string;
  /** Puts the policy into a meta element: for a shell without a server (S-FB-1). */
  metaPolicy?: boolean;
  /** Compiled sources of S-RES-6, for `metaPolicy`. Default none. */
  resourceSources?: readonly string[];
} & ScriptPermit;

/** Options of {@link shellHeaders}. */
export type ShellHeaderOptions = {
  /** Origin of the page that embeds the SDK, for `frame-ancestors`. */
  hostOrigin: string;
  /** Compiled sources of S-RES-6. Default none. */
  resourceSources?: readonly string[];
  /** The host page is cross-origin isolated (S-HDR-4). */
  crossOriginIsolated?: boolean;
} & ScriptPermit;

/** Options of {@link shellResponse}. */
export interface ShellResponseOptions {
  view: string;
  hostOrigin: string;
  /** Policies a request may name by `?policy=<id>`; an unknown id gets the strict one (S-HDR-6). Default `open`: `https:`. */
  policies?: Readonly<Record<string, readonly string[]>>;
  crossOriginIsolated?: boolean;
  /** Gives 16 random bytes. Default: the engine's generator. */
  randomBytes?: () => Uint8Array;
}

const sourcePattern = /^[A-Za-z0-9._~:/%*+!$&'()=@-]+$/;
const noncePattern = /^[A-Za-z0-9+/=_-]{16,}$/;
const originPattern = /^https?:\/\/[A-Za-z0-9.[\]:_-]+$/;

const permissions = [
  "accelerometer",
  "bluetooth",
  "camera",
  "clipboard-read",
  "clipboard-write",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "identity-credentials-get",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "web-share",
  "xr-spatial-tracking",
];

function scriptSource(permit: ScriptPermit): string {
  const value = "nonce" in permit ? permit.nonce : permit.hash;
  if (!noncePattern.test(value)) throw new TypeError("a nonce or hash is base64 of at least 16 characters");
  return "nonce" in permit ? `'nonce-${value}'` : `'sha256-${value}'`;
}

/** Values come from compiled sources only; anything that could end a directive is left out (U-CSP-9, S-HDR-6). */
function directives(permit: ScriptPermit, sources: readonly string[]): string[] {
  const resources = sources.filter((source) => sourcePattern.test(source));
  const media = ["data:", "blob:", ...resources].join(" ");
  return [
    "default-src 'none'",
    `script-src ${scriptSource(permit)} blob:`,
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    `img-src ${media}`,
    `media-src ${media}`,
    `font-src ${media}`,
    "connect-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "manifest-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ];
}

/**
 * The headers of the shell's response, name by name, exactly as section 2 of the sandbox specification has them.
 *
 * @throws TypeError for an origin or a nonce that is none.
 */
export function shellHeaders(options: ShellHeaderOptions): Record<string, string> {
  if (!originPattern.test(options.hostOrigin)) throw new TypeError("hostOrigin is an http(s) origin");
  const sources = (options.resourceSources ?? []).filter((source) => sourcePattern.test(source));
  const policy = [
    ...directives(options, sources),
    `frame-ancestors ${options.hostOrigin}`,
    "sandbox allow-scripts",
  ].join("; ");
  const headers: Record<string, string> = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
  };
  // With `https:` pictures may go anywhere, which an allowlist of origins cannot say (S-HDR-3).
  if (!sources.includes("https:")) {
    headers["Connection-Allowlist"] = `(${sources.map((source) => `"${source}"`).join(" ")})`;
  }
  headers["X-DNS-Prefetch-Control"] = "off";
  headers["Referrer-Policy"] = "no-referrer";
  headers["Permissions-Policy"] = permissions.map((name) => `${name}=()`).join(", ");
  headers["X-Content-Type-Options"] = "nosniff";
  headers["Cross-Origin-Resource-Policy"] = "cross-origin";
  headers["Cache-Control"] = "hash" in options ? "public, max-age=31536000, immutable" : "no-store";
  if (options.crossOriginIsolated === true) headers["Cross-Origin-Embedder-Policy"] = "require-corp";
  return headers;
}

/** Script text that cannot end its element. */
function inlineScript(text: string): string {
  return text.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

/**
 * The document of the shell. For a static file take `hash` = base64 SHA-256 of the script text between the tags.
 *
 * @throws TypeError for a nonce or hash that is none.
 */
export function shellHtml(options: ShellHtmlOptions): string {
  scriptSource(options);
  const attribute = "nonce" in options ? ` nonce="${options.nonce}"` : "";
  // First in head: a policy in a meta element governs only what comes after it.
  const meta =
    options.metaPolicy === true
      ? `<meta http-equiv="Content-Security-Policy" content="${directives(options, options.resourceSources ?? []).join("; ")}">` +
        '<meta name="referrer" content="no-referrer">'
      : "";
  return (
    `<!doctype html><html><head>${meta}<meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">' +
    `</head><body><script${attribute}>${inlineScript(options.view)}</script></body></html>`
  );
}

/**
 * The hash that permits this view's script and no other, for `hash` of a static or inline shell (S-HDR-2). Unlike a
 * nonce it does not let the script import code by address, which Firefox and WebKit take a nonce for (CH-05).
 */
export async function shellScriptHash(view: string): Promise<string> {
  const bytes = new TextEncoder().encode(inlineScript(view));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest));
}

/** A fetch handler for the shell's address, for Node, Vite, hono and service workers. */
export function shellResponse(request: Request, options: ShellResponseOptions): Response {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  }
  const bytes = options.randomBytes?.() ?? crypto.getRandomValues(new Uint8Array(16));
  const nonce = btoa(String.fromCharCode(...bytes));
  const id = new URL(request.url).searchParams.get("policy") ?? "";
  const policies = options.policies ?? { open: ["https:"] };
  const resourceSources = Object.hasOwn(policies, id) ? (policies[id] ?? []) : [];
  const headers = shellHeaders({
    hostOrigin: options.hostOrigin,
    nonce,
    resourceSources,
    crossOriginIsolated: options.crossOriginIsolated === true,
  });
  const body = request.method === "HEAD" ? null : shellHtml({ view: options.view, nonce });
  return new Response(body, { headers });
}
