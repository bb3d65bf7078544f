import { withoutExtension } from "../path.js";
import { type ElementScope, pathHash } from "../style-isolation.js";

/** For whom a template file is compiled: a page or component, which also draws what its template imports. */
export interface TemplateUser {
  /** Mark of its elements, when it does not share its style (F-CSS-6). */
  scope: ElementScope | null;
  /** Built-in names that it registers as components. */
  overrides: ReadonlySet<string>;
}

/** Most pages and components: nothing about them changes what a template is compiled to. */
export const plainUser: TemplateUser = { scope: null, overrides: new Set() };

/**
 * Path of the module that a file is compiled to for a user: the file's own when its owner would get the same, else one
 * with a name that no file can have. So a template that an isolated component imports has elements of that component.
 */
export function modulePath(path: string, user: TemplateUser, users: ReadonlyMap<string, TemplateUser>): string {
  const key = keyOf(user);
  if (key === keyOf(users.get(path) ?? plainUser)) return path;
  return `${withoutExtension(path)}?${key === "" ? "" : pathHash(key)}.axml`;
}

function keyOf({ scope, overrides }: TemplateUser): string {
  return scope === null && overrides.size === 0 ? "" : JSON.stringify([scope, [...overrides].sort()]);
}

/** Path of the file that a module was compiled from. */
export function fileOfModule(module: string): string {
  return module.replace(/\?\w*(?=\.axml$)/, "");
}
