/** The content of a mustache is not what F-AXML-6 and F-AXML-7 allow. */
export class ExpressionError extends Error {
  /** Offset in the content. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = "ExpressionError";
    this.at = at;
  }
}
