/** The one function of Babel that the bench uses; the package ships no types. */
declare module "@babel/core" {
  export function transformSync(
    code: string,
    options: { filename: string; presets: string[]; babelrc: false; configFile: false },
  ): { code?: string | null } | null;
}
