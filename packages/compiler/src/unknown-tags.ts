import { builtinComponents } from "./axml/builtins.js";
import type { TagUse } from "./axml/template-input.js";
import type { LoadedTemplate } from "./axml/template-loader.js";
import type { Owner } from "./component-registry.js";
import type { Findings } from "./diagnostic.js";

/**
 * Reports the tags of an owner's templates that nobody registered (F-AXML-1), and registered components that do not
 * exist: an error when the tag is used, a warning when it is a leftover.
 */
export function reportTags(
  owner: Owner,
  app: Owner,
  loaded: ReadonlyMap<string, LoadedTemplate>,
  findings: Findings,
): void {
  const uses = tagsOf(`${owner.path}.axml`, loaded);
  const used = new Set(uses.map((use) => use.tag));
  const missing = new Map([...app.missing, ...owner.missing]);
  for (const [tag, reference] of owner.missing) {
    const message = `Cannot find the component "${reference}" of <${tag}>.`;
    if (used.has(tag) && !builtinComponents.has(tag))
      owner.json?.error("COMPONENT_MISSING", message, `usingComponents/${tag}`);
    else owner.json?.warn("COMPONENT_MISSING", message, `usingComponents/${tag}`);
  }
  for (const { tag, source, offset } of uses) {
    if (owner.components.has(tag) || app.components.has(tag) || missing.has(tag)) continue;
    // Reported where it is registered: outside of the project, or no component of its plugin.
    if (typeof owner.json?.object("usingComponents")?.[tag] === "string") continue;
    findings.warn(
      "AXML_UNKNOWN_TAG",
      `<${tag}> is neither built in nor registered in usingComponents; only its content is shown.`,
      source,
      offset,
    );
  }
}

function tagsOf(path: string, loaded: ReadonlyMap<string, LoadedTemplate>): TagUse[] {
  const seen = new Set<string>();
  const uses: TagUse[] = [];
  const visit = (file: string): void => {
    const template = loaded.get(file)?.template;
    if (!template || seen.has(file)) return;
    seen.add(file);
    uses.push(...template.tags);
    for (const imported of template.imports) visit(imported.module);
  };
  visit(path);
  return uses;
}
