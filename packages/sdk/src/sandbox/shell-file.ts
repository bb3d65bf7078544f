import { type ShellHeaderOptions, shellHeaders, shellHtml, shellScriptHash } from "./shell-document.js";

/** Options of {@link shellFile}. */
export interface ShellFileOptions extends Omit<ShellHeaderOptions, "nonce" | "hash"> {
  /** Text of the view runtime. */
  view: string;
}

/** The shell as a static file, and the headers that have to go with it. */
export interface ShellFile {
  html: string;
  headers: Record<string, string>;
}

/**
 * The shell for servers that hand out files (S-HDR-2): one document, permitted by its hash, and its headers. Both
 * belong together; make them anew with every version of the runtime.
 *
 * @throws TypeError for an origin that is none.
 */
export async function shellFile({ view, ...options }: ShellFileOptions): Promise<ShellFile> {
  const hash = await shellScriptHash(view);
  return { html: shellHtml({ view, hash }), headers: shellHeaders({ ...options, hash }) };
}

const pathPattern = /^\/[A-Za-z0-9._~/-]*$/;

function checkedPath(path: string): string {
  if (!pathPattern.test(path)) throw new TypeError("a path begins with / and has no spaces, quotes or patterns");
  return path;
}

/**
 * A `location` block of nginx for the file at `path` below the server's root. `always` sets the headers on error
 * answers too; nginx inherits no `add_header` into a block that has its own, so all stand here.
 *
 * @throws TypeError for a path that is none, and for a source with `$`.
 */
export function nginxShell(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => {
    if (name === "Content-Type") return [];
    // Inside double quotes nginx reads backslash and quote, which can be escaped, and variables, which cannot.
    if (value.includes("$")) throw new TypeError("nginx would read $ in a header as a variable");
    return [`  add_header ${name} "${value.replace(/[\\"]/g, "\\$&")}" always;`];
  });
  return [
    `location = ${checkedPath(path)} {`,
    "  types { }",
    '  default_type "text/html; charset=utf-8";',
    ...lines,
    "}",
    "",
  ].join("\n");
}

/**
 * A `_headers` file, as static hosts such as Netlify and Cloudflare Pages read it, for the file at `path`.
 *
 * @throws TypeError for a path that is none.
 */
export function headersFile(path: string, headers: Readonly<Record<string, string>>): string {
  return [checkedPath(path), ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ""].join("\n");
}
