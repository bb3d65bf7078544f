/** One expression that compiled (U-ENG-2). */
export interface Expression {
  /** Instructions as the engine counts them (U-LIM-3). */
  readonly size: number;
  /** Whether it matches the whole text, from the first to the last character (U-MAT-8). Linear in the text's length. */
  matches(text: string): boolean;
  /** Whether it matches somewhere in the text. For explanations only, never for a verdict. */
  finds(text: string): boolean;
}

/** Why an expression does not compile. */
export interface ExpressionFault {
  readonly message: string;
  /** The part of the expression the engine stopped at. */
  readonly at: string;
}

/** A linear-time engine for RE2 syntax. */
export interface ExpressionEngine {
  compile(source: string): Expression | ExpressionFault;
}

let loaded: ExpressionEngine | undefined;

/**
 * The engine for entries of class REGEX, about 48 KB, fetched at the first call (U-ENG-2). `compilePolicy` calls it by
 * itself where a list needs it; callers of the synchronous `checkEntries` await it once beforehand.
 */
export async function loadExpressions(): Promise<ExpressionEngine> {
  if (loaded) return loaded;
  const { RE2JS } = await import("re2js");
  loaded = {
    compile(source) {
      try {
        const compiled = RE2JS.compile(source);
        return {
          size: compiled.programSize(),
          matches: (text) => compiled.testExact(text),
          finds: (text) => compiled.test(text),
        };
      } catch (error) {
        // RE2JSSyntaxException carries the description and the offending part; anything else is a limit of the engine.
        const { error: what, input } = error as { error?: unknown; input?: unknown };
        return {
          message: typeof what === "string" ? what : "the expression is too complex for the engine",
          at: typeof input === "string" ? input : source,
        };
      }
    },
  };
  return loaded;
}

/** The engine if some `loadExpressions` has finished, else null. */
export function loadedExpressions(): ExpressionEngine | null {
  return loaded ?? null;
}
