import type { UnitModule } from "./bundle/write-unit.js";
import type { Findings } from "./diagnostic.js";
import { unitOf } from "./unit-layout.js";

/** Warns where code of one unit needs code of a subpackage that may not be loaded then (F-SUB-2). */
export function reportBorders(modules: readonly UnitModule[], roots: readonly string[], findings: Findings): void {
  if (roots.length < 2) return;
  for (const module of modules) {
    const own = unitOf(module.path, roots);
    for (const target of new Set(Object.values(module.dependencies))) {
      const unit = unitOf(target, roots);
      if (unit === "" || unit === own) continue;
      findings.about(
        "warning",
        "SUBPACKAGE_BORDER",
        `"${module.path}" needs "${target}", which is loaded only with the subpackage "${unit}" (F-SUB-2).`,
        module.path,
      );
    }
  }
}
