const INVALID_CODES = new Set(["INVALID_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN"]);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** True if a call's result or error says that its token is invalid: HTTP 401 or the platform's codes (T-TOK-1). */
export function isTokenInvalid(outcome: { value: unknown } | { error: unknown }): boolean {
  const it = "error" in outcome ? outcome.error : outcome.value;
  if (!isObject(it)) return false;
  const result = isObject(it["result"]) ? it["result"] : {};
  return (
    it["status"] === 401 ||
    [it["code"], it["resultCode"], result["resultCode"]].some((c) => INVALID_CODES.has(String(c)))
  );
}

/** True if an error says of itself that nothing was sent. */
export function wasNotSent(error: unknown): boolean {
  return isObject(error) && error["notSent"] === true;
}
