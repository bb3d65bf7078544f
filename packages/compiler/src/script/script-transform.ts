import { compileLimits } from "../limits.js";

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

/**
 * The transform that runs on esbuild, loaded at first use. Some hostile scripts overflow esbuild's stack or keep it busy
 * without end; then its process is ended, what it had under way is done again one by one, and the culprit is refused.
 */
export function esbuildTransform(): ScriptTransform {
  let loading: Promise<typeof import("esbuild")> | undefined;
  let alone: Promise<unknown> = Promise.resolve();
  return async (input) => {
    loading ??= import("esbuild");
    const esbuild = await loading;
    const first = await transformOnce(esbuild, input);
    if (first !== null) return first;
    const second = alone.then(() => transformOnce(esbuild, input));
    alone = second;
    const text = `The script is nested too deeply, or takes more than ${compileLimits.scriptSeconds} seconds to compile.`;
    return (await second) ?? { ok: false, errors: [{ text, line: 1, column: 0 }] };
  };
}

/** null when esbuild died or did not answer. */
async function transformOnce(
  esbuild: typeof import("esbuild"),
  { file, code, language }: ScriptInput,
): Promise<ScriptOutput | null> {
  const timer: { handle?: ReturnType<typeof setTimeout> } = {};
  const late = new Promise<null>((resolve) => {
    timer.handle = setTimeout(() => resolve(null), compileLimits.scriptSeconds * 1000);
  });
  try {
    const result = await Promise.race([
      late,
      esbuild.transform(code, {
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
      }),
    ]);
    if (result !== null)
      return { ok: true, code: result.code, map: result.map, warnings: result.warnings.map(message) };
    await esbuild.stop();
    return null;
  } catch (error) {
    const failures = (error as { errors?: EsbuildMessage[] }).errors;
    if (Array.isArray(failures)) return { ok: false, errors: failures.map(message) };
    if (/service (was|is no longer)/.test(String(error))) return null;
    throw error;
  } finally {
    clearTimeout(timer.handle);
  }
}

interface EsbuildMessage {
  text: string;
  location?: { line: number; column: number } | null;
}

function message({ text, location }: EsbuildMessage): ScriptMessage {
  return { text, line: location?.line ?? 1, column: location?.column ?? 0 };
}
