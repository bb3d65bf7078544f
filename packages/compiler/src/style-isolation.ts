import type { Owner } from "./component-registry.js";
import type { ProjectFiles } from "./files.js";

/** How elements of a component that does not share its style are marked; `StyleScope` says what sheets make of it. */
export interface ElementScope {
  /** Stands for the component in attributes. */
  id: string;
  /** "isolated"; else "apply-shared". */
  isolated: boolean;
  /** Classes that the user of the component gives (F-CMP-11). */
  externalClasses: readonly string[];
}

/**
 * The components that do not share their style (F-CSS-6), by path: json says `styleIsolation`, or the options of the
 * script do, written out. WeChat's "page-" values mean the same here.
 */
export async function readIsolation(owners: Iterable<Owner>, files: ProjectFiles): Promise<Map<string, ElementScope>> {
  const scopes = new Map<string, ElementScope>();
  for (const { path, json } of owners) {
    if (json?.members["component"] !== true) continue;
    const script = (await files.text(`${path}.js`)) ?? (await files.text(`${path}.ts`)) ?? "";
    const written = /\bstyleIsolation["']?\s*:\s*["']([\w-]+)["']/.exec(script)?.[1];
    const said = json.members["styleIsolation"] ?? written;
    const value = typeof said === "string" ? said.replace(/^page-/, "") : "shared";
    if (value !== "isolated" && value !== "apply-shared") continue;
    const list = /\bexternalClasses["']?\s*:\s*\[([^[\]]{0,2000})\]/.exec(script)?.[1] ?? "";
    const externalClasses = [...list.matchAll(/["']([\w-]+)["']/g)].map((match) => match[1] ?? "");
    scopes.set(path, { id: pathHash(path), isolated: value === "isolated", externalClasses });
  }
  return scopes;
}

/** FNV-1a of a text: short, and the same in every build. */
export function pathHash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(36);
}
