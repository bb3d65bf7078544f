/** `Function` as code of the program sees it (F-GEN-2). */
export type FunctionShim = ((...source: unknown[]) => () => unknown) & { prototype: unknown };

/**
 * A stand-in for `Function`: `Function("return this")`, with which common libraries look for the global object, gives a
 * function that returns an empty object; any other text throws EvalError. `prototype` is the real one, so `instanceof`
 * and `Function.prototype.toString` work.
 */
export function functionShim(): FunctionShim {
  const shim = (...source: unknown[]): (() => unknown) => {
    const body = String(source[source.length - 1] ?? "").trim();
    if (source.length <= 1 && /^(?:["']use strict["'];?\s*)?(?:return this;?)?$/.test(body)) {
      const nothing = {};
      return () => nothing;
    }
    throw new EvalError("Code from text is not allowed in a mini program (F-GEN-2)");
  };
  Object.defineProperty(shim, "prototype", { value: Function.prototype });
  // The shim acts as the constructor of every function, for `f instanceof Function`.
  return shim as unknown as FunctionShim;
}
