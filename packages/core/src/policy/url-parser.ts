/** What the policy reads of a parsed address: the members of the URL Standard's `URL`. */
export interface ParsedUrl {
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}

/** A back end of the URL Standard (U-CAN-5). */
export interface UrlParser {
  /**
   * The parsed address, or null if `raw` is not an absolute URL. Never throws. `base` is given only for the `Location`
   * of a redirect (U-RED-1); a back end that ignores it refuses relative ones.
   */
  parse(raw: string, base?: string): ParsedUrl | null;
}

/** The `URL` of the running engine (U-CAN-P1): what the browser will use to send is what checks. */
export const nativeUrlParser: UrlParser = {
  parse(raw, base) {
    try {
      return base === undefined ? new URL(raw) : new URL(raw, base);
    } catch {
      return null;
    }
  },
};
