/** Turns one script into CommonJS. The default is esbuild; an environment without it brings its own. */
export type ScriptTransform = (input: ScriptInput) => Promise<ScriptOutput>;

/** One script to transform. */
export interface ScriptInput {
  /** Path in the project. */
  file: string;
  code: string;
  language: "js" | "ts";
}

/** A transformed script, or where it is wrong. `line` counts from 1, `column` from 0. */
export type ScriptOutput =
  | { ok: true; code: string; map: string; warnings: ScriptMessage[] }
  | { ok: false; errors: ScriptMessage[] };

/** A message about a place of a script. */
export interface ScriptMessage {
  text: string;
  line: number;
  column: number;
}

/** The transform that runs on esbuild, loaded at first use. */
export function esbuildTransform(): ScriptTransform {
  let loading: Promise<typeof import("esbuild")> | undefined;
  return async ({ file, code, language }) => {
    loading ??= import("esbuild");
    const esbuild = await loading;
    try {
      const result = await esbuild.transform(code, {
        loader: language,
        format: "cjs",
        platform: "neutral",
        target: "es2021",
        charset: "utf8",
        legalComments: "none",
        sourcemap: "external",
        sourcesContent: false,
        sourcefile: file,
        supported: { "dynamic-import": false },
        // `Function` is the runtime's stand-in, which refuses code from text with EvalError (F-GEN-2).
        define: { "process.env.NODE_ENV": '"production"', eval: "Function" },
        tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
        logLevel: "silent",
      });
      return { ok: true, code: result.code, map: result.map, warnings: result.warnings.map(message) };
    } catch (error) {
      const failures = (error as { errors?: EsbuildMessage[] }).errors;
      if (!Array.isArray(failures)) throw error;
      return { ok: false, errors: failures.map(message) };
    }
  };
}

interface EsbuildMessage {
  text: string;
  location?: { line: number; column: number } | null;
}

function message({ text, location }: EsbuildMessage): ScriptMessage {
  return { text, line: location?.line ?? 1, column: location?.column ?? 0 };
}
