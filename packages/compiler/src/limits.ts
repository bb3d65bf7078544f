/**
 * What the compiler accepts at most. A project over a limit gets a diagnostic, never a hang: sources may come from
 * people who mean harm.
 */
export const compileLimits = {
  /** Files of the project, `node_modules` not counted. */
  files: 20_000,
  /** Folders inside one another. */
  folderDepth: 32,
  /** Characters of the path of a page, a component or an asset. */
  pathLength: 512,
  /** Bytes of one json that configures something; a json that a script requires may be as large as a source. */
  configBytes: 1024 * 1024,
  /** Pages of the project, those of subpackages and plugins included. */
  pages: 2_000,
  /** Entries of one `usingComponents`. */
  usingComponents: 500,
  /** Subpackages, plugins, locale folders: each. */
  parts: 200,
  /** Bytes of one source file. */
  sourceBytes: 8 * 1024 * 1024,
  /** Bytes of one asset. */
  assetBytes: 64 * 1024 * 1024,
  /** Brackets inside one another in a script. */
  scriptDepth: 1_000,
  /** Seconds that one script may take to transform. */
  scriptSeconds: 20,
  /** Scripts and templates of a project, those of packages included. */
  modules: 20_000,
  /** Bytes of one template, and of everything one template includes, counted at each place. */
  templateBytes: 4 * 1024 * 1024,
  /** Bytes of one sheet, and of everything it imports, counted at each place. */
  sheetBytes: 4 * 1024 * 1024,
  /** Elements inside one another in a template. */
  elementDepth: 100,
  /** Elements of one template, included files counted at each place. */
  elements: 50_000,
  /** Attributes of one element. */
  attributes: 500,
  /** Characters of the name of a tag or attribute. */
  nameLength: 256,
  /** Mustaches in one text or attribute value. */
  mustaches: 1_000,
  /** Characters of one expression. */
  expressionLength: 32_768,
  /** Operators inside one another in an expression. */
  expressionDepth: 1_000,
  /** `<include>` and `@import` inside one another. */
  includeDepth: 50,
  /** Brackets inside one another in a sheet. */
  sheetDepth: 200,
  /** Sheets taken into one sheet by `@import`. */
  imports: 2_000,
  /** Objects and arrays inside one another in JSON. */
  jsonDepth: 100,
  /** Findings kept for one file. */
  diagnosticsPerFile: 100,
} as const;
