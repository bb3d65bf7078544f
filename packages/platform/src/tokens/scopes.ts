/** Scopes that the mock knows (P-TOK-4). */
export const knownScopes: ReadonlySet<string> = new Set([
  "auth_base",
  "auth_user",
  "SEND_MESSAGE",
  "USER_ID",
  "USER_NICKNAME",
  "USER_NAME",
  "USER_LOGIN_ID",
  "PLAINTEXT_USER_LOGIN_ID",
  "HASH_LOGIN_ID",
  "USER_AVATAR",
  "USER_GENDER",
  "USER_BIRTHDAY",
  "USER_NATIONALITY",
  "USER_CONTACTINFO",
  "USER_ADDRESS",
  "PLAINTEXT_MOBILE_PHONE",
  "AGREEMENT_PAY",
]);

/** Scopes that can be granted, and the others with the code of P-TOK-5; nothing asked means `auth_base` (P-TOK-2). */
export function splitScopes(asked: unknown): { granted: string[]; errors: Record<string, "10001"> } | null {
  const list = asked === undefined || asked === null || asked === "" ? [] : typeof asked === "string" ? [asked] : asked;
  if (!Array.isArray(list) || list.some((one) => typeof one !== "string")) return null;
  const scopes = [...new Set(list.length === 0 ? ["auth_base"] : (list as string[]))];
  const errors: Record<string, "10001"> = Object.create(null);
  for (const scope of scopes) if (!knownScopes.has(scope)) errors[scope] = "10001";
  return { granted: scopes.filter((scope) => knownScopes.has(scope)), errors };
}
