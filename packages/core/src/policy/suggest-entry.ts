import type { ExpressionEngine } from "./expressions.js";
import { parseEntry } from "./parse-entry.js";
import type { UrlParser } from "./url-parser.js";

/**
 * The spelling an author probably meant (U-CFG-4): a valid entry, or nothing. Where one correction uncovers the next
 * mistake, that one is corrected too. `.*` is offered for `*` and for nothing else.
 */
export function suggestEntry(
  text: string,
  code: string,
  parser: UrlParser,
  engine: ExpressionEngine | null,
  depth = 0,
): string | undefined {
  const candidate = correct(text, code);
  if (candidate === undefined || candidate === text || depth > 4) return undefined;
  if (candidate === ".*" && (text !== "*" || depth > 0)) return undefined;
  const entry = parseEntry(candidate, parser);
  if (entry.kind === "error") return suggestEntry(candidate, entry.code, parser, engine, depth + 1);
  if (entry.kind === "regex") {
    const checked = engine?.check(candidate);
    if (!checked || "code" in checked) return undefined;
  }
  return candidate;
}

function correct(text: string, code: string): string | undefined {
  const [, scheme = "", rest = ""] = /^([a-z]+:\/\/)?([\s\S]*)$/i.exec(text) ?? [];
  switch (code) {
    case "ENTRY_BLANK":
      return text.replace(/[\s\0-\x20\x7f-\x9f]+/g, "");
    case "WILDCARD_ALONE":
      return /^\*\/?$/.test(rest) ? `${scheme}.*` : undefined;
    case "WILDCARD_POSITION": {
      const last = rest.replace(/[:/].*/, "").lastIndexOf("*");
      const below = rest.slice(last + 1).replace(/^\./, "");
      // `api*.com` must not become `*.com`.
      return /^[^.:/]+\.[^.:/]/.test(below) ? `${scheme}*.${below}` : undefined;
    }
    case "LEADING_DOT":
      return `${scheme}*.${rest.replace(/^\.+/, "")}`;
    case "TRAILING_DOT":
      return scheme + rest.replace(/\.+(?=$|:|\/)/, "");
    case "PATH_WITHOUT_SCHEME":
      return `https://${text}`;
    case "PATH_WILDCARD":
      return /^[^*]*\*+$/.test(rest.replace(/^\*\./, "")) ? text.replace(/\*+$/, "") : undefined;
    case "QUERY_OR_FRAGMENT":
      return text.replace(/[?#].*/, "");
    case "USER_INFO":
      return scheme + rest.replace(/^[^/?#]*@/, "");
    case "SCHEME":
      return text.replace(/^[^:]*:/, "https:");
    case "PORT":
      return text.replace(/:0+(?=[1-9][0-9]*(?:$|\/))/, ":");
    case "MIXED_WILDCARD":
      return text.replace(/\/?\.[*+]\$?$/, "").replace(/\\\./g, ".");
    case "REGEX_UNSUPPORTED":
      return text.replace(/\(\?P?<[A-Za-z_]\w*>/g, "(");
    default:
      return undefined;
  }
}
