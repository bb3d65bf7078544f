import { test } from "vitest";
import { type RuleId, rules } from "./rules.js";

/**
 * A test of one rule of the framework specification; its name is the rule's id and what it says, so that the report of
 * this suite reads like the specification. `aspect` tells several tests of one rule apart.
 */
export function rule(id: RuleId, check: () => void | Promise<void>, aspect?: string): void {
  test(`${id} ${rules[id]}${aspect === undefined ? "" : ` [${aspect}]`}`, check);
}
