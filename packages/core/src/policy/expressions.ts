import type { EntryErrorCode } from "./parse-entry.js";

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

/** Why an entry of class REGEX is refused. */
export interface ExpressionRefusal {
  readonly code: EntryErrorCode;
  /** The engine's message and the place it stopped at, or what the list does not support. */
  readonly message: string;
}

/** A linear-time engine for RE2 syntax. */
export interface ExpressionEngine {
  /** An expression that can be matched, or why it does not compile. */
  compile(source: string): Expression | ExpressionFault;
  /** Compiles one entry of class REGEX by itself, or says why it is refused (U-ENT-8). */
  check(source: string): Expression | ExpressionRefusal;
}

let loaded: ExpressionEngine | undefined;

/**
 * The engine for entries of class REGEX, about 48 KB, fetched at the first call (U-ENG-2). `compilePolicy` calls it by
 * itself where a list needs it; callers of the synchronous `checkEntries` await it once beforehand.
 */
export async function loadExpressions(): Promise<ExpressionEngine> {
  loaded ??= (await import("./re2-engine.js")).re2Engine;
  return loaded;
}

/** The engine if some {@link loadExpressions} has finished, else null. */
export function loadedExpressions(): ExpressionEngine | null {
  return loaded ?? null;
}
