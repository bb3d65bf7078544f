/** What names mean at the place of an expression. */
export interface NameScope {
  /** Name of an SJS member to the constant that holds it. */
  readonly sjs: ReadonlyMap<string, string>;
  /** Names bound by loops and slot-scope around; they hide SJS names. */
  readonly bound: ReadonlySet<string>;
}

/**
 * How the content of a mustache is read. `value`: an expression, else an object body. `text`: only an expression.
 * `data`: of a template, an object body first.
 */
export type ContentMode = "value" | "text" | "data";

/** JavaScript of one expression over the scope `s`, and the scope's names it reads. */
export interface ExpressionCode {
  code: string;
  names: Set<string>;
}
