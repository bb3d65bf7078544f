import type { LoadedTemplate } from "./axml/template-loader.js";
import { fileOfModule } from "./axml/template-user.js";
import type { UnitModule } from "./bundle/write-unit.js";
import type { Owner } from "./component-registry.js";
import type { Findings } from "./diagnostic.js";
import { rootOf } from "./path.js";
import { unitOf } from "./unit-layout.js";

/** Everything that may cross a border. */
export interface BorderParts {
  modules: readonly UnitModule[];
  owners: readonly Owner[];
  templates: Iterable<LoadedTemplate>;
  roots: readonly string[];
  /** Root of worker code, which is another realm, or null. */
  workers: string | null;
}

/**
 * Reports what a unit uses of a subpackage that is not loaded then (F-SUB-2): code and components are errors, since they
 * would fail when they run; pictures are warnings, since a package comes as a whole here.
 */
export function reportBorders(parts: BorderParts, findings: Findings): void {
  const { roots, workers } = parts;
  if (roots.length < 2) return;
  const crosses = (from: string, target: string): string | null => {
    const unit = unitOf(target, roots);
    return unit === "" || unit === unitOf(from, roots) ? null : unit;
  };
  const report = (severity: "error" | "warning", module: string, what: string, unit: string): void => {
    const from = fileOfModule(module);
    const where =
      unit === workers
        ? `is code of a worker (F-APPJ-12); only its own code may use it`
        : `belongs to the subpackage "${unit}"; only that may use it (F-SUB-2)`;
    findings.about(severity, "SUBPACKAGE_BORDER", `"${from}" uses ${what}, which ${where}.`, from);
  };
  for (const module of parts.modules)
    for (const target of new Set(Object.values(module.dependencies))) {
      const unit = crosses(module.path, target);
      if (unit !== null) report("error", module.path, `"${fileOfModule(target)}"`, unit);
    }
  for (const owner of parts.owners)
    for (const [tag, path] of owner.components) {
      const unit = crosses(owner.path, path);
      // A component of a plugin that is loaded on demand shows once its plugin is there (F-PLG-2).
      if (unit !== null && rootOf(path) === "")
        report("error", `${owner.path}.json`, `the component <${tag}> ("${path}")`, unit);
    }
  for (const template of parts.templates)
    for (const asset of new Set(template.assets)) {
      const unit = crosses(template.path, asset);
      if (unit !== null) report("warning", template.path, `"/${asset}"`, unit);
    }
}
