import { canMatchAddress, literalRuns, shortestMatch } from "./expression-reach.js";
import { readExpression } from "./expression-tree.js";
import type { Expression, ExpressionEngine } from "./expressions.js";
import { parseEntry } from "./parse-entry.js";
import type { UrlParser } from "./url-parser.js";
import type { EntryReport } from "./verdict.js";

type Remark = Omit<EntryReport, "index">;

/** What the linter says about one valid expression: U-LNT-1, 12, 3 and 2. */
export function lintExpression(
  source: string,
  expression: Expression,
  engine: ExpressionEngine,
  parser: UrlParser,
): Remark[] {
  const remarks: Remark[] = [];
  const plain = plainForm(source, parser);
  const remark = (severity: Remark["severity"], code: string, message: string, suggestion?: string): void => {
    remarks.push({ severity, code, message, ...(suggestion === undefined ? {} : { suggestion }) });
  };
  const reach = reachOf(source, expression, parser);
  if (reach === "broad") {
    remark("warning", "BROAD_PATTERN", "the expression admits every address; `.*` says that plainly");
  } else if (reach === "leaky") {
    const message = "the expression admits any host that writes the right text into its path or name";
    remark("confirm", "LEAKY_PATTERN", message, plain);
  } else if (reach === "none") {
    const message =
      "the expression matches no address: it is compared with the whole of it, from the scheme to the query";
    remark("warning", "NEVER_MATCHES", message, completed(source, engine, parser));
  }
  if (hasBareDot(source)) {
    const message = "an unescaped dot in the host stands for any character";
    remark("warning", "UNESCAPED_DOT", message, plain);
  }
  return remarks;
}

type Reach = "broad" | "leaky" | "none" | "some";

function reachOf(source: string, expression: Expression, parser: UrlParser): Reach {
  if (expression.matches("https://attacker.invalid/")) return "broad";
  const tree = readExpression(source);
  const runs = literalRuns(tree);
  const texts = new Set([...runs, runs.join(""), shortestMatch(tree)]);
  const home = "https://attacker.invalid/";
  for (const text of texts) {
    if (text === "") continue;
    const traps = [`${home}${text}`, `${home}${text}/`, `${home}?${text}`, `https://${text}.attacker.invalid/`];
    for (const trap of [...traps, `${text}.attacker.invalid/`]) {
      const parsed = parser.parse(trap);
      if (!parsed || !/(?:^|\.)attacker\.invalid$/.test(parsed.hostname)) continue;
      if (expression.matches(parsed.href.replace(/#.*/, ""))) return "leaky";
    }
  }
  return canMatchAddress(tree) ? "some" : "none";
}

/** The HOST or URL entry an expression paraphrases: `https://.*\.b\.com/.*` is `https://*.b.com`. */
function plainForm(source: string, parser: UrlParser): string | undefined {
  const form =
    /^\^?((?:https?|wss?):\/\/)?((?:\.[*+]|\(\.\*\\?\.\)\?|\[[^\]]+\][*+])(?:\\?\.)?)?((?:[a-z0-9-]|\\?\.(?![*+?{]))+)(?:\/?\.\*|\/)?\$?$/;
  const found = form.exec(source);
  if (!found) return undefined;
  const [, scheme = "", below, host = ""] = found;
  const entry = `${scheme}${below === undefined ? "" : "*."}${host.replace(/\\/g, "")}`;
  return host.includes(".") && parseEntry(entry, parser).kind !== "error" ? entry : undefined;
}

/** The expression with what an address has and it lacks, if that makes it match hosts of its own and no others. */
function completed(source: string, engine: ExpressionEngine, parser: UrlParser): string | undefined {
  const body = source.replace(/^\^|\$$/g, "");
  const withoutPort = body.replace(
    /^(https|wss)(:\/\/[^/]*):443(?=\/|$)|^(http|ws)(:\/\/[^/]*):80(?=\/|$)/,
    "$1$2$3$4",
  );
  const grouped = /^[^(]*\|/.test(body) ? `(${body})` : body;
  const candidates = [withoutPort, `${withoutPort}/.*`, `https://${grouped}`, `https://${grouped}/.*`];
  return candidates.find((candidate) => {
    if (candidate === source || parseEntry(candidate, parser).kind !== "regex") return false;
    const checked = engine.check(candidate);
    return (
      !("code" in checked) && reachOf(candidate, checked, parser) === "some" && !/^https:\/\/www\.\*/.test(candidate)
    );
  });
}

/** Whether a `.` without quantifier and backslash stands between scheme and path (U-LNT-2). */
function hasBareDot(source: string): boolean {
  const split = source.indexOf("://");
  const host = split < 0 ? source : source.slice(split + 3);
  // Escapes and classes are passed over as a whole; the first slash outside them ends the host.
  for (const [token] of host.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\.[*+?{]?|\/|[\s\S]/g)) {
    if (token === "/") return false;
    if (token === ".") return true;
  }
  return false;
}
