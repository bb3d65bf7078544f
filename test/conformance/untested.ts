import type { RuleId } from "./rules.js";

/** Rules without a test here, with the reason; `coverage.test.ts` holds this list complete and free of rules that do have one. */
export const untested: Partial<Record<RuleId, string>> = {};
