/**
 * What the compiler accepts at most. A project over a limit gets a diagnostic, never a hang: sources may come from
 * people who mean harm.
 */
export const compileLimits = {
  /** Files of the project that are listed. */
  files: 20_000,
  /** Bytes of one source file. */
  sourceBytes: 8 * 1024 * 1024,
  /** Bytes of one asset. */
  assetBytes: 64 * 1024 * 1024,
  /** Elements inside one another in a template. */
  elementDepth: 200,
  /** Elements of one template, included files counted at each place. */
  elements: 50_000,
  /** Characters of one expression. */
  expressionLength: 32_768,
  /** Operators inside one another in an expression. */
  expressionDepth: 1_000,
  /** `<include>` and `@import` inside one another. */
  includeDepth: 50,
  /** Sheets taken into one sheet by `@import`. */
  imports: 2_000,
  /** Objects and arrays inside one another in JSON. */
  jsonDepth: 100,
  /** Findings kept for one file. */
  diagnosticsPerFile: 100,
} as const;
