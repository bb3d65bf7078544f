/**
 * What the `berth` command does, for programs.
 *
 * @module berth
 */
export type { CheckOptions } from "./check/check-program.js";
export { checkProgram } from "./check/check-program.js";
export type { CheckError, CheckReport, PageReport } from "./check/report.js";
export type { GivenPlugins } from "./command/project-options.js";
export { startCommand } from "./command/start.js";
export type { GuestRuntime } from "./guest-runtime.js";
export { loadGuestRuntime } from "./guest-runtime.js";
export { main } from "./main.js";
export type { PolicyCaseResult, PolicyCaseResults } from "./policy-cases.js";
export { runPolicyCases } from "./policy-cases.js";
export type { BerthOptions, PreviewProgram, RunningBerth, SampleSet } from "./start/berth-options.js";
export { startDev } from "./start/start-dev.js";
export { startBerth } from "./start.js";
export type { Terminal } from "./terminal.js";
export { processTerminal, quietTerminal } from "./terminal.js";
