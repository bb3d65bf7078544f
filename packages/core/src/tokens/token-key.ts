/** Whose token it is and for what (T-ROLE-6). Two keys share nothing. */
export interface TokenKey {
  tenant: string;
  userId: string;
  appId: string;
  environment: string;
  clientId: string;
  /** Order and doubles do not matter. */
  scopes: string[];
}

/** One text for all spellings of a key: scopes sorted and without duplicates (T-ROLE-6). */
export function canonicalKey(key: TokenKey): string {
  return JSON.stringify([
    key.tenant,
    key.userId,
    key.appId,
    key.environment,
    key.clientId,
    [...new Set(key.scopes)].sort(),
  ]);
}
