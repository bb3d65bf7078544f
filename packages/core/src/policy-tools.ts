/**
 * Tools around the URL policy, kept apart from deciding for size (U-ENG-6): explanations for people, the linter of the
 * console, and lists as Content-Security-Policy sources.
 *
 * @module @berth/core/policy-tools
 */
export type { CheckOptions } from "./policy/check-entries.js";
export { checkEntries } from "./policy/check-entries.js";
export type { CspSources } from "./policy/csp-sources.js";
export { toCspSources } from "./policy/csp-sources.js";
export type { EntryDescription } from "./policy/describe-entry.js";
export { describeEntry } from "./policy/describe-entry.js";
export type { Explanation } from "./policy/explain.js";
export { explain } from "./policy/explain.js";
export type { LintSettings } from "./policy/lint-host.js";
export type { NearMiss, NearReason } from "./policy/near-miss.js";
export { sentenceOf } from "./policy/sentence.js";
export { readHost, showHost } from "./policy/unicode-host.js";
