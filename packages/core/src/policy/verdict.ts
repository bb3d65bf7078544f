import type { CanonicalUrl } from "./canonical-url.js";
import type { PolicyApi } from "./domain-policy.js";

/** Why an address was refused (U-VER-C03 to U-VER-C17). */
export type RefusalCode =
  | "URL_INVALID"
  | "URL_TOO_LONG"
  | "URL_NOT_ABSOLUTE"
  | "URL_AMBIGUOUS"
  | "URL_CREDENTIALS"
  | "SCHEME_NOT_NETWORK"
  | "SCHEME_NOT_FOR_API"
  | "NOT_LISTED"
  | "LIST_EMPTY"
  | "POLICY_INVALID"
  | "ENGINE_UNAVAILABLE"
  | "PRIVATE_ADDRESS"
  | "HOST_ORIGIN"
  | "REDIRECT_LIMIT"
  | "REDIRECT_UNREADABLE";

/** Why an address was allowed. */
export type AllowanceCode = "ALLOWED_BY_DEFAULT" | "ALLOWED_BY_ENTRY";

/** Any code of section 9. */
export type VerdictCode = AllowanceCode | RefusalCode;

/** One entry of the list as the author wrote it; `index` counts from 0 in the delivered list. */
export interface EntryRef {
  readonly index: number;
  readonly text: string;
  readonly kind: "all" | "host" | "url" | "regex";
}

/** The answer that lets an executor act. */
export interface Allowance {
  readonly allow: true;
  readonly code: AllowanceCode;
  readonly api: PolicyApi | null;
  readonly listVersion: string;
  /** The address without fragment: requests, sockets and resources take this one. */
  readonly canonical: CanonicalUrl;
  /** The same with its fragment: navigations take this one. */
  readonly href: CanonicalUrl;
  /** The entry that allowed it. For expressions only `explain` names it: they are matched all at once (U-ENG-3). */
  readonly matchedEntry?: EntryRef;
}

/** The answer that ends a call. */
export interface Refusal {
  readonly allow: false;
  readonly code: RefusalCode;
  readonly api: PolicyApi | null;
  readonly listVersion: string;
  /** For messages only; null if refused before or by parsing. */
  readonly canonical: string | null;
}

/** The answer of the policy (section 9). */
export type Verdict = Allowance | Refusal;

/** One remark about a list (section 10). */
export interface EntryReport {
  /** Position in the list; -1 for the list as a whole (U-CFG-E21). */
  readonly index: number;
  /** "error": refused or dropped; "confirm": saved if the author insists (P-DOM-12); "warning": shown. */
  readonly severity: "error" | "confirm" | "warning";
  /** A code of U-CFG-E or U-LNT. */
  readonly code: string;
  readonly message: string;
  /** A valid entry that says what the author probably meant (U-CFG-4). */
  readonly suggestion?: string;
}
